// Passkeys (WebAuthn). Forms with data-passkey stay hidden without this module: password and app are the other way.

const from = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const to = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const keys = (list) => list?.map((key) => ({ ...key, id: from(key.id) }));

// A passkey that logs in alone is kept by the device and asks for finger, face or PIN; else it is a second factor.
const kept = (alone) => ({
  residentKey: alone ? "required" : "discouraged",
  requireResidentKey: alone,
  ...(alone && { userVerification: "required" }),
});

async function create({ publicKey: wish }, alone) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...wish,
      authenticatorSelection: { ...wish.authenticatorSelection, ...kept(alone) },
      challenge: from(wish.challenge),
      user: { ...wish.user, id: from(wish.user.id) },
      excludeCredentials: keys(wish.excludeCredentials),
    },
  });
  const answer = credential.response;
  return told(credential, {
    clientDataJSON: to(answer.clientDataJSON),
    attestationObject: to(answer.attestationObject),
    transports: answer.getTransports?.() ?? [],
  });
}

async function get({ publicKey: wish }) {
  const credential = await navigator.credentials.get({
    publicKey: { ...wish, challenge: from(wish.challenge), allowCredentials: keys(wish.allowCredentials) },
  });
  const answer = credential.response;
  return told(credential, {
    clientDataJSON: to(answer.clientDataJSON),
    authenticatorData: to(answer.authenticatorData),
    signature: to(answer.signature),
    userHandle: answer.userHandle ? to(answer.userHandle) : null,
  });
}

function told(credential, response) {
  return {
    id: credential.id,
    rawId: to(credential.rawId),
    type: credential.type,
    response,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function options(form) {
  const here = document.getElementById("passkey-options");
  if (here) return JSON.parse(here.textContent);
  const answer = await fetch(form.action, { headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" } });
  return answer.json();
}

async function use(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const given = await options(form);
    const alone = Boolean(form.elements.passwordless?.checked);
    const credential =
      form.dataset.passkey === "create" ? await create(given.creation_options, alone) : await get(given.request_options);
    form.elements.credential.value = JSON.stringify(credential);
    form.requestSubmit();
  } catch {
    failed.hidden = false;
  }
}

if (globalThis.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.querySelector("button[type=button]").addEventListener("click", () => use(form));
  }
}
