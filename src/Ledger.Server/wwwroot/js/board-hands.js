// What moves the board: the sliders, the keys, the picture itself, and playing.
export class Hands {
  constructor(board, day, known, play, table) {
    Object.assign(this, { board, play });
    day.addEventListener('input', () => this.move(+day.value));
    day.addEventListener('keydown', event => this.key(event));
    known?.addEventListener('input', () => board.knowAt(+known.value));
    table.addEventListener('pointerdown', event => this.grasp(event));
    play.addEventListener('click', () => board.playing ? this.pause() : this.run());
  }

  move(day) {
    this.pause();
    this.board.moveTo(day);
  }

  // Arrows, Home and End are the slider's own; its pages are a tenth of the scale, which means nothing here.
  key(event) {
    const months = { PageUp: 1, PageDown: -1 }[event.key];
    if (!months) return;
    event.preventDefault();
    this.move(monthsFrom(this.board.day, months));
  }

  grasp(event) {
    const cell = event.target.closest('.gantt');
    if (!cell || event.button !== 0) return;
    const { first, last } = this.board.data;
    const box = cell.querySelector('svg').getBoundingClientRect();
    const move = e => this.move(first + Math.floor((e.clientX - box.left) / box.width * (last - first + 1)));
    const held = new AbortController();
    cell.setPointerCapture(event.pointerId);
    cell.addEventListener('pointermove', move, { signal: held.signal });
    for (const end of ['pointerup', 'pointercancel']) cell.addEventListener(end, () => held.abort(), { signal: held.signal });
    move(event);
    event.preventDefault();
  }

  // The plan's period in twelve seconds; by months, two a second, for those who want less motion.
  run() {
    const { board } = this;
    const [begin, end] = board.data.period;
    board.playing = true;
    if (board.day >= end || board.day < begin) board.moveTo(begin);
    const [from, calm] = [board.day, matchMedia('(prefers-reduced-motion: reduce)').matches];
    let since = null;
    const step = now => {
      if (!board.playing) return;
      since ??= now;
      const day = calm ? monthsFrom(from, Math.floor((now - since) / 500)) : from + (now - since) / 12000 * (end - begin);
      if (Math.round(day) !== board.day) board.moveTo(Math.min(end, day));
      if (day < end) requestAnimationFrame(step);
      else this.pause();
    };
    this.label();
    requestAnimationFrame(step);
  }

  pause() {
    if (!this.board.playing) return;
    this.board.playing = false;
    this.label();
    this.board.follow();
  }

  label() {
    const { playing, data: { words } } = this.board;
    this.play.firstElementChild.textContent = playing ? '⏸' : '▶';
    this.play.lastElementChild.textContent = playing ? words.pause : words.play;
  }
}

// The same day of another month, or its last one.
function monthsFrom(day, months) {
  const date = new Date(day * 864e5);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / 864e5;
}
