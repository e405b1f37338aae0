// Blocks with data-auto-open stand open on a wide screen and closed on a phone.
(() => {
  const wide = window.matchMedia("(min-width: 768px)");
  const apply = (root) => {
    root.querySelectorAll("details[data-auto-open]").forEach((block) => { block.open = wide.matches; });
  };
  wide.addEventListener("change", () => apply(document));
  document.addEventListener("htmx:load", (event) => { if (wide.matches) apply(event.target.parentNode); });
  apply(document);
})();
