// The search of the list and of the map, better with scripts: as one types, and around oneself.

// What is typed in the search box is looked for at each pause, like « Chercher » but in place: the box stays as it is,
// and the address follows the answer.
(() => {
  const PAUSE = 350; // milliseconds between two words of a thumb
  const SETTLED = 2500; // nobody is typing any more: what finds nothing then is counted, as « Chercher » would
  let waiting;
  let busy = false;
  let isDropped = false;
  let isDrawn = false;
  let shown = document.getElementById("q").value;

  const address = (path, asked) => {
    const told = new URLSearchParams([...asked].filter(([, value]) => value));
    return told.size ? `${path}?${told}` : path;
  };
  const addressOf = (form) => address(form.getAttribute("action"), new FormData(form));
  const here = () => address(window.location.pathname, new URLSearchParams(window.location.search));
  const later = (act, field, delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (field.isConnected) act(field); }, delay);
  };
  const count = (field) => {
    fetch(addressOf(field.form), { headers: { "X-Typing": "done" } }).catch(() => {});
  };
  const typed = async (field) => {
    if (busy || field.value.trim() === shown.trim()) return;
    busy = true;
    isDropped = isDrawn = false;
    shown = field.value;
    const asked = addressOf(field.form);
    // The place of the answer is told when it is asked: one at a time, then what was typed meanwhile.
    await window.htmx.ajax("GET", asked, {
      source: field.parentElement, headers: { "X-Typing": "on" }, target: "#trouve", select: "#trouve", swap: "outerHTML",
    }).catch(() => { isDropped = true; });
    busy = false;
    if (isDropped || !isDrawn) return;
    window.history.replaceState(window.history.state, "", asked);
    if (field.value !== shown) later(typed, field, 0);
    else if (document.getElementById("resultats").dataset.total === "0") later(count, field, SETTLED);
  };
  const isTyping = (asking) => asking.matches(".searchbar");

  document.addEventListener("input", (event) => { if (event.target.id === "q") later(typed, event.target, PAUSE); });
  // « Chercher » at what the address says already is no new page to come back from.
  document.addEventListener("submit", ({ target }) => {
    if (target.id === "recherche" && addressOf(target) === here()) target.setAttribute("data-hx-push-url", "false");
  }, true);
  // Any other search says better what is wanted.
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (isTyping(detail.elt) || !detail.target?.closest("#inventaire")) return;
    clearTimeout(waiting);
    isDropped = true;
  });
  // Who went on to another field is not taken what stands in it.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const isBusyThere = detail.target.contains(document.activeElement) && document.activeElement.matches("#age, #lieu");
    if (isTyping(detail.requestConfig.elt) && (isDropped || isBusyThere)) detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSwap", (event) => { isDrawn ||= event.target.id === "trouve"; });
  document.addEventListener("htmx:load", (event) => {
    const field = event.target.querySelector("#q");
    if (!field) return;
    clearTimeout(waiting);
    shown = field.value;
  });
})();

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
    if (position && event.detail.target?.closest(`#${REGION}`)) event.detail.headers["X-Position"] = position;
  });
  document.addEventListener("htmx:load", refresh);
  refresh();
})();
