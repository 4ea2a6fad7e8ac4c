import type { Polyline } from '../geometry/polyline';
import { pointAlong } from '../geometry/polyline';
import { forRowsUnderWay, type RowIndex } from './rows';
import { LOST_SHAPE } from './shapes';

/** Where the marks of one frame stand, in columns that are used again for the next frame. Screen CSS pixels. */
export interface MarkBuffer {
  count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Index into MARK_SHAPES. */
  readonly shape: Uint8Array;
  /** 0..1. */
  readonly alpha: Float32Array;
  /** Row of the window it stands for. */
  readonly row: Int32Array;
}

/** A message too quick to be seen on its way: its mark is shown slower than it is, and its wire lights up with it. */
export interface Flash {
  readonly link: number;
  readonly forward: boolean;
  readonly shape: number;
  /** 0: just now, 1: gone. */
  fading: number;
}

/** What is needed to place the marks of a frame. */
export interface MarkScene {
  readonly index: RowIndex;
  readonly playheadNs: number;
  /** Flights shorter than this are flashes, simulated ns. */
  readonly shortNs: number;
  /** How long a flash stays, simulated ns. */
  readonly flashNs: number;
  /** More messages than this in the span of a flash are too many to be looked at in every frame. */
  readonly mostRows: number;
  /** The sampled wire of a link of the trace; null when it is not on the canvas. */
  readonly line: (link: number) => Polyline | null;
  /** Whether a message comes to a part that is down. */
  readonly isUnheard: (row: number) => boolean;
  readonly zoom: number;
  readonly offsetX: number;
  readonly offsetY: number;
  readonly width: number;
  readonly height: number;
}

/** Room for so many marks. */
export function createMarkBuffer(capacity: number): MarkBuffer {
  return {
    count: 0,
    x: new Float32Array(capacity),
    y: new Float32Array(capacity),
    shape: new Uint8Array(capacity),
    alpha: new Float32Array(capacity),
    row: new Int32Array(capacity),
  };
}

/** However fast a mark is, what is farther away is not meant, screen pixels. */
export const FARTHEST_REACH_PX = 60;

/** From this share of its way on, a message that nobody will hear of is a cross. */
const UNHEARD_AT = 0.8;
const LANE = 3.5;
const point = [0, 0];

/**
 * Places every message under way that is on screen. Fills `marks` and `flashes` (keyed by wire, direction and shape, so that
 * a busy wire lights up once). Returns false when there are more marks than room, or more messages than can be looked at:
 * then flows should be drawn.
 */
export function placeMarks(scene: MarkScene, marks: MarkBuffer, flashes: Map<number, Flash>): boolean {
  marks.count = 0;
  flashes.clear();
  const { messages } = scene.index;
  const capacity = marks.x.length;
  let fits = true;
  let looked = 0;
  forRowsUnderWay(scene.index, scene.playheadNs, scene.playheadNs - scene.flashNs, (row) => {
    if (++looked > scene.mostRows) return (fits = false);
    const flightNs = messages.arriveNs[row] - messages.sentNs[row];
    if (flightNs < scene.shortNs) {
      addFlash(scene, row, flashes);
      if (scene.playheadNs >= messages.sentNs[row] + flightNs + scene.flashNs) return true;
    } else if (messages.arriveNs[row] <= scene.playheadNs) return true;
    if (marks.count >= capacity) return (fits = false);
    placeMark(scene, row, flightNs, marks);
    return true;
  });
  return fits;
}

function addFlash(scene: MarkScene, row: number, flashes: Map<number, Flash>): void {
  const { messages } = scene.index;
  const shape = messages.type[row];
  const forward = messages.forward[row] === 1;
  const key = messages.link[row] * 16 + (forward ? 8 : 0) + shape;
  const fading = Math.max(0, Math.min(1, (scene.playheadNs - messages.sentNs[row]) / (scene.flashNs + flightOf(scene, row))));
  const known = flashes.get(key);
  if (known === undefined) flashes.set(key, { link: messages.link[row], forward, shape, fading });
  else if (fading < known.fading) known.fading = fading;
}

function flightOf(scene: MarkScene, row: number): number {
  return scene.index.messages.arriveNs[row] - scene.index.messages.sentNs[row];
}

function placeMark(scene: MarkScene, row: number, flightNs: number, marks: MarkBuffer): void {
  const { messages } = scene.index;
  const line = scene.line(messages.link[row]);
  if (line === null) return;
  const lost = messages.lost[row] === 1;
  const quick = flightNs < scene.shortNs;
  const gone = (scene.playheadNs - messages.sentNs[row]) / (quick ? flightNs + scene.flashNs : flightNs);
  const share = lost ? Math.min(gone, 0.5) : gone;
  const forward = messages.forward[row] === 1;
  // Each way has its own lane, as on a road: otherwise replies would hide the requests they meet.
  pointAlong(line, forward ? share : 1 - share, point, forward ? LANE : -LANE);
  const x = point[0] * scene.zoom + scene.offsetX;
  const y = point[1] * scene.zoom + scene.offsetY;
  if (x < -20 || y < -20 || x > scene.width + 20 || y > scene.height + 20) return;
  const at = marks.count++;
  marks.x[at] = x;
  marks.y[at] = y;
  marks.row[at] = row;
  const isInVain = lost ? gone >= 0.5 : gone >= UNHEARD_AT && scene.isUnheard(row);
  marks.shape[at] = isInVain ? LOST_SHAPE : messages.type[row];
  marks.alpha[at] = !lost ? 1 : gone < 0.5 ? 1 - gone : Math.max(0, 2 - 2 * gone);
}

/**
 * The mark nearest to a point (screen pixels), as its row in the window; -1 when there is none near enough. `reach`: how far around a
 * row's mark
 * still counts. A mark that moves fast is where the eye saw it a moment ago, so it may be missed by as much and is still meant.
 */
export function hitMark(marks: MarkBuffer, x: number, y: number, reach: (row: number) => number): number {
  let best = -1;
  let least = 1;
  for (let i = 0; i < marks.count; i++) {
    const dx = marks.x[i] - x;
    const dy = marks.y[i] - y;
    const distanceSquared = dx * dx + dy * dy;
    if (distanceSquared > FARTHEST_REACH_PX * FARTHEST_REACH_PX) continue;
    const share = distanceSquared / reach(marks.row[i]) ** 2;
    if (share <= least) {
      least = share;
      best = marks.row[i];
    }
  }
  return best;
}
