// A form with data-draft is kept on the server while it is typed; « Garder pour plus tard » does the same by hand.
(() => {
  const form = document.querySelector("form[data-draft]");
  let timer, sending;
  const keep = async () => {
    sending = new AbortController();
    const body = new FormData(form);
    body.append("garder", "1");
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Autosave": "1" }, signal: sending.signal });
      const draft = answer.headers.get("X-Draft");
      if (draft) form.elements.draft.value = draft;
    } catch { /* without a network nothing is kept, and the page still holds it */ }
  };
  form?.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 5000); });
  form?.addEventListener("submit", () => { clearTimeout(timer); sending?.abort(); });
})();
