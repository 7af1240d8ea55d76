// One row of the board: what BoardRow.razor writes on the server, for any two times.
const svg = 'http://www.w3.org/2000/svg';
const [FROM, UNTIL, KNOWN, FORGOTTEN, STAGE, PERCENT, SEEN, LOOK] = [0, 1, 2, 3, 4, 5, 6, 7];
const [NAME, PROMISED, CATEGORY, NATURE, SCHEDULE, START, END] = [0, 1, 2, 3, 4, 5, 6];
const PLANNED = 0;

// As the server writes it.
export const percent = share => `${+share.toFixed(3)}%`;

export class Row {
  constructor(element, project, board) {
    const find = selector => element.querySelector(selector);
    Object.assign(this, { element, board, stretches: project.rows, looks: project.looks, position: board.position, now: undefined, shown: undefined });
    this.cells = {
      star: find('.star'), name: find('.name a'), category: find('.cat'), nature: find('.nat'), stage: find('.stage'), percent: find('.pc'), schedule: find('.sched'),
      picture: find('svg'), veil: find('.veil'), line: find('.dateline'),
    };
    this.now = this.stretchOf(board.day);
    this.shown = this.stretches[0][LOOK];
  }

  get believed() {
    return this.stretches.filter(s => s[KNOWN] <= this.position && (s[FORGOTTEN] === null || this.position < s[FORGOTTEN]));
  }

  stretchOf(day) {
    return this.believed.find(s => s[FROM] <= day && (s[UNTIL] === null || day < s[UNTIL]));
  }

  show(day, position, x) {
    const { veil, line } = this.cells;
    veil.setAttribute('x', x);
    line.setAttribute('x1', x);
    line.setAttribute('x2', x);
    const learned = position !== this.position;
    this.position = position;
    const now = this.stretchOf(day);
    if (now === this.now && !learned) return;
    this.now = now;
    const first = now ?? this.believed[0];
    this.element.hidden = !first;
    this.element.classList.toggle('ahead', !now);
    this.showStage(now);
    this.showLook(this.looks[(first ?? this.stretches[0])[LOOK]]);
    if (learned) this.drawBars(first);
    this.drawWindow(this.looks[(first ?? this.stretches[0])[LOOK]]);
    this.cells.picture.setAttribute('aria-label', this.label());
  }

  showStage(now) {
    const { stage, percent: done } = this.cells;
    const [code, name] = now ? this.board.stages[now[STAGE]] : [null, this.board.words.ahead];
    stage.className = code ? `stage s-${code}` : 'stage';
    stage.textContent = name;
    done.textContent = now && now[PERCENT] !== null ? `${+now[PERCENT].toFixed(2)}%` : '';
  }

  showLook(look) {
    const { star, name, category, nature, schedule } = this.cells;
    star.hidden = !look[PROMISED];
    name.textContent = look[NAME];
    category.textContent = look[CATEGORY];
    nature.textContent = look[NATURE];
    schedule.textContent = look[SCHEDULE];
    this.look = look;
  }

  // ── the picture
  get bars() {
    const bars = [];
    for (const s of this.believed) {
      const until = s[UNTIL] ?? Math.max(this.board.today, s[FROM]) + 1;
      const last = bars.at(-1);
      if (last && last.stage === s[STAGE] && last.seen === s[SEEN]) last.until = until;
      else bars.push({ from: s[FROM], until, stage: s[STAGE], seen: s[SEEN] });
    }
    return bars;
  }

  drawBars() {
    const { picture, veil } = this.cells;
    for (const old of picture.querySelectorAll('.bar')) old.remove();
    for (const bar of this.bars) {
      const thin = bar.stage === PLANNED;
      veil.before(this.rect(`bar ${bar.seen ? 'seen ' : ''}s-${this.board.stages[bar.stage][0]}`, bar.from, bar.until, thin ? 11 : 8, thin ? 4 : 10));
    }
  }

  drawWindow(look) {
    const { picture } = this.cells;
    const [start, end] = [look[START], look[END]];
    picture.querySelector('.window')?.remove();
    if (start !== null && end !== null) picture.firstElementChild.after(this.rect('window', start, end + 1, 3, 20));
  }

  rect(classes, from, until, y, height) {
    const share = day => Math.min(100, Math.max(0, (day - this.board.first) * 100 / (this.board.last - this.board.first + 1)));
    const rect = document.createElementNS(svg, 'rect');
    const width = Math.max(share(until) - share(from), share(from) >= 100 ? 0 : 0.3);
    for (const [name, value] of Object.entries({ class: classes, x: percent(share(from)), width: percent(width), y, height })) rect.setAttribute(name, value);
    return rect;
  }

  label() {
    const { words, stages } = this.board;
    const iso = day => new Date(day * 864e5).toISOString().slice(0, 10);
    const happened = this.bars.map(bar => `${stages[bar.stage][1]} ${iso(bar.from)}${words.from}${bar.seen ? words.observed : ''}`);
    return [this.look[SCHEDULE] ? `${words.planned} ${this.look[SCHEDULE]}` : '', ...happened].filter(Boolean).join(words.between);
  }
}
