import { MessageType, NS_PER_SECOND } from '../../../sim/index';
import type { Polyline } from '../geometry/polyline';
import { flowWidth } from './flows';
import type { TrafficPalette } from './palette';
import { rowsDepartedBy, type RowIndex } from './rows';

/** How much goes between two members of a network, one way: what is said unasked, or what answers. */
export interface LaneFlow {
  /** The lane's place among the links of the window. */
  readonly link: number;
  readonly forward: boolean;
  readonly isAnswer: boolean;
  readonly ratePerSecond: number;
}

/** The busiest lanes are drawn; more would be a grey cloud. */
const MOST_DRAWN = 150;
/** A rate from less than this would jump about, ns. */
const LEAST_SPAN_NS = 0.05 * NS_PER_SECOND;
/** From the middle of a chord to what is said, and to what answers, CSS pixels: each way has its own side, as on a road. */
const ASIDE_PX = 3;
const ANSWERS_ASIDE_PX = 8;

/**
 * What went over the lanes of a window (links from `firstLane` on) within a span before a moment, the busiest first. A window that was cut
 * short still says how much there is of what it covers.
 */
export function laneFlows(
  index: RowIndex,
  window: { readonly fromNs: number },
  firstLane: number,
  atNs: number,
  spanNs: number,
): LaneFlow[] {
  const { messages } = index;
  const sinceNs = Math.max(window.fromNs, atNs - spanNs);
  const measuredNs = Math.max(LEAST_SPAN_NS, atNs - sinceNs);
  const end = rowsDepartedBy(messages.sentNs, messages.count, atNs);
  const counts = new Map<number, number>();
  for (let row = rowsDepartedBy(messages.sentNs, messages.count, sinceNs); row < end; row++) {
    if (messages.link[row] < firstLane) continue;
    const name = messages.link[row] * 4 + messages.forward[row] * 2 + (messages.belongsTo[row] > 0 ? 1 : 0);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const flows = [...counts].map(([name, count]): LaneFlow => ({
    link: name >> 2,
    forward: (name & 2) !== 0,
    isAnswer: (name & 1) !== 0,
    ratePerSecond: (count * NS_PER_SECOND) / measuredNs,
  }));
  return flows.sort((p, q) => q.ratePerSecond - p.ratePerSecond).slice(0, MOST_DRAWN);
}

interface LaneView {
  readonly zoom: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/** Draws flows between members: bands as wide as their rate, dashes that move their way; answers beside, in their own colour. */
export function drawLaneFlows(
  context: CanvasRenderingContext2D,
  flows: readonly LaneFlow[],
  lineOf: (link: number) => Polyline | null,
  phasePx: number,
  view: LaneView,
  palette: TrafficPalette,
): void {
  const scale = Math.max(0.4, Math.min(1, view.zoom));
  for (const flow of flows) {
    const line = lineOf(flow.link);
    if (line === null) continue;
    const [from, to] = endsOf(line, flow, view);
    context.strokeStyle = palette.marks[flow.isAnswer ? MessageType.reply : MessageType.message];
    const width = flowWidth(flow.ratePerSecond) * scale;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.globalAlpha = 0.25;
    context.lineWidth = width;
    context.stroke();
    context.globalAlpha = 0.7;
    context.lineWidth = Math.max(1, width * 0.4);
    context.setLineDash([8, 10]);
    context.lineDashOffset = -phasePx;
    context.stroke();
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

/** Where a flow begins and ends on the screen: to the right of the middle, as it goes. */
export function endsOf(
  { points }: Polyline,
  { forward, isAnswer }: Pick<LaneFlow, 'forward' | 'isAnswer'>,
  view: LaneView,
): [{ x: number; y: number }, { x: number; y: number }] {
  const at = (i: number): { x: number; y: number } => ({
    x: points[i] * view.zoom + view.offsetX,
    y: points[i + 1] * view.zoom + view.offsetY,
  });
  const ends = [at(0), at(points.length - 2)];
  const [from, to] = forward ? ends : [ends[1], ends[0]];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const aside = (isAnswer ? ANSWERS_ASIDE_PX : ASIDE_PX) / Math.max(1, Math.hypot(dx, dy));
  const shift = { x: -dy * aside, y: dx * aside };
  return [
    { x: from.x + shift.x, y: from.y + shift.y },
    { x: to.x + shift.x, y: to.y + shift.y },
  ];
}
