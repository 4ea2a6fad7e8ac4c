import type { Scenario } from '../../sim/index';

/** Size of every part on the canvas, px: fixed, so that wires and marks agree without measuring. */
export const NODE_WIDTH_PX = 176;
export const NODE_HEIGHT_PX = 88;
const SAMPLES = 32;
const CURVATURE = 0.25;

/** A wire as points at equal distances along it: x, y in turn. */
export type Polyline = Float32Array;

function controlOffset(distance: number): number {
  return distance >= 0 ? 0.5 * distance : CURVATURE * 25 * Math.sqrt(-distance);
}

/** Ends and control points of the wire between two parts, as React Flow's bezier edge draws it. */
export function wireCurve(from: { x: number; y: number }, to: { x: number; y: number }): readonly number[] {
  const x0 = from.x + NODE_WIDTH_PX;
  const y0 = from.y + NODE_HEIGHT_PX / 2;
  const x3 = to.x;
  const y3 = to.y + NODE_HEIGHT_PX / 2;
  return [x0, y0, x0 + controlOffset(x3 - x0), y0, x3 - controlOffset(x3 - x0), y3, x3, y3];
}

/** The wire between two parts, sampled evenly by arc length. */
export function wirePolyline(from: { x: number; y: number }, to: { x: number; y: number }): Polyline {
  const [x0, y0, x1, y1, x2, y2, x3, y3] = wireCurve(from, to);
  const fine = SAMPLES * 4;
  const xs = new Float64Array(fine + 1);
  const ys = new Float64Array(fine + 1);
  const along = new Float64Array(fine + 1);
  for (let i = 0; i <= fine; i++) {
    const t = i / fine;
    const u = 1 - t;
    xs[i] = u * u * u * x0 + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t * t * t * x3;
    ys[i] = u * u * u * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t * y3;
    if (i > 0) along[i] = along[i - 1] + Math.hypot(xs[i] - xs[i - 1], ys[i] - ys[i - 1]);
  }
  const points = new Float32Array((SAMPLES + 1) * 2);
  let j = 0;
  for (let i = 0; i <= SAMPLES; i++) {
    const wanted = (along[fine] * i) / SAMPLES;
    while (j < fine - 1 && along[j + 1] < wanted) j++;
    const span = along[j + 1] - along[j];
    const share = span > 0 ? (wanted - along[j]) / span : 0;
    points[i * 2] = xs[j] + (xs[j + 1] - xs[j]) * share;
    points[i * 2 + 1] = ys[j] + (ys[j + 1] - ys[j]) * share;
  }
  return points;
}

/** x of the point a share (0..1) of the way along. */
export function xAlong(line: Polyline, share: number): number {
  const at = Math.min(SAMPLES - 1, Math.floor(share * SAMPLES));
  const rest = share * SAMPLES - at;
  return line[at * 2] + (line[at * 2 + 2] - line[at * 2]) * rest;
}

/** y of the point a share (0..1) of the way along. */
export function yAlong(line: Polyline, share: number): number {
  const at = Math.min(SAMPLES - 1, Math.floor(share * SAMPLES));
  const rest = share * SAMPLES - at;
  return line[at * 2 + 1] + (line[at * 2 + 3] - line[at * 2 + 1]) * rest;
}

/** The polyline of every link of a scenario, by link id. */
export function wirePolylines(scenario: Pick<Scenario, 'nodes' | 'links'>): Map<string, Polyline> {
  const nodes = new Map(scenario.nodes.map((node) => [node.id, node]));
  const lines = new Map<string, Polyline>();
  for (const link of scenario.links) {
    const from = nodes.get(link.from);
    const to = nodes.get(link.to);
    if (from !== undefined && to !== undefined) lines.set(link.id, wirePolyline(from, to));
  }
  return lines;
}
