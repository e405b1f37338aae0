// A button with data-print prints the page; data-print="internal" prints what is kept for the team too.
(() => {
  const show = () => document.querySelectorAll("[data-print][hidden]").forEach((button) => { button.hidden = false; });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-print]");
    if (!button) return;
    const internal = button.dataset.print === "internal" && !document.body.classList.contains("print-internal");
    if (internal) {
      document.body.classList.add("print-internal");
      window.addEventListener("afterprint", () => document.body.classList.remove("print-internal"), { once: true });
    }
    window.print();
  });
  document.addEventListener("htmx:load", show);
  show();
})();
