// Asks the browser for a passkey and sends its answer: <form data-passkey="get|create" data-options="id of the options">.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  const withBytes = (rows) => (rows || []).map((row) => ({ ...row, id: bytes(row.id) }));

  const read = (given) => {
    const options = { ...given, challenge: bytes(given.challenge) };
    if (given.user) options.user = { ...given.user, id: bytes(given.user.id) };
    if (given.allowCredentials) options.allowCredentials = withBytes(given.allowCredentials);
    if (given.excludeCredentials) options.excludeCredentials = withBytes(given.excludeCredentials);
    return options;
  };

  const written = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
  };

  const ask = async (form) => {
    const options = JSON.parse(document.getElementById(form.dataset.options).textContent);
    const publicKey = read(options.publicKey);
    form.elements.credential.value = written(await navigator.credentials[form.dataset.passkey]({ publicKey }));
    form.submit();
  };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const refusal = form.querySelector("[data-refused]");
    if (!window.PublicKeyCredential) return;
    form.hidden = false;
    document.querySelectorAll("[data-without-passkey]").forEach((one) => { one.hidden = true; });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      refusal.hidden = true;
      // Refused, or left without an answer: the page says so and the button stays.
      ask(form).catch(() => { refusal.hidden = false; });
    });
  });
})();
