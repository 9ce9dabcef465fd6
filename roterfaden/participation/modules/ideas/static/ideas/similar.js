// While an idea is being typed: ideas that say nearly the same. Without this file the preview shows them.
const form = document.querySelector("form[data-similar]");
const box = form?.querySelector("[data-hints]");
const PAUSE = 500;
let timer = 0;
let asked = "";

function shown(items) {
  box.replaceChildren();
  if (!items.length) return;
  const heading = Object.assign(document.createElement("p"), { textContent: box.dataset.heading });
  const list = Object.assign(document.createElement("ul"), { className: "links" });
  list.setAttribute("role", "list");
  for (const item of items) {
    const link = Object.assign(document.createElement("a"), { href: item.url, textContent: item.title, target: "_blank", rel: "noopener" });
    const entry = document.createElement("li");
    entry.append(link, ` ${item.supports} ${box.dataset.count}`);
    list.append(entry);
  }
  const note = Object.assign(document.createElement("p"), { className: "note", textContent: box.dataset.note });
  box.append(heading, list, note);
}

async function ask() {
  const text = `${form.elements.title.value} ${form.elements.text.value}`.trim();
  if (text === asked || text.length < 8) return;
  asked = text;
  const body = new URLSearchParams({ text, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  try {
    const answer = await fetch(form.dataset.similar, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.ok && text === asked) shown((await answer.json()).items);
  } catch {
    // No network: the preview will show them.
  }
}

if (box) {
  for (const name of ["title", "text"]) {
    form.elements[name].addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
  }
}
