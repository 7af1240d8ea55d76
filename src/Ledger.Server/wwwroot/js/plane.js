// Clicking or dragging in a project's plane moves the page to that day and that entry. Without it, years and positions are links.
const svg = document.querySelector('svg.plane');
const under = document.querySelector('output.under');
const { first, last } = svg.dataset;
const [days, left, right, top_, row] = ['days', 'left', 'right', 'top', 'row'].map(name => Number(svg.dataset[name]));
const positions = svg.dataset.positions.split(',').map(Number);
const marks = { line: svg.querySelector('.as-of'), row: svg.querySelector('.known') };
let begun = null;

document.querySelector('.scripted').hidden = false;
svg.classList.add('live');

// Where a pointer is: a day and an entry; null beside the plane.
function at(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const index = Math.floor((point.y - top_) / row);
  if (point.x < left || point.x > right || index < 0 || index >= positions.length) return null;
  const day = new Date(`${first}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + Math.min(days - 1, Math.floor((point.x - left) * days / (right - left))));
  return { x: point.x, index, day: day.toISOString().slice(0, 10), position: positions[index] };
}

// What was believed then about that day, by the same rectangles that are drawn.
function belief({ day, position }) {
  for (const { dataset, firstElementChild } of svg.querySelectorAll('.belief rect')) {
    const { from, until, knownFrom, knownUntil } = dataset;
    if (from <= day && (!until || day < until) && Number(knownFrom) <= position && (!knownUntil || position < Number(knownUntil))) return firstElementChild.textContent;
  }
  return '—';
}

function show(place) {
  marks.line?.setAttribute('x1', place.x);
  marks.line?.setAttribute('x2', place.x);
  marks.row?.setAttribute('y', top_ + place.index * row);
  under.textContent = `${place.day} · #${place.position} · ${belief(place)}`;
}

function go(place) {
  const address = new URL(location.href);
  address.searchParams.set('asOf', place.day);
  // The last entry is what is known now, and stays so when more is recorded.
  if (last && place.index === positions.length - 1) address.searchParams.delete('knownAt');
  else address.searchParams.set('knownAt', place.position);
  address.hash = 'plane';
  location.assign(address);
}

function stop() {
  begun = null;
  svg.classList.remove('dragged');
}

svg.addEventListener('pointerdown', event => {
  if (event.button !== 0 || event.target.closest('a') || !at(event)) return;
  begun = event.pointerId;
  // A finger scrolls; it moves the page by a tap only.
  if (event.pointerType === 'touch') return;
  event.preventDefault();
  svg.setPointerCapture(begun);
  svg.classList.add('dragged');
  show(at(event));
});
svg.addEventListener('pointermove', event => {
  const place = at(event);
  if (!place || event.pointerType === 'touch') return;
  if (begun === null) under.textContent = `${place.day} · #${place.position} · ${belief(place)}`;
  else show(place);
});
svg.addEventListener('pointerup', event => {
  const place = at(event);
  if (begun === event.pointerId && place) go(place);
  stop();
});
svg.addEventListener('pointercancel', stop);
