// Supports without loading the page again. Without this module the same forms post, and the page comes back.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const place = form.closest("[data-fragment]");
  if (!place || form.method !== "post") return;
  event.preventDefault();
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Fragment": "1" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
    place.replaceWith(made);
    made.querySelector("button")?.focus();
  } catch {
    form.submit(); // the plain way says what is wrong
  }
});
