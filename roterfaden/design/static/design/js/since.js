/* What is new on a page since my last visit. Kept in this browser alone, and only for those who asked for it.

   <article data-seen-page="district:10">       the page's name; one a page
     <li data-seen-key="paper:17 beschlossen">  what was not here at the last visit is new, or
     <li data-seen-at="2026-11-22">             what happened since the last visit is new
     <p data-seen-box hidden data-new="neu" data-none="…" data-some="… %">   the words, and where it is asked for:
       <span data-seen-words></span> <button type="button" data-seen-on>…</button> <button type="button" data-seen-off>…</button>

   Without this script nothing is missing but the marks. */
const PAUSE = 30 * 60 * 1000; // a visit goes on while its pages are opened within half an hour
const MOST = 400;
const page = document.querySelector("[data-seen-page]");
const box = page?.querySelector("[data-seen-box]");

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}
function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    /* no room, or not allowed: then nothing is remembered */
  }
}
function forget() {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith("seen")) localStorage.removeItem(name);
  } catch {
    /* not allowed: nothing is there */
  }
}

/* The visit before this one: {at, keys}; null at the first. */
function visit(name, keys) {
  const known = read(name);
  const now = Date.now();
  const goes = Number.isFinite(known?.now?.at) && now - known.now.at < PAUSE;
  const before = (goes ? known.before : known?.now) ?? null;
  const seen = goes ? [...new Set([...keys, ...(known.now.keys ?? [])])] : keys;
  write(name, { before, now: { at: now, keys: seen.slice(0, MOST) } });
  return Number.isFinite(before?.at) && Array.isArray(before.keys) ? before : null;
}

function isNew(element, before) {
  if (element.dataset.seenKey) return !before.keys.includes(element.dataset.seenKey);
  const at = Date.parse(element.dataset.seenAt);
  // A day without a time counts to its end: what came later on the day of the visit is new.
  const end = element.dataset.seenAt.length === 10 ? at + 24 * 60 * 60 * 1000 : at;
  return Number.isFinite(end) && end > before.at && at <= Date.now();
}

function mark(element, word) {
  if (element.querySelector(".new")) return;
  const label = document.createElement("b");
  label.className = "new";
  label.textContent = word;
  const link = element.querySelector("a");
  link ? link.before(label, " ") : element.prepend(label, " ");
}

function show() {
  const on = read("seen") === true;
  box.hidden = false;
  box.querySelector("[data-seen-on]").hidden = on;
  box.querySelector("[data-seen-off]").hidden = !on;
  const words = box.querySelector("[data-seen-words]");
  words.textContent = "";
  if (!on) return;
  const elements = [...page.querySelectorAll("[data-seen-key], [data-seen-at]")];
  const keys = elements.map((element) => element.dataset.seenKey).filter(Boolean);
  const before = visit(`seen:${page.dataset.seenPage}`, keys);
  const fresh = before ? elements.filter((element) => isNew(element, before)) : [];
  fresh.forEach((element) => mark(element, box.dataset.new));
  if (before) words.textContent = fresh.length ? box.dataset.some.replace("%", fresh.length) : box.dataset.none;
}

if (page && box) {
  box.querySelector("[data-seen-on]").addEventListener("click", () => {
    write("seen", true);
    show();
    box.querySelector("[data-seen-off]").focus();
  });
  box.querySelector("[data-seen-off]").addEventListener("click", () => {
    forget();
    page.querySelectorAll(".new").forEach((label) => label.remove());
    show();
    box.querySelector("[data-seen-on]").focus();
  });
  show();
}
