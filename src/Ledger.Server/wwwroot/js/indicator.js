// The course of an indicator: what was reached, what is wanted when, and the straight path from here to there.
import { axis, colour, draw, tooltip } from './charts.js';

const place = document.getElementById('course');
const data = document.getElementById('course-data');
if (place && data) show(place, JSON.parse(data.textContent));

function show(place, { unit, asOf, points, path }) {
  const words = place.dataset;
  const of = (...kinds) => points.filter(point => kinds.includes(point.kind)).map(point => ({ value: [point.at, point.value], text: `${point.period}  ${point.text}` }))
    .sort((a, b) => (a.value[0] < b.value[0] ? -1 : 1));
  draw(place, () => ({
    grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
    legend: { textStyle: { color: colour('--pico-color') }, top: 0 },
    tooltip: tooltip({ trigger: 'item', formatter: item => item.data?.text ?? '' }),
    xAxis: axis({ type: 'time', minInterval: 365 * 864e5, axisLabel: { color: colour('--pico-muted-color'), hideOverlap: true, formatter: at => yearEnd(at, words.yearEnd) } }),
    yAxis: axis({ type: 'value', scale: true, name: unit ?? '', nameTextStyle: { color: colour('--pico-muted-color') } }),
    series: [
      {
        name: words.reached, type: 'line', data: of('baseline', 'actual'), symbolSize: 9, itemStyle: { color: colour('--c-built') }, lineStyle: { width: 2 },
        markLine: { silent: true, symbol: 'none', lineStyle: { color: colour('--pico-primary') }, label: { color: colour('--pico-primary'), formatter: words.today }, data: [{ xAxis: asOf }] },
      },
      { name: words.target, type: 'scatter', data: of('target'), symbol: 'diamond', symbolSize: 13, itemStyle: { color: colour('--c-building') } },
      ...(path ? [{ name: words.needed, type: 'line', data: [[path.from, path.start], [path.to, path.target]], symbol: 'none', itemStyle: { color: colour('--outline') }, lineStyle: { type: 'dashed', color: colour('--outline') } }] : []),
    ],
  }));
}

// Figures stand at the last day of their year, where the axis would name the next one; between the years it says nothing.
function yearEnd(at, text) {
  return new Date(at + 864e5).getMonth() === 0 ? text.replace('{0}', new Date(at - 864e5).getFullYear()) : '';
}
