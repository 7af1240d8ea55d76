// Deliveries and lag of a subscription by the hour.
import { axis, colour, draw, tooltip } from './charts.js';

const hour = 3_600_000;
const place = document.getElementById('delivery-hours');
const data = document.getElementById('delivery-hours-data');
if (place && data) show(place, JSON.parse(data.textContent));

function show(place, { now, outcomes, hours }) {
  // Every hour from the first one on: one in which nothing was sent is a gap to be seen.
  const first = hours[0].at;
  const all = Array.from({ length: Math.floor((now - first) / hour) + 1 }, (_, n) => first + n * hour);
  const lags = all.map(at => Math.max(-1, ...hours.filter(one => one.at === at && one.lag !== null).map(one => one.lag)));
  const count = code => all.map(at => hours.find(one => one.at === at && one.outcome === code)?.attempts ?? 0);
  draw(place, () => ({
    grid: { left: 8, right: 8, top: 48, bottom: 8, containLabel: true },
    legend: { top: 0, type: 'scroll', textStyle: { color: colour('--pico-color') } },
    tooltip: tooltip({ trigger: 'axis', axisPointer: { type: 'shadow' } }),
    xAxis: axis({ type: 'category', data: all.map(clock), axisLabel: { color: colour('--pico-muted-color'), hideOverlap: true } }),
    yAxis: [
      axis({ type: 'value', minInterval: 1, name: place.dataset.attempts, nameTextStyle: { color: colour('--pico-muted-color') } }),
      axis({ type: 'value', name: place.dataset.lag, nameTextStyle: { color: colour('--pico-muted-color'), align: 'right' }, splitLine: { show: false }, axisLabel: { color: colour('--pico-muted-color'), formatter: span } }),
    ],
    series: [
      ...outcomes.map(({ code, name }) => ({ name, type: 'bar', stack: 'attempts', barMaxWidth: 28, itemStyle: { color: colourOf(code) }, data: count(code) })),
      {
        name: place.dataset.lag, type: 'line', yAxisIndex: 1, symbol: 'circle', symbolSize: 7, itemStyle: { color: colour('--pico-primary') }, lineStyle: { width: 2 },
        data: lags.map(lag => (lag < 0 ? null : lag)), tooltip: { valueFormatter: lag => (lag === null || lag === undefined ? '—' : span(lag)) },
      },
    ],
  }));
}

// The colour of an outcome is what its mark shows.
function colourOf(code) {
  const mark = document.createElement('span');
  mark.className = `mark o-${code}`;
  document.body.append(mark);
  const found = getComputedStyle(mark).getPropertyValue('--c').trim();
  mark.remove();
  return found;
}

// As all times of the ledger: in Asia/Shanghai.
function clock(at) {
  const text = new Date(at + 8 * hour).toISOString();
  return `${text.slice(5, 10)} ${text.slice(11, 16)}`;
}

function span(seconds) {
  const { s, min, h, d } = place.dataset;
  const [size, unit] = seconds < 120 ? [1, s] : seconds < 7_200 ? [60, min] : seconds < 172_800 ? [3_600, h] : [86_400, d];
  return `${Number((seconds / size).toPrecision(3))} ${unit}`;
}
