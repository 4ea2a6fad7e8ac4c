import { describe, expect, it } from 'vitest';
import { pointAlong, POLYLINE_PIECES, samplePolyline, type Polyline } from './polyline';
import { curvePoint, wireCurve, type Point } from './wireCurve';

const bent = samplePolyline(wireCurve({ x: 0, y: 0 }, { x: 300, y: 180 }));

describe('a sampled wire', () => {
  it('begins and ends exactly at its ports', () => {
    const out = [0, 0];
    pointAlong(bent, 0, out);
    expect(out).toEqual([0, 0]);
    pointAlong(bent, 1, out);
    expect(out).toEqual([300, 180]);
  });

  it('has pieces of equal length, so that marks move evenly', () => {
    const { points, length } = bent;
    for (let i = 0; i < POLYLINE_PIECES; i++) {
      const piece = Math.hypot(points[i * 2 + 2] - points[i * 2], points[i * 2 + 3] - points[i * 2 + 1]);
      expect(piece).toBeGreaterThan((length / POLYLINE_PIECES) * 0.98);
      expect(piece).toBeLessThan((length / POLYLINE_PIECES) * 1.02);
    }
  });

  it('stays within one and a half units of the curve that is drawn, also when the wire runs backwards', () => {
    for (const curve of [wireCurve({ x: 0, y: 0 }, { x: 300, y: 180 }), wireCurve({ x: 400, y: 0 }, { x: 0, y: 90 })]) {
      const line = samplePolyline(curve);
      for (let t = 0; t <= 1; t += 0.05) expect(distanceToPolyline(line, curvePoint(curve, t))).toBeLessThan(1.5);
    }
  });

  it('is a straight line between ports of the same height', () => {
    const out = [0, 0];
    pointAlong(samplePolyline(wireCurve({ x: 10, y: 50 }, { x: 210, y: 50 })), 0.25, out);
    expect(out[0]).toBeCloseTo(60, 0);
    expect(out[1]).toBe(50);
  });

  it('keeps shares outside 0..1 at its ends', () => {
    const out = [0, 0];
    pointAlong(bent, 1.7, out);
    expect(out).toEqual([300, 180]);
    pointAlong(bent, -3, out);
    expect(out).toEqual([0, 0]);
  });

  it('has a lane on either side, right and left of the way', () => {
    const straight = samplePolyline(wireCurve({ x: 0, y: 50 }, { x: 200, y: 50 }));
    const out = [0, 0];
    pointAlong(straight, 0.5, out, 4);
    expect([Math.round(out[0]), out[1]]).toEqual([100, 54]);
    pointAlong(straight, 0.5, out, -4);
    expect([Math.round(out[0]), out[1]]).toEqual([100, 46]);
  });

  it('does not break on a wire of no length', () => {
    const out = [0, 0];
    const curve = { from: { x: 5, y: 5 }, control1: { x: 5, y: 5 }, control2: { x: 5, y: 5 }, to: { x: 5, y: 5 } };
    pointAlong(samplePolyline(curve), 0.5, out);
    expect(out).toEqual([5, 5]);
  });
});

/** Distance of a point from a wire's polyline, flow units. */
function distanceToPolyline(line: Polyline, point: Point): number {
  let least = Infinity;
  for (let i = 0; i < POLYLINE_PIECES * 2; i += 2) least = Math.min(least, distanceToPiece(line.points, i, point));
  return least;
}

function distanceToPiece(points: Float32Array, i: number, point: Point): number {
  const ax = points[i];
  const ay = points[i + 1];
  const dx = points[i + 2] - ax;
  const dy = points[i + 3] - ay;
  const lengthSquared = dx * dx + dy * dy;
  const share = lengthSquared > 0 ? Math.max(0, Math.min(1, ((point.x - ax) * dx + (point.y - ay) * dy) / lengthSquared)) : 0;
  return Math.hypot(point.x - ax - dx * share, point.y - ay - dy * share);
}
