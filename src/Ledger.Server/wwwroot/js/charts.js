// What the charts share: colours from the style sheet, anew when light and dark change, and the size of their place.

/** A colour of the style sheet by the name of its custom property. */
export const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * Draws a chart in an element, and again when its colours change: they do for paper, too.
 * @param {HTMLElement} element its place
 * @param {() => object} options what to draw; asked anew for each drawing
 */
export function draw(element, options) {
  const chart = echarts.init(element, null, { renderer: 'canvas' });
  const paint = () => chart.setOption({ animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }, ...options() }, true);
  paint();
  for (const media of ['(prefers-color-scheme: dark)', 'print']) matchMedia(media).addEventListener('change', paint);
  new ResizeObserver(() => chart.resize()).observe(element);
  return { chart, paint };
}

/** An axis in the colours of the page. */
export const axis = extra => ({
  axisLine: { lineStyle: { color: colour('--outline') } },
  axisLabel: { color: colour('--pico-muted-color') },
  splitLine: { lineStyle: { color: colour('--grid') } },
  ...extra,
});

/** A tooltip that is drawn on the canvas: the page's policy allows no markup with styles. */
export const tooltip = extra => ({
  renderMode: 'richText', backgroundColor: colour('--pico-card-background-color'), borderColor: colour('--outline'), textStyle: { color: colour('--pico-color') }, ...extra,
});
