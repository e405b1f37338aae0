// « Rester connecté » without leaving the page, and the warning said aloud; without scripts, the page does the same alone.
(() => {
  const door = document.querySelector("[data-door]");
  if (!door) return;
  const form = door.querySelector("form");
  const text = door.querySelector("[data-door-text]");
  const first = text.innerHTML;
  const announce = document.getElementById("annonce");

  door.addEventListener("animationstart", () => { announce.textContent = text.textContent.trim(); });

  const restart = () => {
    text.innerHTML = first;
    door.classList.add("door-stopped");
    // The style is read again between the two, so that its delay starts anew.
    void door.offsetWidth;
    door.classList.remove("door-stopped");
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual" })
      .then((answer) => {
        if (answer.headers.get("Door") !== "open") throw new Error("closed");
        restart();
        announce.textContent = "Vous restez connecté.";
      })
      .catch(() => { text.textContent = "La session s’est refermée. Ce que vous envoyez sera gardé jusqu’à votre retour."; });
  });
})();
