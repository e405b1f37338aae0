// Blocks with data-auto-open stand open on a wide screen and closed on a phone; what someone opened stays open when
// htmx replaces it, so that the next choice is where the eyes and the focus are.
(() => {
  const wide = window.matchMedia("(min-width: 768px)");
  let opened = new Set();
  let focused = "";
  const name = (block) => ("autoOpen" in block.dataset ? "auto" : block.querySelector("summary").textContent.trim());
  const apply = (root) => {
    root.querySelectorAll("details[data-auto-open]").forEach((block) => { block.open = wide.matches; });
  };
  wide.addEventListener("change", () => apply(document));
  document.addEventListener("htmx:beforeSwap", (event) => {
    opened = new Set([...event.detail.target.querySelectorAll("details[open]")].map(name));
    const last = document.activeElement;
    focused = last.dataset.facet ? `[data-facet="${last.dataset.facet}"]` : last.id && `#${CSS.escape(last.id)}`;
  });
  document.addEventListener("htmx:load", (event) => {
    const root = event.target.parentNode;
    if (wide.matches) apply(root);
    root.querySelectorAll("details:not([open])").forEach((block) => { if (opened.has(name(block))) block.open = true; });
    opened = new Set();
    // Nothing in a closed block takes the focus: it comes back once the block is open.
    const last = focused && document.activeElement === document.body && document.querySelector(focused);
    if (last) last.focus({ preventScroll: true });
  });
  apply(document);
})();
