// Proof of work for forms of guests: finds a number whose hash begins with zeros, while the visitor types.
// Without it the form works too; the city then allows fewer forms from one network in a day.
const BITS = 14;
const encoder = new TextEncoder();

async function solve(challenge) {
  for (let number = 0; ; number += 1) {
    const bytes = await crypto.subtle.digest("SHA-256", encoder.encode(`${challenge}:${number}`));
    if (new DataView(bytes).getUint32(0) >>> (32 - BITS) === 0) return String(number);
  }
}

function begin(form) {
  const challenge = form.querySelector("[data-challenge]");
  const work = form.querySelector("[data-work]");
  if (work.value || work.dataset.begun) return;
  work.dataset.begun = "yes";
  solve(challenge.value).then((answer) => {
    work.value = answer;
  });
}

if (globalThis.crypto?.subtle) {
  for (const field of document.querySelectorAll("[data-challenge]")) {
    const form = field.closest("form");
    form?.addEventListener("focusin", () => begin(form), { once: true });
  }
}
