// After a refused form, the focus goes to the summary of what must be corrected.
(() => {
  const focus = (root) => root.querySelector("[data-error-summary]")?.focus();
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) focus(event.target); });
  focus(document);
})();
