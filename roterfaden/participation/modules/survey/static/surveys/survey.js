// Adds to a survey's form: follow-up questions appear at once, what was typed survives, the place can be looked up.
const form = document.querySelector("form[data-survey]");

/** The chosen values of a question that others hang on; none while it is hidden itself. */
function chosen(name) {
  const question = document.getElementById(name);
  if (!question || question.hidden) return [];
  return [...question.querySelectorAll(`[name="${name}"]:checked`)].map((field) => field.value);
}

function branch() {
  for (const question of form.querySelectorAll("[data-after]")) {
    const values = question.dataset.values.split(" ");
    const shown = chosen(question.dataset.after).some((value) => values.includes(value));
    question.hidden = question.disabled = !shown;
  }
}

const SKIPPED = ["hidden", "file", "password", "email"];
const fields = () => [...form.querySelectorAll("[data-question] :is(input, select, textarea)")].filter((field) => !SKIPPED.includes(field.type));

function typed() {
  return fields()
    .filter((field) => (["radio", "checkbox"].includes(field.type) ? field.checked : field.value))
    .map((field) => [field.name, field.value]);
}

function putBack(pairs) {
  const known = new Set(pairs.map((pair) => pair.join("=")));
  const texts = new Map(pairs);
  for (const field of fields()) {
    if (["radio", "checkbox"].includes(field.type)) field.checked = known.has(`${field.name}=${field.value}`);
    else if (texts.has(field.name)) field.value = texts.get(field.name);
  }
}

function store(kind) {
  try {
    return window[kind];
  } catch {
    return null; // a browser that keeps nothing
  }
}

function keep(key, keeper) {
  const text = JSON.stringify(typed());
  try {
    store("sessionStorage")?.setItem(key, text);
    if (keeper.checked) store("localStorage")?.setItem(key, text);
    else store("localStorage")?.removeItem(key);
  } catch {
    // full or forbidden: the form works without
  }
}

function forget(key) {
  for (const kind of ["sessionStorage", "localStorage"]) {
    try {
      store(kind)?.removeItem(key);
    } catch {
      // nothing was kept there
    }
  }
}

function remember() {
  const key = `survey-${form.dataset.survey}`;
  const line = form.querySelector("[data-keep]");
  if (!line) return;
  const keeper = line.querySelector("input");
  line.hidden = false;
  const long = store("localStorage")?.getItem(key);
  const text = long ?? store("sessionStorage")?.getItem(key);
  keeper.checked = Boolean(long);
  if (text && !typed().length) putBack(JSON.parse(text));
  form.addEventListener("input", () => keep(key, keeper));
  form.addEventListener("change", () => keep(key, keeper));
}

function locating() {
  if (!navigator.geolocation) return;
  for (const button of form.querySelectorAll("[data-locate]")) {
    button.hidden = false;
    button.addEventListener("click", () =>
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        form.querySelector(`[name="${button.dataset.locate}_lat"]`).value = coords.latitude.toFixed(3);
        form.querySelector(`[name="${button.dataset.locate}_lon"]`).value = coords.longitude.toFixed(3);
      }),
    );
  }
}

if (form) {
  remember();
  branch();
  locating();
  form.addEventListener("change", branch);
  const onward = form.querySelector("[data-onward]");
  if (onward) onward.hidden = true;
}
const done = document.querySelector("script[data-done]");
if (done) forget(`survey-${done.dataset.done}`);
