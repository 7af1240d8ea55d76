// New entries as they come. The stream only says that there are some: the server draws every row, on this same page.
const place = document.getElementById('live');
const said = document.getElementById('live-said');
const state = document.getElementById('live-state');
const pause = document.getElementById('live-pause');
const words = place.dataset;
const gather = 300; // ms: what comes together is fetched together
const marked = 8_000; // ms for which a row is shown as new
const silence = 3_000; // ms between two things said, so that they can be heard

let source = null;
let after = words.after; // everything up to here is on the page or was told
let shown = Number(after); // everything up to here is on the page
let opened = false;
let paused = false;
let waiting = false; // something came that is not on the page
let fetching = null;
let retry = null;
const drawn = new Map(); // rows by position, as the server drew them
for (const row of rows()) drawn.set(row.dataset.position, row.outerHTML);

pause.hidden = state.hidden = false;
pause.addEventListener('click', () => {
  paused = !paused;
  pause.textContent = paused ? words.go : words.pause;
  if (!paused && waiting) fetchSoon();
  show();
});
// A page that nobody sees holds no connection: a browser has few of them for one server.
document.addEventListener('visibilitychange', () => (document.hidden ? close() : resume()));
addEventListener('pagehide', close);
addEventListener('pageshow', event => event.persisted && resume());
if (!document.hidden) open();

function open() {
  close();
  source = new EventSource(`${words.stream}${words.stream.includes('?') ? '&' : '?'}after=${after}`);
  for (const kind of ['entry', 'skipped', 'head']) source.addEventListener(kind, event => { if (event.lastEventId) after = event.lastEventId; });
  source.addEventListener('entry', event => {
    if (Number(event.lastEventId) <= shown) return;
    waiting = true;
    if (paused) show();
    else fetchSoon();
  });
  source.addEventListener('open', () => { opened = true; show(); });
  source.addEventListener('error', () => {
    // It comes again by itself, with the id of the last event, unless the server's answer was no stream.
    if (source.readyState === EventSource.CLOSED) retry ??= setTimeout(resume, 15_000);
    show();
  });
  show();
}

function close() {
  clearTimeout(retry);
  retry = null;
  source?.close();
}

// After a while away the end is fetched, not all that was missed.
async function resume() {
  if (!paused && !(await renew())) fetchSoon(2_000);
  open();
}

function fetchSoon(wait = gather) {
  fetching ??= setTimeout(async () => {
    const well = paused || (await renew());
    fetching = null;
    if (waiting && !paused) fetchSoon(well ? gather : 2_000); // what came while it was fetched, or what could not be
  }, wait);
}

async function renew() {
  waiting = false;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' });
    const page = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (page && page.getElementById('live')) {
      put(page);
      return true;
    }
  } catch {
    // The connection's own state is shown; this is tried again.
  }
  waiting = true;
  return false;
}

function put(page) {
  shown = Number(page.getElementById('live').dataset.after);
  if (shown > Number(after)) after = String(shown);
  document.getElementById('live-line').replaceWith(page.getElementById('live-line'));
  const body = document.getElementById('live-rows');
  const old = new Map(rows().map(row => [row.dataset.position, row]));
  const added = [];
  // A row that is the same stays where it is, and with it what has the focus.
  let place = body.firstElementChild;
  for (const row of [...page.getElementById('live-rows').rows]) {
    const at = row.dataset.position;
    const html = row.outerHTML;
    const same = old.get(at);
    if (!same) added.push(row);
    if (same && drawn.get(at) === html) {
      place = same.nextElementSibling;
      old.delete(at);
    } else {
      body.insertBefore(row, place);
    }
    drawn.set(at, html);
  }
  for (const row of old.values()) row.remove();
  for (const at of [...drawn.keys()]) if (!body.querySelector(`[data-position="${at}"]`)) drawn.delete(at);
  if (added.length > 0) tell(added);
}

function tell(added) {
  for (const row of added) {
    const mark = row.cells[0].dataset;
    mark.fresh = words.new;
    setTimeout(() => delete mark.fresh, marked);
  }
  say(added.length, added[0].dataset.position);
}

let unsaid = 0;
let last = 0;
let hush = null;
function say(count, position) {
  unsaid += count;
  last = position;
  if (hush) return;
  said.textContent = words.came.replace('{0}', unsaid).replace('{1}', last);
  unsaid = 0;
  hush = setTimeout(() => { hush = null; if (unsaid > 0) say(0, last); }, silence);
}

function show() {
  const now = paused ? (waiting ? 'waiting' : 'paused') : [opened ? 'lost' : 'begins', 'live', 'ended'][source?.readyState ?? 0];
  state.textContent = words[now];
  state.className = `mark l-${now}`;
}

function rows() {
  return [...document.querySelectorAll('#live-rows > [data-position]')];
}
