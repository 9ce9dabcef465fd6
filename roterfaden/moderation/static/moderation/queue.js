// Shortcuts for the queue, off until somebody turns them on (WCAG 2.1.4). Everything works by Tab without them.
const NAME = "moderation-keys";
const box = document.querySelector("[data-keys]");
const rows = [...document.querySelectorAll("[data-queue] .cases > li")];

function go(step) {
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.querySelector("a")?.focus();
}

function mark() {
  const row = rows.find((entry) => entry.contains(document.activeElement));
  row?.querySelector("input[type=checkbox]")?.click();
}

function pressed(event) {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing || event.ctrlKey || event.altKey || event.metaKey || localStorage.getItem(NAME) !== "on") return;
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "x") mark();
  else return;
  event.preventDefault();
}

if (box && rows.length) {
  const toggle = box.querySelector("input");
  box.hidden = false;
  toggle.checked = localStorage.getItem(NAME) === "on";
  toggle.addEventListener("change", () => localStorage.setItem(NAME, toggle.checked ? "on" : "off"));
  document.addEventListener("keydown", pressed);
}
