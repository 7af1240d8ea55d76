// The board over both times. All that it shows is in the page: moving a time asks the server for nothing, and everything on
// the page follows in the same frame. Where the page does not hold all projects, what was known then is asked for, once the hand rests.
import { Row } from './board-rows.js';

const data = JSON.parse(document.getElementById('board-data')?.textContent ?? 'null');
if (data) start();

function start() {
  const at = id => document.getElementById(id);
  const all = selector => [...document.querySelectorAll(selector)];
  const [day, known, play, table] = [at('day'), at('known'), at('play'), document.querySelector('table.board')];
  const rows = [...table.tBodies[0].rows].map((element, i) => new Row(element, data.projects[i], data));
  const words = new Intl.DateTimeFormat(data.words.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const iso = d => new Date(d * 864e5).toISOString().slice(0, 10);
  const lines = all('.axis .dateline');
  const lastStop = data.stops.length - 1;
  const state = { day: data.day, position: data.position, stop: known ? +known.value : lastStop, dayMoved: false, stopMoved: false };
  const tally = new Map(all('#tally [data-stage]').map(li => [li.dataset.stage, { li, count: li.querySelector('b'), share: li.querySelector('small') }]));
  const shares = all('#tally .share rect');
  let frame = 0, playing = 0, waiting = 0;

  for (const hidden of all('.timebar [hidden], [data-script]')) hidden.hidden = false;

  // ── the counts of a day
  const changes = [...data.changes];
  function counted() {
    const counts = new Array(data.stages.length).fill(0);
    let ahead = 0;
    if (state.stopMoved && data.whole) {
      for (const row of rows) {
        if (row.now) counts[row.now[4]]++;
        else if (!row.element.hidden) ahead++;
      }
    } else {
      for (const [on, stage, change] of changes) {
        if (on <= state.day) counts[stage] += change;
        else ahead += change;
      }
    }
    return [counts, ahead];
  }

  function showCounts() {
    const [counts, ahead] = counted();
    const total = counts.reduce((sum, count) => sum + count, 0);
    let x = 0;
    data.stages.forEach(([code], i) => {
      const { li, count, share } = tally.get(code);
      li.hidden = counts[i] === 0;
      count.textContent = counts[i];
      share.textContent = `${Math.round(counts[i] * 100 / Math.max(1, total))}%`;
      const width = counts[i] * 1000 / Math.max(1, total);
      shares[i].setAttribute('x', x);
      shares[i].setAttribute('width', width);
      x += width;
    });
    at('tally').querySelector('[data-total]').textContent = total;
    const rest = at('tally').querySelector('[data-ahead]');
    rest.hidden = ahead === 0;
    rest.querySelector('b').textContent = ahead;
  }

  // ── one frame: everything
  function show() {
    frame = 0;
    const text = words.format(new Date(state.day * 864e5));
    at('day-text').textContent = text;
    if (+day.value !== state.day) day.value = state.day;
    day.setAttribute('aria-valuetext', text);
    if (state.stopMoved) {
      const [position, time, what] = data.stops[state.stop];
      at('known-text').textContent = `${time} · ${what}`;
      known.setAttribute('aria-valuetext', `${time} · ${what}`);
      document.querySelector('[data-knowledge]')?.replaceChildren(`${data.words.entry.replace('{0}', position)} (${time})`);
    }
    const x = `${Math.min(100, Math.max(0, (state.day - data.first) * 100 / (data.last - data.first + 1)))}%`;
    for (const line of lines) { line.setAttribute('x1', x); line.setAttribute('x2', x); }
    for (const row of rows) row.show(state.day, state.position, x);
    showCounts();
    for (const link of all('.days [data-day]')) link.toggleAttribute('aria-current', +link.dataset.day === state.day);
    document.dispatchEvent(new CustomEvent('board:shown', { detail: { day: state.day } }));
  }

  function draw() { frame ||= requestAnimationFrame(show); }

  function moveTo(target) {
    state.day = Math.min(data.last, Math.max(data.first, Math.round(target)));
    state.dayMoved = true;
    draw();
    follow();
  }

  function knowAt(stop) {
    state.stop = stop;
    state.position = data.stops[stop][0];
    state.stopMoved = true;
    draw();
    follow();
  }

  // ── the address, the forms and the links follow once the hand rests
  function timesIn(url) {
    if (state.dayMoved) url.searchParams.set('asOf', iso(state.day));
    if (state.stopMoved && state.stop === lastStop) url.searchParams.delete('knownAt');
    else if (state.stopMoved) url.searchParams.set('knownAt', state.position);
    return url;
  }

  function follow() {
    clearTimeout(waiting);
    if (!playing) waiting = setTimeout(settle, 300);
  }

  function settle() {
    const url = timesIn(new URL(location.href));
    if (url.href !== location.href) history.replaceState(history.state, '', url);
    for (const input of all('form [name=asOf]')) input.value = iso(state.day);
    if (state.stopMoved) for (const input of all('form [name=knownAt]')) input.value = url.searchParams.get('knownAt') ?? '';
    if ((state.stopMoved && !data.whole) || (state.dayMoved && data.refilter)) waiting = setTimeout(() => {
      sessionStorage.setItem('board-focus', document.activeElement.id);
      location.replace(url);
    }, 500);
  }

  // Links keep the two times of the page; those to a date of their own keep that.
  const sameTimes = /^\/($|plans\/|projects\/|indicators\/)/;
  function carry(event) {
    const link = event.target.closest?.('a[href]');
    if (!link || link.origin !== location.origin || !sameTimes.test(link.pathname)) return;
    const [url, own] = [new URL(link.href), link.dataset.day];
    timesIn(url);
    if (own) url.searchParams.set('asOf', iso(+own));
    link.href = url;
  }
  for (const kind of ['click', 'auxclick', 'contextmenu', 'dragstart']) document.addEventListener(kind, carry, true);

  // ── hands: the sliders, the keys, the picture itself
  day.addEventListener('input', () => { pause(); moveTo(+day.value); });
  day.addEventListener('keydown', event => {
    const months = { PageUp: 1, PageDown: -1 }[event.key];
    if (!months) return;
    event.preventDefault();
    pause();
    moveTo(monthsFrom(state.day, months));
  });
  known?.addEventListener('input', () => knowAt(+known.value));
  table.addEventListener('pointerdown', event => {
    const cell = event.target.closest('.gantt');
    if (!cell || event.button !== 0) return;
    const box = cell.querySelector('svg').getBoundingClientRect();
    const move = e => moveTo(data.first + (e.clientX - box.left) / box.width * (data.last - data.first + 1) - 0.5);
    pause();
    cell.setPointerCapture(event.pointerId);
    cell.addEventListener('pointermove', move);
    for (const end of ['pointerup', 'pointercancel']) cell.addEventListener(end, () => cell.removeEventListener('pointermove', move), { once: true });
    move(event);
    event.preventDefault();
  });

  // ── playing: the plan's period in twelve seconds; by months for those who want less motion
  const [begin, end] = data.period;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  play.addEventListener('click', () => playing ? pause() : run());

  function run() {
    if (state.day >= end || state.day < begin) moveTo(begin);
    clearTimeout(waiting);
    const [from, since] = [state.day, performance.now()];
    playing = 1;
    label();
    const step = now => {
      if (!playing) return;
      const elapsed = now - since;
      const target = calm.matches ? monthsFrom(from, Math.floor(elapsed / 500)) : from + elapsed / 12000 * (end - begin);
      moveTo(Math.min(end, target));
      if (target >= end) pause();
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  function pause() {
    if (!playing) return;
    playing = 0;
    label();
    follow();
  }

  function label() {
    play.firstElementChild.textContent = playing ? '⏸' : '▶';
    play.lastElementChild.textContent = playing ? data.words.pause : data.words.play;
  }

  function monthsFrom(from, months) {
    const date = new Date(from * 864e5);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, Math.min(date.getUTCDate(), last)) / 864e5;
  }

  at(sessionStorage.getItem('board-focus'))?.focus();
  sessionStorage.removeItem('board-focus');
}
