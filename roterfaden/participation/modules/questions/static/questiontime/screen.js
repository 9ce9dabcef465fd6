// Asks every few seconds for the part of the presenter's screen that changes. Without it the page loads itself anew.
const stage = document.querySelector("[data-stage]");
const PAUSE = 4000;

async function refresh() {
  const answer = await fetch(`${location.pathname}?teil=1`, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const text = await answer.text();
  if (text === refresh.last) return;
  const before = refresh.last;
  refresh.last = text;
  if (before === undefined) return;
  const part = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
  const changed = part.dataset.now !== stage.firstElementChild.dataset.now;
  stage.replaceChildren(part);
  if (changed) offerControls();
}

// The buttons belong to the question that was on: say so instead of throwing away what is being typed.
function offerControls() {
  const note = document.querySelector("[data-stale]");
  const typed = document.querySelector("[data-minutes]")?.value;
  if (!note) return;
  if (typed) note.hidden = false;
  else location.reload();
}

if (stage) {
  const again = () => refresh().catch(() => {}).finally(() => setTimeout(again, document.hidden ? PAUSE * 5 : PAUSE));
  again();
}
