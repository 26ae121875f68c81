// Passkeys: ask the device, put its answer into the form, send the form. Without this file the forms stay hidden and other ways remain.
"use strict";

const questions = {
  "sign-in": async (form) => {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    return webauthnJSON.get((await answer.json()).request_options);
  },
  show: (form) => webauthnJSON.get(given(form).request_options),
  add: (form) => {
    const options = given(form).creation_options;
    // A passkey that its device can find by itself signs in without an address; keys that cannot remain a second factor.
    options.publicKey.authenticatorSelection.residentKey = "preferred";
    return webauthnJSON.create(options);
  },
};

const given = (form) => JSON.parse(document.getElementById(form.dataset.options).textContent);

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[role=alert]");
    said.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await questions[form.dataset.passkey](form));
      form.submit();
    } catch {
      said.hidden = false;
    }
  });
}
