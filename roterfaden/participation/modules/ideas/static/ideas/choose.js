// A tap on the drawing chooses the district, and on real borders the place. The select and the text say the same.
const chooser = document.querySelector("[data-chooser]");
const form = chooser?.closest("form");
const SVG = "http://www.w3.org/2000/svg";

function mark(select) {
  for (const path of chooser.querySelectorAll("path")) {
    path.classList.toggle("chosen", path.dataset.district === select.value);
  }
}

function spot(figure, svg, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const { west, north, narrow, scale, shift } = figure.dataset;
  form.elements.longitude.value = ((point.x - shift) / scale / narrow + Number(west)).toFixed(6);
  form.elements.latitude.value = (north - point.y / scale).toFixed(6);
  const circle = svg.querySelector("circle") ?? svg.appendChild(document.createElementNS(SVG, "circle"));
  for (const [name, value] of [["cx", point.x], ["cy", point.y], ["r", 16]]) circle.setAttribute(name, value);
}

if (chooser) {
  const figure = chooser.querySelector("figure");
  const svg = chooser.querySelector("svg");
  const select = form.elements.district;
  figure.querySelector("figcaption").textContent = chooser.dataset.hint;
  chooser.hidden = false;
  mark(select);
  select.addEventListener("change", () => {
    form.elements.latitude.value = form.elements.longitude.value = "";
    svg.querySelector("circle")?.remove();
    mark(select);
  });
  svg.addEventListener("click", (event) => {
    const path = event.target.closest("path[data-district]");
    if (!path) return;
    select.value = path.dataset.district;
    if (figure.dataset.west) spot(figure, svg, event);
    mark(select);
  });
}
