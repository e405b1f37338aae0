// A form with data-guard asks before the page is left with something typed and not sent.
(() => {
  let changed = document.querySelector('form[data-guard] [aria-invalid="true"]') !== null;
  document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) changed = true; });
  document.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();
