import { firstAbove, ticksOf, type TimeView } from '../../playback/index';
import { whatText, type Entry } from './entries';
import { strings } from './strings';

/** Width of the names on the left, and height of the ruler. */
export const LABEL_PX = 96;
export const RULER_PX = 18;
const LEAST_ROW_PX = 13;
const MOST_ROW_PX = 30;
const TEXT_FROM_PX = 44;
const LETTER_PX = 6.4;
const FONT = '11px system-ui, "Segoe UI", "DejaVu Sans", sans-serif';

/** One process: what it did, in the order in which it did it. It never does two things at once. */
export interface Lane {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly beginNs: Float64Array;
}

/** What is seen of the timeline. */
export interface LanesView {
  readonly lanes: readonly Lane[];
  readonly view: TimeView;
  readonly endNs: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scrollPx: number;
}

/** Colours of the theme. */
export interface LaneColors {
  readonly ok: string;
  readonly fail: string;
  readonly info: string;
  readonly pending: string;
  readonly panel: string;
  readonly line: string;
  readonly text: string;
  readonly soft: string;
  readonly accent: string;
}

/** A lane for each process, part by part. */
export function lanesOf(entries: readonly Entry[]): Lane[] {
  const byProcess = new Map<number, Entry[]>();
  for (const entry of entries) {
    const own = byProcess.get(entry.process);
    if (own === undefined) byProcess.set(entry.process, [entry]);
    else own.push(entry);
  }
  return [...byProcess.values()]
    .toSorted(([p], [q]) => p.node - q.node || p.process - q.process)
    .map((own) => ({
      title: strings.process(own[0].part, own[0].process),
      entries: own,
      beginNs: Float64Array.from(own, ({ invokeNs }) => invokeNs),
    }));
}

/** Height of a row: what there is shared out, within bounds. */
export function rowPx({ lanes, heightPx }: Pick<LanesView, 'lanes' | 'heightPx'>): number {
  return Math.max(LEAST_ROW_PX, Math.min(MOST_ROW_PX, Math.floor((heightPx - RULER_PX) / Math.max(1, lanes.length))));
}

/** The place of a moment, px from the left. */
export function xOf({ view, widthPx }: Pick<LanesView, 'view' | 'widthPx'>, ns: number): number {
  return LABEL_PX + ((ns - view.fromNs) / (view.toNs - view.fromNs)) * (widthPx - LABEL_PX);
}

/** The moment at a place, ns. */
export function nsAtX({ view, widthPx }: Pick<LanesView, 'view' | 'widthPx'>, x: number): number {
  return view.fromNs + ((x - LABEL_PX) / Math.max(1, widthPx - LABEL_PX)) * (view.toNs - view.fromNs);
}

/** When a bar ends: what never ended goes on to the end of the run. */
function endOf(entry: Entry, endNs: number): number {
  return Math.min(entry.completeNs, endNs);
}

/** The operation at a place, or the nearest one within some px; null: none. */
export function entryAt(seen: LanesView, x: number, y: number, nearPx: number): Entry | null {
  const lane = seen.lanes[Math.floor((y - RULER_PX + seen.scrollPx) / rowPx(seen))];
  if (lane === undefined || y < RULER_PX || x < LABEL_PX) return null;
  const at = firstAbove(lane.beginNs, nsAtX(seen, x));
  const distance = (entry: Entry): number => Math.max(xOf(seen, entry.invokeNs) - x, x - xOf(seen, endOf(entry, seen.endNs)), 0);
  const near = [lane.entries[at - 1], lane.entries[at]].filter((entry) => entry !== undefined && distance(entry) <= nearPx);
  return near.toSorted((p, q) => distance(p) - distance(q))[0] ?? null;
}

/** Draws all rows that are seen, the ruler and the playhead. */
export function drawLanes(
  context: CanvasRenderingContext2D,
  seen: LanesView,
  colors: LaneColors,
  { playheadNs, chosen }: { readonly playheadNs: number; readonly chosen: string | null },
): void {
  const { widthPx, heightPx, lanes, scrollPx } = seen;
  context.clearRect(0, 0, widthPx, heightPx);
  context.font = FONT;
  context.textBaseline = 'middle';
  const high = rowPx(seen);
  const last = Math.min(lanes.length, Math.ceil((scrollPx + heightPx - RULER_PX) / high));
  for (let row = Math.floor(scrollPx / high); row < last; row++) {
    const top = RULER_PX + row * high - scrollPx;
    context.fillStyle = colors.line;
    context.globalAlpha = 0.5;
    context.fillRect(LABEL_PX, top + high - 1, widthPx - LABEL_PX, 1);
    context.globalAlpha = 1;
    drawLane(context, seen, colors, { lane: lanes[row], top, high, chosen });
    context.fillStyle = colors.panel;
    context.fillRect(0, top, LABEL_PX, high);
    context.fillStyle = colors.text;
    context.fillText(fit(lanes[row].title, LABEL_PX - 14), 8, top + high / 2);
  }
  drawRuler(context, seen, colors);
  const x = xOf(seen, playheadNs);
  if (x < LABEL_PX || x > widthPx) return;
  context.fillStyle = colors.accent;
  context.fillRect(x - 1, 0, 2, heightPx);
}

function drawRuler(context: CanvasRenderingContext2D, seen: LanesView, colors: LaneColors): void {
  context.fillStyle = colors.panel;
  context.fillRect(0, 0, seen.widthPx, RULER_PX);
  for (const { atNs, text } of ticksOf(seen.view, seen.widthPx - LABEL_PX, 90)) {
    const x = xOf(seen, atNs);
    context.fillStyle = colors.line;
    context.fillRect(x, RULER_PX - 5, 1, 5);
    context.fillStyle = colors.soft;
    context.fillText(text, x + 3, RULER_PX / 2 - 1);
  }
}

interface LaneToDraw {
  readonly lane: Lane;
  readonly top: number;
  readonly high: number;
  readonly chosen: string | null;
}

function drawLane(context: CanvasRenderingContext2D, seen: LanesView, colors: LaneColors, { lane, top, high, chosen }: LaneToDraw): void {
  const first = Math.max(0, firstAbove(lane.beginNs, seen.view.fromNs) - 1);
  // Of bars that share a pixel one is drawn, unless it tells of something else.
  let lastX = -1;
  let lastOutcome = '';
  for (let i = first; i < lane.entries.length && lane.beginNs[i] <= seen.view.toNs; i++) {
    const entry = lane.entries[i];
    const x = Math.max(LABEL_PX, xOf(seen, entry.invokeNs));
    const right = Math.min(seen.widthPx + 2, xOf(seen, endOf(entry, seen.endNs)));
    if (right < LABEL_PX || (right - lastX < 1 && entry.outcome === lastOutcome && entry.name !== chosen)) continue;
    drawBar(context, colors, entry, { x, y: top + 2, wide: Math.max(2, right - x), high: high - 5, isChosen: entry.name === chosen });
    lastX = right;
    lastOutcome = entry.outcome;
  }
}

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
  readonly isChosen: boolean;
}

/** Told apart by shape as well as by colour: full; hollow with a cross; dashed and open at the end; a thin line. */
function drawBar(context: CanvasRenderingContext2D, colors: LaneColors, entry: Entry, { x, y, wide, high, isChosen }: Bar): void {
  const color = colors[entry.outcome];
  context.fillStyle = color;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  if (entry.outcome === 'ok') context.fillRect(x, y, wide, high);
  else if (entry.outcome === 'pending') context.fillRect(x, y + high / 2 - 1, wide, 2);
  else {
    context.globalAlpha = 0.18;
    context.fillRect(x, y, wide, high);
    context.globalAlpha = 1;
    if (entry.outcome === 'fail') drawCrossed(context, x, y, wide, high);
    else drawOpen(context, x, y, wide, high);
  }
  const text = whatText(entry) + (entry.gotText === '' || entry.gotText === strings.done ? '' : ` \u2192 ${entry.gotText}`);
  if (wide >= TEXT_FROM_PX && high >= 8) {
    context.fillStyle = entry.outcome === 'ok' ? colors.panel : colors.text;
    const up = entry.outcome === 'pending' ? 5 : 0;
    if (up === 0) context.fillText(fit(text, wide - 20), x + 6, y + high / 2 + 0.5);
  }
  if (!isChosen) return;
  context.strokeStyle = colors.accent;
  context.lineWidth = 2;
  context.strokeRect(x - 1, y - 1, wide + 2, high + 2);
}

function drawCrossed(context: CanvasRenderingContext2D, x: number, y: number, wide: number, high: number): void {
  context.strokeRect(x + 0.75, y + 0.75, Math.max(1, wide - 1.5), high - 1.5);
  if (wide < 12) return;
  const [left, size] = [x + wide - 10, 6];
  const up = y + high / 2 - size / 2;
  context.beginPath();
  context.moveTo(left, up);
  context.lineTo(left + size, up + size);
  context.moveTo(left + size, up);
  context.lineTo(left, up + size);
  context.stroke();
}

function drawOpen(context: CanvasRenderingContext2D, x: number, y: number, wide: number, high: number): void {
  context.beginPath();
  context.moveTo(x + 0.75, y);
  context.lineTo(x + 0.75, y + high);
  context.stroke();
  context.setLineDash([5, 3]);
  context.beginPath();
  context.moveTo(x, y + 0.75);
  context.lineTo(x + wide, y + 0.75);
  context.moveTo(x, y + high - 0.75);
  context.lineTo(x + wide, y + high - 0.75);
  context.stroke();
  context.setLineDash([]);
}

/** A text cut to about a width. */
function fit(text: string, px: number): string {
  const most = Math.floor(px / LETTER_PX);
  if (text.length <= most) return text;
  return most < 3 ? '' : `${text.slice(0, most - 1)}\u2026`;
}
