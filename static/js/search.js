// The search of the list and of the map, better with scripts: as one types, and around oneself.

// What is typed in the search box is looked for at each pause, like « Chercher » but in place: the box stays as it is,
// and the address of the list follows what it shows.
(() => {
  const PAUSE = 350; // milliseconds between two words of a thumb
  const SETTLED = 2500; // nobody is typing any more: what finds nothing then is noted, as « Chercher » would
  let waiting;
  let busy = false;
  let shown = document.getElementById("q").value;

  const look = ({ form, parentElement }, state) => {
    const asked = [...new FormData(form)].filter(([, value]) => value);
    const address = `${form.getAttribute("action")}?${new URLSearchParams(asked)}`;
    window.history.replaceState(window.history.state, "", address);
    return window.htmx.ajax("GET", address, {
      source: parentElement, headers: { "X-Typing": state }, target: "#trouve", select: "#trouve", swap: "outerHTML",
    });
  };
  const settle = (field) => {
    const found = document.getElementById("resultats");
    if (found.dataset.total === "0") waiting = setTimeout(look, SETTLED, field, "done");
  };
  const typed = async (field) => {
    if (busy || field.value.trim() === shown.trim()) return;
    busy = true;
    shown = field.value;
    // The place of the answer is told when it is asked: one at a time, then what was typed meanwhile.
    await look(field, "on").catch(() => {});
    busy = false;
    if (field.value === shown) settle(field);
    else typed(field);
  };
  document.addEventListener("input", (event) => {
    if (event.target.id !== "q") return;
    clearTimeout(waiting);
    waiting = setTimeout(typed, PAUSE, event.target);
  });
  document.addEventListener("submit", (event) => { if (event.target.id === "recherche") clearTimeout(waiting); });
  document.addEventListener("htmx:load", (event) => { shown = event.target.querySelector("#q")?.value ?? shown; });
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
