// Saves the draft of an answer while it is typed. Without this module the button "Als Entwurf sichern" does it.
const form = document.querySelector("form[data-autosave]");
const place = form?.querySelector("[data-saved]");
let waiting = 0;
let before = form ? state() : "";

function state() {
  return JSON.stringify([form.elements.text.value, form.elements.text_en.value, form.elements.office.value]);
}

async function save() {
  const now = state();
  if (now === before) return;
  const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) }).catch(() => null);
  const told = answer ? await answer.json().catch(() => ({})) : {};
  if (told.saved) {
    form.elements.version.value = told.version;
    before = now;
    place.textContent = `${new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" })} ✓`;
  } else {
    place.textContent = told.problem || "–";
  }
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(save, 2000);
});
form?.addEventListener("submit", () => clearTimeout(waiting));
