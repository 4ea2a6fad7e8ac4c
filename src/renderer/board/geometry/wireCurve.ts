/** A point of the canvas, flow units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A cubic Bezier curve by its four points. */
export interface WireCurve {
  readonly from: Point;
  readonly control1: Point;
  readonly control2: Point;
  readonly to: Point;
}

const LEAST_REACH = 32;
const MOST_REACH_BACK = 200;

/** The curve of a wire: it leaves to the right and enters from the left, whatever lies between. */
export function wireCurve(from: Point, to: Point): WireCurve {
  const across = to.x - from.x;
  const reach = across >= 0 ? Math.max(LEAST_REACH, across / 2) : Math.min(MOST_REACH_BACK, LEAST_REACH - across / 2);
  return { from, to, control1: { x: from.x + reach, y: from.y }, control2: { x: to.x - reach, y: to.y } };
}

/** A straight line as a curve, which is walked at an even pace. */
export function straightCurve(from: Point, to: Point): WireCurve {
  const at = (share: number): Point => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
  return { from, control1: at(1 / 3), control2: at(2 / 3), to };
}

/** The curve as SVG path data. */
export function curvePath(curve: WireCurve): string {
  const { from, control1, control2, to } = curve;
  return `M${from.x},${from.y} C${control1.x},${control1.y} ${control2.x},${control2.y} ${to.x},${to.y}`;
}

/** The point of the curve at parameter t (0..1; not proportional to length). */
export function curvePoint(curve: WireCurve, t: number): Point {
  const u = 1 - t;
  const a = u * u * u;
  const b = 3 * u * u * t;
  const c = 3 * u * t * t;
  const d = t * t * t;
  const { from, control1, control2, to } = curve;
  return { x: a * from.x + b * control1.x + c * control2.x + d * to.x, y: a * from.y + b * control1.y + c * control2.y + d * to.y };
}
