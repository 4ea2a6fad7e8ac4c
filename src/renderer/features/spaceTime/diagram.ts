import type { RunReport } from '../../../contract/index';
import type { CausalCone } from '../../../exports/causality';
import { calledBy, Gauge, MessageType, senderAndReceiver } from '../../../sim/index';
import { forRowsUnderWay, type RowIndex } from '../../board/traffic/rows';
import type { Band } from './bands';
import { growthIn, messageCounters } from './networkAmounts';
import type { Pen } from './pen';
import { ticksOf, type TimeView } from '../../playback/index';

/** Room for the names of the parts, and for the ruler, CSS pixels. */
export const LABEL_PX = 86;
export const RULER_PX = 20;
const LEAST_ROW_PX = 15;
const MOST_ROW_PX = 64;
/** More messages than this at once are drawn as amounts. */
export const MOST_ARROWS = 4000;
const MOST_HEADS = 500;
const COLUMN_PX = 4;
const TICK_PX = 90;
const LOST_AT = 0.6;

/** Colours of a diagram. */
export interface DiagramColors {
  readonly background: string;
  readonly line: string;
  readonly text: string;
  readonly soft: string;
  readonly accent: string;
  readonly bad: string;
  readonly slow: string;
  readonly paused: string;
  /** By MessageType. */
  readonly marks: readonly string[];
}

/** Everything that a picture of the diagram depends on. */
export interface Diagram {
  readonly report: RunReport;
  readonly order: readonly number[];
  readonly bands: readonly Band[];
  readonly view: TimeView;
  readonly widthPx: number;
  readonly heightPx: number;
  /** How far the rows are scrolled down. */
  readonly scrollPx: number;
  /** Messages in detail; null: not here, or too many to be told apart. */
  readonly detail: RowIndex | null;
  /** Whether the message of a row came to a part that was down: it ends in a cross, in place of an arrow's head. */
  readonly isUnheard: (row: number) => boolean;
  readonly playheadNs: number;
  /** Id of the message under the pointer, and of the one chosen; 0: none. */
  readonly hoveredId: number;
  readonly selectedId: number;
  /** Request whose messages are drawn bold; 0: none. */
  readonly request: number;
  readonly cone: CausalCone | null;
  readonly colors: DiagramColors;
}

type Frame = Pick<Diagram, 'order' | 'view' | 'widthPx' | 'heightPx' | 'scrollPx'>;

/** Height of a row, CSS pixels: they share the room, within reason. */
export function rowPx({ order, heightPx }: Pick<Frame, 'order' | 'heightPx'>): number {
  return Math.max(LEAST_ROW_PX, Math.min(MOST_ROW_PX, (heightPx - RULER_PX) / Math.max(1, order.length)));
}

/** Where a moment is, CSS pixels from the left. */
export function xOf({ view, widthPx }: Pick<Frame, 'view' | 'widthPx'>, atNs: number): number {
  return LABEL_PX + ((atNs - view.fromNs) / (view.toNs - view.fromNs)) * (widthPx - LABEL_PX);
}

/** The moment at a place. */
export function nsAt({ view, widthPx }: Pick<Frame, 'view' | 'widthPx'>, x: number): number {
  return view.fromNs + ((x - LABEL_PX) / Math.max(1, widthPx - LABEL_PX)) * (view.toNs - view.fromNs);
}

/** The middle of each node's row, CSS pixels from the top, by node index. */
export function rowMiddles(frame: Frame): Float64Array {
  const height = rowPx(frame);
  const middles = new Float64Array(frame.order.length);
  frame.order.forEach((node, row) => {
    middles[node] = RULER_PX + (row + 0.5) * height - frame.scrollPx;
  });
  return middles;
}

/** Rows of the detail that are to be seen, at most `MOST_ARROWS`; null when there are more. */
export function visibleRows({ detail, view }: Pick<Diagram, 'detail' | 'view'>): number[] | null {
  if (detail === null) return null;
  const rows: number[] = [];
  forRowsUnderWay(detail, view.toNs, view.fromNs, (row) => rows.push(row) <= MOST_ARROWS);
  return rows.length > MOST_ARROWS ? null : rows;
}

/** Draws the diagram; returns whether single messages were drawn, and not amounts. */
export function drawDiagram(pen: Pen, diagram: Diagram): boolean {
  const { colors, widthPx, heightPx } = diagram;
  const middles = rowMiddles(diagram);
  pen.rect(0, 0, widthPx, heightPx, colors.background);
  drawRows(pen, diagram, middles);
  drawBands(pen, diagram, middles);
  const rows = visibleRows(diagram);
  if (rows === null) drawAmounts(pen, diagram, middles);
  else {
    drawCone(pen, diagram, middles);
    drawMessages(pen, diagram, middles, rows);
  }
  const playheadX = xOf(diagram, diagram.playheadNs);
  if (playheadX >= LABEL_PX && playheadX <= widthPx) pen.lines([playheadX, RULER_PX, playheadX, heightPx], colors.accent, 2);
  drawLabels(pen, diagram, middles);
  drawRuler(pen, diagram);
  return rows !== null;
}

function isSeen(diagram: Diagram, y: number): boolean {
  const height = rowPx(diagram);
  return y > RULER_PX - height && y < diagram.heightPx + height;
}

function drawRows(pen: Pen, diagram: Diagram, middles: Float64Array): void {
  const lines: number[] = [];
  for (const node of diagram.order) if (isSeen(diagram, middles[node])) lines.push(LABEL_PX, middles[node], diagram.widthPx, middles[node]);
  pen.lines(lines, diagram.colors.line, 1);
}

function drawBands(pen: Pen, diagram: Diagram, middles: Float64Array): void {
  const { colors, view, report } = diagram;
  const half = rowPx(diagram) * 0.36;
  for (const band of diagram.bands) {
    if (band.toNs < view.fromNs || band.fromNs > view.toNs) continue;
    const x1 = Math.max(LABEL_PX, xOf(diagram, band.fromNs));
    const x2 = Math.max(x1 + 2, Math.min(diagram.widthPx, xOf(diagram, band.toNs)));
    const color =
      band.what === 'paused'
        ? colors.paused
        : band.what === 'slow' || band.what === 'starting'
          ? colors.slow
          : band.what === 'off'
            ? colors.soft
            : colors.bad;
    let [top, bottom] = [0, 0];
    if (band.node >= 0) [top, bottom] = [middles[band.node] - half, middles[band.node] + half];
    else {
      const { from, to } = report.index.links[band.link];
      [top, bottom] = [Math.min(middles[from], middles[to]), Math.max(middles[from], middles[to])];
    }
    pen.rect(x1, top, x2 - x1, bottom - top, color, band.node >= 0 ? 0.22 : 0.1);
    pen.lines([x1, top, x1, bottom, x2, top, x2, bottom], color, 1, { dash: band.node >= 0 ? [] : [4, 4] });
    if (x2 - x1 > 44)
      pen.text((x1 + x2) / 2, band.node >= 0 ? bottom - 7 : (top + bottom) / 2, band.node >= 0 ? band.what : 'cut off', color, {
        bold: true,
        align: 'center',
        sizePx: 10,
      });
  }
}

function drawCone(pen: Pen, diagram: Diagram, middles: Float64Array): void {
  const { cone, colors } = diagram;
  if (cone === null) return;
  const thickness = Math.max(5, rowPx(diagram) * 0.3);
  for (const node of diagram.order) {
    const y = middles[node] - thickness / 2;
    const pastX = Math.min(diagram.widthPx, xOf(diagram, cone.pastUntilNs[node]));
    if (pastX > LABEL_PX) pen.rect(LABEL_PX, y, pastX - LABEL_PX, thickness, colors.marks[MessageType.replication], 0.32);
    const futureX = Math.max(LABEL_PX, xOf(diagram, cone.futureFromNs[node]));
    if (futureX < diagram.widthPx) pen.rect(futureX, y, diagram.widthPx - futureX, thickness, colors.accent, 0.3);
  }
}

/** From where to where a message is drawn; one that was lost ends on the way. */
export function segmentOf(
  diagram: Pick<Diagram, 'report' | 'view' | 'widthPx'>,
  detail: RowIndex,
  middles: Float64Array,
  row: number,
): readonly [number, number, number, number] {
  const { messages } = detail;
  const [from, to] = senderAndReceiver(diagram.report.index, detail, row);
  const [x1, y1, x2, y2] = [xOf(diagram, messages.sentNs[row]), middles[from], xOf(diagram, messages.arriveNs[row]), middles[to]];
  return messages.lost[row] === 0 ? [x1, y1, x2, y2] : [x1, y1, x1 + (x2 - x1) * LOST_AT, y1 + (y2 - y1) * LOST_AT];
}

function drawMessages(pen: Pen, diagram: Diagram, middles: Float64Array, rows: readonly number[]): void {
  const { detail, colors, request, hoveredId, selectedId } = diagram;
  if (detail === null) return;
  const { messages } = detail;
  const plain: number[][] = colors.marks.map(() => []);
  const bold: number[][] = colors.marks.map(() => []);
  const heads: number[][] = colors.marks.map(() => []);
  const crosses: number[] = [];
  const withHeads = rows.length <= MOST_HEADS;
  for (const row of rows) {
    const segment = segmentOf(diagram, detail, middles, row);
    const type = messages.type[row];
    const isLit = messages.id[row] === hoveredId || messages.id[row] === selectedId;
    const isBold = isLit || (request > 0 && messages.request[row] === request);
    (isBold ? bold : plain)[type].push(...segment);
    const [, , x, y] = segment;
    if (messages.lost[row] === 1 || diagram.isUnheard(row)) crosses.push(x - 4, y - 4, x + 4, y + 4, x - 4, y + 4, x + 4, y - 4);
    else if (withHeads || isBold) heads[type].push(...headOf(segment, isBold ? 8 : 6));
  }
  const faint = request > 0 || selectedId > 0;
  plain.forEach((segments, type) => pen.lines(segments, colors.marks[type], 1, { alpha: faint ? 0.35 : 1 }));
  bold.forEach((segments, type) => pen.lines(segments, colors.marks[type], 2.75));
  heads.forEach((corners, type) => pen.triangles(corners, colors.marks[type]));
  pen.lines(crosses, colors.bad, 2);
}

function headOf([x1, y1, x2, y2]: readonly [number, number, number, number], sizePx: number): number[] {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [baseX, baseY] = [x2 - dx * sizePx, y2 - dy * sizePx];
  const half = sizePx * 0.4;
  return [x2, y2, baseX - dy * half, baseY + dx * half, baseX + dy * half, baseY - dx * half];
}

const sums = new WeakMap<RunReport, Float32Array>();

/** Messages sent or received by each node in each sample (node x sampleCount + sample). Reckoned once a run. */
function messagesOf(report: RunReport): Float32Array {
  const known = sums.get(report);
  if (known !== undefined) return known;
  const { links, sampleCount } = report.series;
  const made = new Float32Array(report.index.nodes.length * sampleCount);
  report.index.links.forEach(({ from, to }, l) => {
    for (let i = 0; i < sampleCount; i++) {
      made[from * sampleCount + i] += links[l * sampleCount + i];
      made[to * sampleCount + i] += links[l * sampleCount + i];
    }
  });
  // Who of a network sent how many is known message by message only; the network stands for its members.
  for (const { node, gauge } of messageCounters(report))
    for (let i = 0; i < sampleCount; i++) made[node * sampleCount + i] += growthIn(report.series, gauge, i);
  sums.set(report, made);
  return made;
}

/** Messages sent or received by a node in a sample, and how many of its requests failed in it. */
export function amountsAt(report: RunReport, node: number, sample: number): { readonly messages: number; readonly failed: number } {
  const { gauges, sampleCount } = report.series;
  const at = (report.index.nodes[node].gaugeBase + Gauge.failed) * sampleCount + sample;
  return { messages: messagesOf(report)[node * sampleCount + sample], failed: gauges[at] - (sample === 0 ? 0 : gauges[at - 1]) };
}

/** How busy each part was, column by column, all rows on one scale: what cannot be told apart is not drawn as if it could. */
function drawAmounts(pen: Pen, diagram: Diagram, middles: Float64Array): void {
  const { report, colors, view, widthPx } = diagram;
  const { sampleNs, sampleCount } = report.series;
  const columns = Math.ceil((widthPx - LABEL_PX) / COLUMN_PX);
  const height = rowPx(diagram) * 0.76;
  const seen = diagram.order.filter((node) => isSeen(diagram, middles[node]));
  const sampleOf = (column: number): [number, number] => {
    const first = Math.floor(nsAt(diagram, LABEL_PX + column * COLUMN_PX) / sampleNs);
    const last = Math.floor((nsAt(diagram, LABEL_PX + (column + 1) * COLUMN_PX) - 1) / sampleNs);
    return [Math.max(0, first), Math.min(sampleCount - 1, Math.max(first, last))];
  };
  const tables = seen.map((node) =>
    Array.from({ length: columns }, (_, column) => {
      const [first, last] = sampleOf(column);
      let [messages, failed] = [0, 0];
      for (let sample = first; sample <= last; sample++) {
        const amounts = amountsAt(report, node, sample);
        messages += amounts.messages;
        failed += amounts.failed;
      }
      const samples = Math.max(1, last - first + 1);
      return [messages / samples, failed / samples];
    }),
  );
  const most = Math.max(1, ...tables.flatMap((table) => table.map(([messages]) => messages)));
  seen.forEach((node, i) =>
    tables[i].forEach(([messages, failed], column) => {
      const x = LABEL_PX + column * COLUMN_PX;
      if (nsAt(diagram, x) >= Math.min(view.toNs, report.endNs)) return;
      const bottom = middles[node] + height / 2;
      const full = (messages / most) * height;
      pen.rect(x, bottom - full, COLUMN_PX - 1, full, colors.marks[MessageType.request], 0.55);
      if (failed > 0)
        pen.rect(
          x,
          bottom - Math.max(2, Math.min(1, failed / Math.max(1, messages)) * full),
          COLUMN_PX - 1,
          Math.max(2, Math.min(1, failed / Math.max(1, messages)) * full),
          colors.bad,
        );
    }),
  );
}

function drawLabels(pen: Pen, diagram: Diagram, middles: Float64Array): void {
  const { colors, heightPx, report } = diagram;
  pen.rect(0, RULER_PX, LABEL_PX, heightPx - RULER_PX, colors.background);
  for (const node of diagram.order) {
    if (!isSeen(diagram, middles[node])) continue;
    const name = calledBy(report.index.nodes[node]);
    pen.text(LABEL_PX - 8, middles[node], name.length > 12 ? `${name.slice(0, 11)}\u2026` : name, colors.text, {
      bold: true,
      align: 'right',
      sizePx: 12,
    });
  }
  pen.lines([LABEL_PX, RULER_PX, LABEL_PX, heightPx], colors.line, 1);
}

function drawRuler(pen: Pen, diagram: Diagram): void {
  const { colors, widthPx, view } = diagram;
  pen.rect(0, 0, widthPx, RULER_PX, colors.background);
  const marks: number[] = [LABEL_PX, RULER_PX, widthPx, RULER_PX];
  for (const { atNs, text } of ticksOf(view, widthPx - LABEL_PX, TICK_PX)) {
    const x = xOf(diagram, atNs);
    marks.push(x, RULER_PX - 5, x, RULER_PX);
    if (x < widthPx - 24) pen.text(x + 3, RULER_PX / 2 - 1, text, colors.soft, { sizePx: 10 });
  }
  pen.lines(marks, colors.line, 1);
}

/** The message nearest to a point, no farther than `withinPx`; -1: none. */
export function pickRow(diagram: Diagram, x: number, y: number, withinPx: number): number {
  const rows = visibleRows(diagram);
  if (rows === null || diagram.detail === null || x < LABEL_PX || y < RULER_PX) return -1;
  const middles = rowMiddles(diagram);
  let best = -1;
  let least = withinPx;
  for (const row of rows) {
    const [x1, y1, x2, y2] = segmentOf(diagram, diagram.detail, middles, row);
    const lengthSquared = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const share = lengthSquared === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / lengthSquared));
    const distance = Math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1));
    if (distance < least) [best, least] = [row, distance];
  }
  return best;
}
