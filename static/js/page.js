// What every page does better with scripts, in one file: each part stands alone, and all works without any.

// Blocks with data-auto-open stand open on a wide screen and closed on a phone; what someone opened stays open when
// htmx replaces it, so that the next choice is where the eyes and the focus are.
(() => {
  const wide = window.matchMedia("(min-width: 768px)");
  let opened = new Set();
  let focused = [];
  const name = (block) => ("autoOpen" in block.dataset ? "auto" : block.querySelector("summary").textContent.trim());
  const apply = (root) => {
    root.querySelectorAll("details[data-auto-open]").forEach((block) => { block.open = wide.matches; });
  };
  wide.addEventListener("change", () => apply(document));
  document.addEventListener("htmx:beforeSwap", (event) => {
    opened = new Set([...event.detail.target.querySelectorAll("details[open]")].map(name));
    const last = document.activeElement;
    const key = last.dataset.facet ? `[data-facet="${last.dataset.facet}"]` : last.id && `#${CSS.escape(last.id)}`;
    // What is not there again, like « Suivante » or « Appliquer », was pressed for the results: they follow.
    focused = event.detail.target.contains(last) ? [key, "#resultats"].filter(Boolean) : [];
  });
  document.addEventListener("htmx:load", (event) => {
    const root = event.target.parentNode;
    if (wide.matches) apply(root);
    root.querySelectorAll("details:not([open])").forEach((block) => { if (opened.has(name(block))) block.open = true; });
    opened = new Set();
    // Nothing in a closed block takes the focus: it comes back once the block is open.
    if (document.activeElement !== document.body) return;
    focused.map((one) => document.querySelector(one)).find(Boolean)?.focus({ preventScroll: true });
  });
  apply(document);
})();

// A menu of the header closes with Escape, or when the focus or the finger goes elsewhere.
(() => {
  const open = () => document.querySelectorAll("details.menu[open]");
  const leave = (event) => open().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener("click", leave);
  document.addEventListener("focusin", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
})();

// After a refused form, the focus goes to the summary of what must be corrected.
(() => {
  const focus = (root) => root.querySelector("[data-error-summary]")?.focus();
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) focus(event.target); });
  focus(document);
})();

// A list that htmx replaced says its count: a status line that comes with the list would not be read out. A danger that
// the words begin to say comes first, once.
(() => {
  const danger = () => document.querySelector("[data-announce-first]")?.textContent ?? "";
  let warned = danger();
  document.addEventListener("htmx:afterSettle", () => {
    const news = document.querySelector("[data-announce]");
    const first = danger() === warned ? "" : danger();
    warned = danger();
    if (news) document.getElementById("annonce").textContent = `${first} ${news.textContent}`.trim();
  });
})();

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

// A form with data-guard asks before the page is left with something typed and not sent.
(() => {
  let changed = document.querySelector('form[data-guard] [aria-invalid="true"]') !== null;
  document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) changed = true; });
  document.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();

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
