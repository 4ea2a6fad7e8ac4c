import { POLYLINE_PIECES, type Polyline } from '../geometry/polyline';
import { MessageType } from '../../../sim/index';
import { flowWidth, rateText } from './flows';
import type { Flash, MarkBuffer } from './marks';
import type { TrafficPalette } from './palette';
import { MARK_SHAPES } from './shapes';
import type { SpriteSet } from './sprites';

/** The viewport at the moment of drawing. */
export interface View {
  readonly zoom: number;
  readonly offsetX: number;
  readonly offsetY: number;
  readonly width: number;
  readonly height: number;
}

/** A wire with what flows on it. */
export interface Flow {
  readonly line: Polyline;
  readonly ratePerSecond: number;
}

const STREAK = 0.4;
const DASH_PX = 10;
const MOST_DASHED = 120;
const MOST_LABELLED = 80;
const LEAST_LABEL_ZOOM = 0.45;

/** Draws all marks, one shape after the other, from ready-made pictures. The context is in CSS pixels. */
export function drawMarks(context: CanvasRenderingContext2D, marks: MarkBuffer, sprites: SpriteSet): void {
  const half = sprites.sizePx / 2;
  for (let shape = 0; shape < MARK_SHAPES.length; shape++) {
    const picture = sprites.pictures[shape];
    for (let i = 0; i < marks.count; i++) {
      if (marks.shape[i] !== shape) continue;
      if (marks.alpha[i] < 1) context.globalAlpha = marks.alpha[i];
      context.drawImage(picture, marks.x[i] - half, marks.y[i] - half, sprites.sizePx, sprites.sizePx);
      if (marks.alpha[i] < 1) context.globalAlpha = 1;
    }
  }
}

/** More chords than this at once would be a grey cloud; the marks alone say more. */
const MOST_CHORDS = 400;

/** Faint lines where messages between members of a network are under way. */
export function drawChords(
  context: CanvasRenderingContext2D,
  chords: ReadonlySet<number>,
  lineOf: (link: number) => Polyline | null,
  view: View,
  palette: TrafficPalette,
): void {
  if (chords.size === 0 || chords.size > MOST_CHORDS) return;
  context.globalAlpha = chords.size > MOST_CHORDS / 4 ? 0.15 : 0.35;
  context.strokeStyle = palette.marks[MessageType.message];
  context.lineWidth = 1;
  context.beginPath();
  for (const chord of chords) {
    const line = lineOf(chord);
    if (line !== null) tracePart(context, line, 0, 1, view);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** A ring around the mark that is picked. */
export function drawPicked(
  context: CanvasRenderingContext2D,
  marks: MarkBuffer,
  row: number,
  sprites: SpriteSet,
  palette: TrafficPalette,
): void {
  for (let i = 0; i < marks.count; i++) {
    if (marks.row[i] !== row) continue;
    context.strokeStyle = palette.selected;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(marks.x[i], marks.y[i], sprites.sizePx * 0.75, 0, Math.PI * 2);
    context.stroke();
    return;
  }
}

/** Lights up the wires of messages too quick to be seen: a streak that runs the way the message went, and fades. */
export function drawFlashes(
  context: CanvasRenderingContext2D,
  flashes: Iterable<Flash>,
  lineOf: (link: number) => Polyline | null,
  view: View,
  palette: TrafficPalette,
): void {
  context.lineCap = 'round';
  for (const flash of flashes) {
    const line = lineOf(flash.link);
    if (line === null) continue;
    const head = flash.fading * (1 + STREAK);
    const from = Math.max(0, head - STREAK);
    const to = Math.min(1, head);
    context.globalAlpha = 1 - flash.fading * 0.7;
    context.strokeStyle = palette.marks[flash.shape];
    context.lineWidth = 4 * Math.max(0.6, Math.min(1.2, view.zoom));
    context.beginPath();
    tracePart(context, line, flash.forward ? from : 1 - to, flash.forward ? to : 1 - from, view);
    context.stroke();
  }
  context.globalAlpha = 1;
  context.lineCap = 'butt';
}

/** Adds a stretch of a wire, from share to share of its length, to the context's path. */
function tracePart(context: CanvasRenderingContext2D, line: Polyline, from: number, to: number, view: View): void {
  const { points } = line;
  const first = Math.floor(from * POLYLINE_PIECES);
  const last = Math.max(first + 1, Math.ceil(to * POLYLINE_PIECES));
  for (let i = first; i <= last && i <= POLYLINE_PIECES; i++) {
    const x = points[i * 2] * view.zoom + view.offsetX;
    const y = points[i * 2 + 1] * view.zoom + view.offsetY;
    if (i === first) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

/** True when no part of the wire can be on screen. */
function isOffScreen(line: Polyline, view: View): boolean {
  const { points } = line;
  const end = POLYLINE_PIECES * 2;
  const middle = (POLYLINE_PIECES >> 1) * 2;
  const x = (i: number): number => points[i] * view.zoom + view.offsetX;
  const y = (i: number): number => points[i + 1] * view.zoom + view.offsetY;
  // The curve bulges sideways by at most its reach; the middle point and a margin cover that.
  const margin = 220 * view.zoom;
  return (
    Math.max(x(0), x(middle), x(end)) + margin < 0 ||
    Math.min(x(0), x(middle), x(end)) - margin > view.width ||
    Math.max(y(0), y(middle), y(end)) + margin < 0 ||
    Math.min(y(0), y(middle), y(end)) - margin > view.height
  );
}

/** Draws how much flows on each wire: a band as wide as the rate's order of magnitude, dashes that move, and the rate in figures. */
export function drawFlows(
  context: CanvasRenderingContext2D,
  flows: readonly Flow[],
  phasePx: number,
  view: View,
  palette: TrafficPalette,
): void {
  const visible = flows.filter((flow) => flow.ratePerSecond > 0 && !isOffScreen(flow.line, view));
  const scale = Math.max(0.5, Math.min(1.2, view.zoom));
  context.strokeStyle = palette.flow;
  context.globalAlpha = 0.35;
  for (const flow of visible) strokeWhole(context, flow, flowWidth(flow.ratePerSecond) * scale, view);
  context.globalAlpha = 1;
  if (visible.length <= MOST_DASHED) {
    context.setLineDash([DASH_PX, DASH_PX * 1.2]);
    context.lineDashOffset = -phasePx;
    for (const flow of visible) strokeWhole(context, flow, Math.max(1.5, flowWidth(flow.ratePerSecond) * scale * 0.55), view);
    context.setLineDash([]);
  } else drawPulses(context, visible, phasePx, view, palette);
  if (visible.length <= MOST_LABELLED && view.zoom >= LEAST_LABEL_ZOOM) drawRates(context, visible, view, palette);
}

function strokeWhole(context: CanvasRenderingContext2D, flow: Flow, width: number, view: View): void {
  context.lineWidth = width;
  context.beginPath();
  tracePart(context, flow.line, 0, 1, view);
  context.stroke();
}

/** On many wires, a few squares stand for the moving dashes: rectangles are by far the cheapest thing to draw. */
function drawPulses(context: CanvasRenderingContext2D, flows: readonly Flow[], phasePx: number, view: View, palette: TrafficPalette): void {
  context.fillStyle = palette.flow;
  const step = Math.max(8, Math.floor(POLYLINE_PIECES / 3));
  const shift = Math.floor((phasePx / 80) * step) % step;
  for (const { line, ratePerSecond } of flows) {
    const side = Math.max(2, flowWidth(ratePerSecond) * 0.7);
    for (let i = shift; i <= POLYLINE_PIECES; i += step) {
      context.fillRect(
        line.points[i * 2] * view.zoom + view.offsetX - side / 2,
        line.points[i * 2 + 1] * view.zoom + view.offsetY - side / 2,
        side,
        side,
      );
    }
  }
}

function drawRates(context: CanvasRenderingContext2D, flows: readonly Flow[], view: View, palette: TrafficPalette): void {
  context.font = '600 11px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = palette.background;
  context.fillStyle = palette.text;
  const middle = (POLYLINE_PIECES >> 1) * 2;
  for (const { line, ratePerSecond } of flows) {
    const x = line.points[middle] * view.zoom + view.offsetX;
    const y = line.points[middle + 1] * view.zoom + view.offsetY + 14;
    const text = rateText(ratePerSecond);
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
}
