// The board over both times. All that it shows is in the page: moving a time asks the server for nothing, and everything on
// the page follows in the same frame. Where the page does not hold all projects, what was known then is asked for, once the hand rests.
import { Row, percent } from './board-rows.js';
import { Tally } from './board-tally.js';
import { Hands } from './board-hands.js';

const at = id => document.getElementById(id);
const all = selector => [...document.querySelectorAll(selector)];
const iso = day => new Date(day * 864e5).toISOString().slice(0, 10);

class Board {
  constructor(data) {
    const rows = [...document.querySelector('table.board').tBodies[0].rows];
    Object.assign(this, { data, day: data.day, position: data.position, stop: +(at('known')?.value ?? 0), dayMoved: false, stopMoved: false, playing: false });
    this.rows = rows.map((element, i) => new Row(element, data.projects[i], data));
    this.tally = new Tally(at('tally'), data);
    this.lines = all('.axis .dateline');
    this.words = new Intl.DateTimeFormat(data.words.locale, { dateStyle: 'long', timeZone: 'UTC' });
    for (const hidden of all('.timebar [hidden], [data-script]')) hidden.hidden = false;
    for (const kind of ['click', 'auxclick', 'contextmenu', 'dragstart']) document.addEventListener(kind, event => this.carry(event), true);
  }

  moveTo(day) {
    this.day = Math.min(this.data.last, Math.max(this.data.first, Math.round(day)));
    this.dayMoved = true;
    this.changed();
  }

  knowAt(stop) {
    this.stop = stop;
    this.position = this.data.stops[stop][0];
    this.stopMoved = true;
    this.changed();
  }

  changed() {
    this.frame ||= requestAnimationFrame(() => this.show());
    this.follow();
  }

  // ── one frame: everything
  show() {
    this.frame = 0;
    const { data, day } = this;
    const x = percent(Math.min(100, Math.max(0, (day - data.first) * 100 / (data.last - data.first + 1))));
    for (const line of this.lines) { line.setAttribute('x1', x); line.setAttribute('x2', x); }
    for (const row of this.rows) row.show(day, this.position, x);
    this.tally.show(day, this.stopMoved && data.whole ? this.rows : null);
    this.showTimes();
    document.dispatchEvent(new CustomEvent('board:shown', { detail: { day } }));
  }

  showTimes() {
    const text = this.words.format(new Date(this.day * 864e5));
    at('day-text').textContent = text;
    for (const place of all('[data-as-of]')) place.textContent = text;
    at('day').value = this.day;
    at('day').setAttribute('aria-valuetext', text);
    for (const lead of all('.days [data-day]')) {
      if (+lead.dataset.day === this.day) lead.setAttribute('aria-current', 'date');
      else lead.removeAttribute('aria-current');
    }
    if (!this.stopMoved) return;
    const [position, time, what] = this.data.stops[this.stop];
    at('known-text').textContent = `${time} · ${what}`;
    at('known').setAttribute('aria-valuetext', `${time} · ${what}`);
    for (const place of all('[data-knowledge]')) place.textContent = `${this.data.words.entry.replace('{0}', position)} (${time})`;
  }

  // ── the address, the forms and the links
  timesIn(url) {
    if (this.dayMoved) url.searchParams.set('asOf', iso(this.day));
    if (!this.stopMoved) return url;
    // The last stop is now: what is recorded next belongs to it.
    if (this.stop === this.data.stops.length - 1) url.searchParams.delete('knownAt');
    else url.searchParams.set('knownAt', this.position);
    return url;
  }

  follow() {
    clearTimeout(this.waiting);
    if (!this.playing) this.waiting = setTimeout(() => this.settle(), 300);
  }

  settle() {
    const url = this.timesIn(new URL(location.href));
    if (url.href !== location.href) history.replaceState(history.state, '', url);
    for (const place of all('[data-address]')) place.textContent = url.href;
    for (const input of all('form [name=asOf]')) input.value = iso(this.day);
    if (this.stopMoved) for (const input of all('form [name=knownAt]')) input.value = url.searchParams.get('knownAt') ?? '';
    const other = (this.stopMoved && !this.data.whole) || (this.dayMoved && this.data.refilter);
    if (other) this.waiting = setTimeout(() => this.askAgain(url), 500);
  }

  // Which projects fit depends on the times, and the page holds only those that did.
  askAgain(url) {
    url.searchParams.delete('page');
    sessionStorage.setItem('board-focus', document.activeElement.id);
    location.replace(url);
  }

  // Links to what has the same times take them along; those to a date of their own keep that.
  carry(event) {
    const link = event.target.closest?.('a[href]');
    if (!link || link.origin !== location.origin || !/^\/($|plans\/|projects\/|indicators\/)/.test(link.pathname)) return;
    const url = this.timesIn(new URL(link.href));
    if (link.dataset.day) url.searchParams.set('asOf', iso(+link.dataset.day));
    link.href = url;
  }
}

const source = at('board-data');
if (source) {
  const board = new Board(JSON.parse(source.textContent));
  new Hands(board, at('day'), at('known'), at('play'), document.querySelector('table.board'));
  at(sessionStorage.getItem('board-focus'))?.focus();
  sessionStorage.removeItem('board-focus');
}
