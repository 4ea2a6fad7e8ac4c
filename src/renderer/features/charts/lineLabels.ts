import type uPlot from 'uplot';

/** Height of a label, CSS pixels. */
export const LABEL_PX = 11;
const GAP_PX = 4;
/** A label takes at most this share of a chart. */
const MOST_SHARE = 0.3;
export const LABEL_FONT = "10.5px 'Inter Variable', system-ui, sans-serif";

/**
 * The heights at which labels stand so that none covers another: each as near to its line as the others let it, in the order of the
 * lines, of equal ones the later above. `wanted`: heights of the line ends, in any order; the answer is in the same order, within `top`
 * and `bottom`; null where there is no room for all.
 */
export function spread(wanted: readonly number[], top: number, bottom: number, eachPx: number): readonly number[] | null {
  if (wanted.length * eachPx > bottom - top + eachPx) return null;
  const order = wanted.map((_, i) => i).sort((p, q) => wanted[p] - wanted[q] || q - p);
  const placed = new Array<number>(wanted.length);
  let next = top;
  for (const i of order) {
    placed[i] = Math.max(next, wanted[i]);
    next = placed[i] + eachPx;
  }
  let most = bottom;
  for (const i of order.toReversed()) {
    placed[i] = Math.min(most, placed[i]);
    most = placed[i] - eachPx;
  }
  return placed;
}

/** How wide the labels of these lines are, CSS pixels: the room to leave to the right of a plot; 0 for one line, whose title says it. */
export function labelRoom(titles: readonly string[], chartWidthPx: number): number {
  if (titles.length < 2) return 0;
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return 0;
  context.font = LABEL_FONT;
  const widest = Math.max(...titles.map((title) => context.measureText(title).width));
  const room = Math.ceil(widest) + GAP_PX * 2;
  return room > chartWidthPx * MOST_SHARE ? 0 : room;
}

/** Writes the name of each line beside its end, in its colour: nobody has to look it up. */
export function drawLabels(plot: uPlot, titles: readonly string[], colours: readonly string[]): void {
  const { ctx, bbox, scales } = plot;
  const pxRatio = window.devicePixelRatio;
  const ends = titles.map((_, i) => lastHeight(plot, i + 1, scales.x.max ?? Infinity));
  const shown = ends.flatMap((y, i) => (y === null ? [] : [{ y, title: titles[i], colour: colours[i] }]));
  const half = (LABEL_PX * pxRatio) / 2;
  const heights = spread(
    shown.map(({ y }) => y),
    bbox.top + half,
    bbox.top + bbox.height - half,
    LABEL_PX * pxRatio,
  );
  if (heights === null) return;
  ctx.save();
  ctx.font = LABEL_FONT.replace('10.5px', `${10.5 * pxRatio}px`);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  shown.forEach(({ title, colour }, i) => {
    ctx.fillStyle = colour;
    ctx.fillText(title, bbox.left + bbox.width + GAP_PX * pxRatio, heights[i]);
  });
  ctx.restore();
}

/** Where a line is at its end on the screen, pixels of the canvas; null: nowhere in sight. */
function lastHeight(plot: uPlot, series: number, mostSeconds: number): number | null {
  const values = plot.data[series];
  const seconds = plot.data[0];
  for (let at = values.length - 1; at >= 0; at--) {
    const value = values[at];
    if (seconds[at] <= mostSeconds && value !== null && value !== undefined) return plot.valToPos(value, 'y', true);
  }
  return null;
}
