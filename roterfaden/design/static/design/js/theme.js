/* Remembers the choice of theme. Without this module the switch works for the page at hand (CSS alone). */
const root = document.documentElement;

function apply(theme) {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    /* nothing is remembered */
  }
}

for (const choice of document.querySelectorAll("input[name=theme]")) {
  if (choice.value === (root.dataset.theme ?? "system")) choice.checked = true;
  choice.addEventListener("change", () => apply(choice.value));
}
