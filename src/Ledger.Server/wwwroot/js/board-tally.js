// Where all projects of the plan stand: numbers, shares, and the bar of shares.
export class Tally {
  constructor(element, data) {
    const find = selector => element.querySelector(selector);
    this.data = data;
    this.total = find('[data-total]');
    this.rest = find('[data-ahead]');
    this.bars = [...element.querySelectorAll('.share rect')];
    this.stages = data.stages.map(([code]) => {
      const item = find(`[data-stage="${code}"]`);
      return { item, count: item.querySelector('b'), share: item.querySelector('small') };
    });
  }

  // rows: those of the board, where they say more than what the server counted; else null.
  show(day, rows) {
    const [counts, ahead] = rows ? this.ofRows(rows) : this.ofChanges(day);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const share = count => count / Math.max(1, total);
    let x = 0;
    counts.forEach((count, stage) => {
      const { item, count: number, share: percent } = this.stages[stage];
      item.hidden = count === 0;
      number.textContent = count;
      percent.textContent = `${Math.round(share(count) * 100)}%`;
      this.bars[stage].setAttribute('x', x);
      this.bars[stage].setAttribute('width', share(count) * 1000);
      x += share(count) * 1000;
    });
    this.total.textContent = total;
    this.rest.hidden = ahead === 0;
    this.rest.querySelector('b').textContent = ahead;
  }

  ofRows(rows) {
    const counts = this.none();
    for (const row of rows) if (row.now) counts[row.now[4]]++;
    return [counts, rows.filter(row => !row.now && !row.element.hidden).length];
  }

  ofChanges(day) {
    const counts = this.none();
    let ahead = 0;
    for (const [on, stage, change] of this.data.changes) {
      if (on <= day) counts[stage] += change;
      else ahead += change;
    }
    return [counts, ahead];
  }

  none() {
    return new Array(this.data.stages.length).fill(0);
  }
}
