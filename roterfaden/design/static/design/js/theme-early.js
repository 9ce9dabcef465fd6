/* Before the first paint: the theme that the visitor chose, if any. It stays in this browser (localStorage), never on the server. */
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  /* storage is switched off: the system's preference holds */
}
