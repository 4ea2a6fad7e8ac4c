import { curvePoint, type Point, type WireCurve } from './wireCurve';

/** Pieces of a sampled wire. */
export const POLYLINE_PIECES = 48;
const FINE_PIECES = 96;

/** A wire as points at equal distances along it: x0, y0, x1, y1, ... Flow units. */
export interface Polyline {
  readonly points: Float32Array;
  readonly length: number;
}

/** Samples a curve into POLYLINE_PIECES pieces of equal arc length, so that a mark moves evenly along it. */
export function samplePolyline(curve: WireCurve): Polyline {
  const fine: Point[] = [];
  const reached = new Float64Array(FINE_PIECES + 1);
  for (let i = 0; i <= FINE_PIECES; i++) {
    const point = curvePoint(curve, i / FINE_PIECES);
    fine.push(point);
    if (i > 0) reached[i] = reached[i - 1] + Math.hypot(point.x - fine[i - 1].x, point.y - fine[i - 1].y);
  }
  const length = reached[FINE_PIECES];
  const points = new Float32Array((POLYLINE_PIECES + 1) * 2);
  let piece = 1;
  for (let k = 0; k <= POLYLINE_PIECES; k++) {
    const wanted = (k / POLYLINE_PIECES) * length;
    while (piece < FINE_PIECES && reached[piece] < wanted) piece++;
    const span = reached[piece] - reached[piece - 1];
    const share = span > 0 ? (wanted - reached[piece - 1]) / span : 0;
    points[k * 2] = fine[piece - 1].x + (fine[piece].x - fine[piece - 1].x) * share;
    points[k * 2 + 1] = fine[piece - 1].y + (fine[piece].y - fine[piece - 1].y) * share;
  }
  return { points, length };
}

/**
 * Writes the point at a share (0..1) of the way along into `out[0]`, `out[1]`, moved `beside` units to the right of the way
 * from start to end. No allocation: it runs for every mark of every frame.
 */
export function pointAlong(line: Polyline, share: number, out: Float32Array | number[], beside = 0): void {
  const { points } = line;
  const clamped = share <= 0 ? 0 : share >= 1 ? 1 : share;
  const at = clamped * POLYLINE_PIECES;
  const piece = Math.min(POLYLINE_PIECES - 1, Math.floor(at));
  const rest = at - piece;
  const i = piece * 2;
  const dx = points[i + 2] - points[i];
  const dy = points[i + 3] - points[i + 1];
  out[0] = points[i] + dx * rest;
  out[1] = points[i + 1] + dy * rest;
  if (beside === 0) return;
  const side = beside / (Math.hypot(dx, dy) || 1);
  out[0] -= dy * side;
  out[1] += dx * side;
}
