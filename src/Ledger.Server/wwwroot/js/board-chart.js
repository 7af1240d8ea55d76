// The course of the counts as stacked areas, with the date line of the board. The library is fetched when the picture comes into sight.
import { axis, colour, draw, tooltip } from './charts.js';

const place = document.getElementById('chart');
const source = document.getElementById('board-data');
if (place && source) begin(JSON.parse(source.textContent));

function begin(data) {
  if (data.changes.length === 0) return;
  place.hidden = false;
  let drawn = null;
  let day = data.day;
  const seen = new IntersectionObserver(async entries => {
    if (!entries.some(entry => entry.isIntersecting)) return;
    seen.disconnect();
    await load(place.dataset.source);
    drawn = draw(place, () => options(data, day));
  }, { rootMargin: '200px' });
  seen.observe(place);
  document.addEventListener('board:shown', event => {
    day = event.detail.day;
    drawn?.chart.setOption({ series: [line(day)] });
  });
}

function load(address) {
  return window.echarts ? null : new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.addEventListener('load', resolve);
    script.addEventListener('error', reject);
    script.src = address;
    document.head.append(script);
  });
}

// The colour of a stage is what its badge shows.
function colorOf(code) {
  const badge = document.querySelector(`#tally .s-${code}`);
  return getComputedStyle(badge).getPropertyValue('--c').trim();
}

// One series carries the line, first, so that it can be moved alone.
function line(day) {
  return { id: 'day', type: 'line', data: [], markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: colour('--pico-primary'), type: 'solid', width: 2 }, data: [{ xAxis: day * 864e5 }] } };
}

function options(data, day) {
  const stages = [...new Set(data.changes.map(change => change[1]))].sort((a, b) => a - b);
  return {
    grid: { left: 40, right: 10, top: 10, bottom: 60 },
    legend: { bottom: 0, type: 'scroll', textStyle: { color: colour('--pico-muted-color') }, data: stages.map(stage => data.stages[stage][1]) },
    tooltip: tooltip({ trigger: 'axis' }),
    xAxis: axis({ type: 'time', min: data.first * 864e5, max: data.last * 864e5, splitLine: { show: false } }),
    yAxis: axis({ type: 'value', minInterval: 1 }),
    series: [line(day), ...stages.map(stage => ({
      name: data.stages[stage][1], type: 'line', step: 'end', stack: 'all', symbol: 'none', lineStyle: { width: 0 },
      areaStyle: { opacity: 0.85 }, color: colorOf(data.stages[stage][0]), data: course(data, stage),
    }))],
  };
}

// Every series has a point on every day on which any of them changes: stacking takes them by place.
function course(data, stage) {
  const last = Math.max(data.first, Math.min(data.last, data.today));
  const days = [...new Set([data.first, ...data.changes.map(change => change[0]).filter(on => on > data.first && on < last), last])].sort((a, b) => a - b);
  return days.map(on => [on * 864e5, data.changes.reduce((sum, [since, of, change]) => of === stage && since <= on ? sum + change : sum, 0)]);
}
