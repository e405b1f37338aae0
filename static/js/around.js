// « Autour de moi »: where one stands stays in the memory of this page and travels in a header of its requests only,
// rounded to about a hundred metres: in no address, no history, no cookie.
(() => {
  if (!navigator.geolocation || !window.isSecureContext) return;
  const REGION = "inventaire";
  const INSTEAD = "tapez une commune ou un quartier.";
  const WHY = {
    1: `Votre navigateur ne donne pas votre position\u00a0: ${INSTEAD}`,
    2: `Votre position n’a pas été trouvée\u00a0: ${INSTEAD}`,
    3: `Votre position tarde à venir\u00a0: réessayez, ou ${INSTEAD}`,
  };
  let position = null;

  const say = (text) => {
    document.querySelectorAll("[data-around-said]").forEach((line) => { line.textContent = text; line.hidden = !text; });
  };
  // The server says whether the position counted: once a commune is chosen, it is forgotten.
  const refresh = () => {
    if (!document.querySelector("[data-around-on]")) position = null;
    if (position) document.dispatchEvent(new CustomEvent("around:here", { detail: position.split(",") }));
    document.querySelectorAll("[data-around]").forEach((button) => { button.hidden = false; });
  };
  const elsewhere = () => {
    const asked = new URLSearchParams(window.location.search);
    ["commune", "quartier", "lieu", "tri", "page"].forEach((name) => asked.delete(name));
    return window.location.pathname + (asked.size ? `?${asked}` : "");
  };
  const search = (found) => {
    position = `${found.coords.latitude.toFixed(3)},${found.coords.longitude.toFixed(3)}`;
    window.history.replaceState(window.history.state, "", elsewhere());
    window.htmx.ajax("GET", elsewhere(), { target: `#${REGION}`, swap: "outerHTML" });
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-forgets-position]")) position = null;
    if (!event.target.closest("[data-around]")) return;
    say("Recherche de votre position, qui ne sera pas gardée…");
    navigator.geolocation.getCurrentPosition(search, (refusal) => say(WHY[refusal.code] || WHY[2]), {
      timeout: 10000, maximumAge: 60000,
    });
  }, true);
  document.addEventListener("htmx:configRequest", (event) => {
    const target = event.detail.target;
    if (position && target && target.id === REGION) event.detail.headers["X-Position"] = position;
  });
  document.addEventListener("htmx:load", refresh);
  refresh();
})();
