// A button with data-copy-text copies that text. It stays hidden where the browser cannot copy.
(() => {
  const show = () => {
    if (!navigator.clipboard) return;
    document.querySelectorAll("[data-copy-text][hidden]").forEach((button) => { button.hidden = false; });
  };
  const say = (text) => { document.getElementById("annonce").textContent = text; };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy-text]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copyText);
    } catch {
      say("La copie n’a pas été possible.");
      return;
    }
    const label = button.querySelector("[data-copy-label]");
    if (label) label.textContent = "Copié";
    say("Copié");
  });
  document.addEventListener("htmx:load", show);
  show();
})();
