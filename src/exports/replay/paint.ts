import type { ReplayState } from './state';
import { REPLAY_GAUGES, UNHEARD, type ReplayData } from './types';

const FACE_WIDTH = 168;
const FACE_HEIGHT = 88;
const MARGIN = 24;
const CAPTION_PX = 26;
const LOST_AT = 0.6;
const UNHEARD_AT = 0.8;
const COLORS = {
  page: '#f8f9fb',
  face: '#ffffff',
  line: '#c9d0d9',
  text: '#1b2430',
  soft: '#566070',
  accent: '#0b7285',
  bad: '#c92a2a',
  slow: '#b35c00',
  paused: '#5f3dc4',
  badSoft: '#ffe3e3',
};
/** By MessageType: request, reply, replication, acknowledgement, error reply, control. */
const MARKS = ['#1864ab', '#2b8a3e', '#8a5a00', '#8a5a00', '#d6232f', '#7b2d9b', '#0b7285'];
const STATUS = ['', 'down', 'paused', 'slow', 'off', 'starting'];
const STATUS_COLORS = [COLORS.accent, COLORS.bad, COLORS.paused, COLORS.slow, COLORS.soft, COLORS.slow];

/** How the board fits into a picture. */
export interface Fit {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** Fits all parts into a picture of a size, CSS pixels. */
export function fitReplay({ nodes }: ReplayData, widthPx: number, heightPx: number): Fit {
  const xs = nodes.map((node) => node.x);
  const ys = nodes.map((node) => node.y);
  const [minX, maxX] = [Math.min(0, ...xs), Math.max(0, ...xs) + FACE_WIDTH];
  const [minY, maxY] = [Math.min(0, ...ys), Math.max(0, ...ys) + FACE_HEIGHT];
  const roomX = widthPx - 2 * MARGIN;
  const roomY = heightPx - CAPTION_PX - 2 * MARGIN;
  const scale = Math.max(0.05, Math.min(1.6, roomX / (maxX - minX), roomY / (maxY - minY)));
  return {
    scale,
    left: MARGIN + (roomX - (maxX - minX) * scale) / 2 - minX * scale,
    top: MARGIN + (roomY - (maxY - minY) * scale) / 2 - minY * scale,
  };
}

/** Messages are on screen for at least so long, real seconds: else the fast ones could not be seen. */
export const LEAST_SECONDS = 0.35;

/** Draws the state of a replay into a context in CSS pixels; `speed` is simulated seconds a second. */
export function paintReplay(
  context: CanvasRenderingContext2D,
  state: ReplayState,
  longestNs: number,
  speed: number,
  widthPx: number,
  heightPx: number,
): void {
  const { data } = state;
  const fit = fitReplay(data, widthPx, heightPx);
  context.fillStyle = COLORS.page;
  context.fillRect(0, 0, widthPx, heightPx);
  context.save();
  context.translate(fit.left, fit.top);
  context.scale(fit.scale, fit.scale);
  for (let link = 0; link < data.wires; link++) paintWire(context, state, link);
  state.underWay(longestNs, LEAST_SECONDS * speed * 1e9, (row, share) => paintMessage(context, data, row, share));
  data.nodes.forEach((_, node) => paintFace(context, state, node));
  context.restore();
  context.fillStyle = COLORS.text;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.font = '600 13px system-ui, sans-serif';
  context.fillText(data.name, 12, heightPx - CAPTION_PX / 2, widthPx - 130);
  context.textAlign = 'right';
  context.fillText(`${(state.atNs / 1e9).toFixed(4)} s`, widthPx - 12, heightPx - CAPTION_PX / 2);
}

type Point = readonly [number, number];

function curveOf({ nodes, links, wires }: ReplayData, link: number): readonly [Point, Point, Point, Point] {
  const { from, to } = links[link];
  if (link >= wires) return chordOf(nodes[from], nodes[to]);
  const start: Point = [nodes[from].x + FACE_WIDTH, nodes[from].y + FACE_HEIGHT / 2];
  const end: Point = [nodes[to].x, nodes[to].y + FACE_HEIGHT / 2];
  const reach = Math.max(40, Math.abs(end[0] - start[0]) / 2);
  return [start, [start[0] + reach, start[1]], [end[0] - reach, end[1]], end];
}

/** The straight way between the middles of two members of a network. */
function chordOf(one: ReplayData['nodes'][number], other: ReplayData['nodes'][number]): readonly [Point, Point, Point, Point] {
  const [x, y] = [one.x + FACE_WIDTH / 2, one.y + FACE_HEIGHT / 2];
  const at = (share: number): Point => [x + (other.x - one.x) * share, y + (other.y - one.y) * share];
  return [at(0), at(1 / 3), at(2 / 3), at(1)];
}

function paintWire(context: CanvasRenderingContext2D, { data, atNs }: ReplayState, link: number): void {
  const isCut = data.cuts.some((cut) => cut.link === link && cut.fromNs <= atNs && atNs < cut.toNs);
  const [a, b, c, d] = curveOf(data, link);
  context.strokeStyle = isCut ? COLORS.bad : COLORS.line;
  context.lineWidth = isCut ? 2.5 : 1.75;
  context.setLineDash(isCut ? [7, 7] : []);
  context.beginPath();
  context.moveTo(...a);
  context.bezierCurveTo(...b, ...c, ...d);
  context.stroke();
  context.setLineDash([]);
}

function paintMessage(context: CanvasRenderingContext2D, data: ReplayData, row: number, share: number): void {
  const flags = data.messages.flags[row];
  const isLost = (flags & 2) !== 0;
  if (isLost && share > LOST_AT) return;
  const t = (flags & 1) === 1 ? share : 1 - share;
  const [a, b, c, d] = curveOf(data, data.messages.link[row]);
  const u = 1 - t;
  const at = (i: 0 | 1): number => u * u * u * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t * t * t * d[i];
  const [x, y, type] = [at(0), at(1), (flags & (UNHEARD - 1)) >> 2];
  context.fillStyle = MARKS[type] ?? MARKS[0];
  context.strokeStyle = context.fillStyle;
  context.lineWidth = 2;
  context.beginPath();
  if (isLost ? share > LOST_AT - 0.1 : (flags & UNHEARD) !== 0 && share > UNHEARD_AT) {
    context.strokeStyle = COLORS.bad;
    context.moveTo(x - 5, y - 5);
    context.lineTo(x + 5, y + 5);
    context.moveTo(x + 5, y - 5);
    context.lineTo(x - 5, y + 5);
    context.stroke();
  } else if (type === 4) {
    context.moveTo(x, y - 6);
    context.lineTo(x + 6, y + 5);
    context.lineTo(x - 6, y + 5);
    context.fill();
  } else if (type === 2 || type === 3) context.fillRect(x - 4, y - 4, 8, 8);
  else {
    context.arc(x, y, type === 1 ? 4 : 5, 0, Math.PI * 2);
    if (type === 1) context.stroke();
    else context.fill();
  }
}

function paintFace(context: CanvasRenderingContext2D, { data, figures }: ReplayState, node: number): void {
  const { id, title, x, y, capacity, queueLimit } = data.nodes[node];
  const at = node * REPLAY_GAUGES.length;
  const [status, queue, busy, received, completed, failed] = figures.subarray(at, at + REPLAY_GAUGES.length);
  context.fillStyle = status === 1 ? COLORS.badSoft : COLORS.face;
  context.strokeStyle = STATUS_COLORS[status] ?? COLORS.accent;
  context.lineWidth = status === 0 ? 1.5 : 3;
  context.beginPath();
  context.roundRect(x, y, FACE_WIDTH, FACE_HEIGHT, 8);
  context.fill();
  context.stroke();
  const write = (text: string, dx: number, dy: number, color: string, font: string, align: CanvasTextAlign = 'left'): void => {
    context.fillStyle = color;
    context.font = font;
    context.textAlign = align;
    context.textBaseline = 'middle';
    context.fillText(text, x + dx, y + dy, FACE_WIDTH - 20);
  };
  write(id, 10, 17, COLORS.text, '700 15px system-ui, sans-serif');
  write(
    status === 0 ? title : (STATUS[status] ?? ''),
    FACE_WIDTH - 10,
    17,
    status === 0 ? COLORS.soft : STATUS_COLORS[status],
    `${status === 0 ? 400 : 700} 12px system-ui, sans-serif`,
    'right',
  );
  const plain = '13px system-ui, sans-serif';
  if (capacity > 0) {
    write(`busy ${busy}/${capacity}`, 10, 42, COLORS.soft, plain);
    write(
      `queue ${queue}${queueLimit > 0 ? `/${queueLimit}` : ''}`,
      FACE_WIDTH - 10,
      42,
      queueLimit > 0 && queue >= queueLimit ? COLORS.bad : COLORS.soft,
      plain,
      'right',
    );
  } else write(`${received} received`, 10, 42, COLORS.soft, plain);
  write(`${completed} done`, 10, 68, COLORS.soft, plain);
  write(`${failed} failed`, FACE_WIDTH - 10, 68, failed > 0 ? COLORS.bad : COLORS.soft, failed > 0 ? `600 ${plain}` : plain, 'right');
}
