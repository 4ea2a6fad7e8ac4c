import { describe, expect, it } from 'vitest';
import { normalQuantile, normalShare } from './normal';

describe('the normal distribution', () => {
  // Tabulated to 16 digits, e.g. in Abramowitz and Stegun 26.1 and AS 241's own checks.
  it.for([
    [0.5, 0],
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167813],
    [1e-20, -9.26234008979841],
    [0.975, 1.959963984540054],
    [0.8413447460685429, 1],
    [0.9772498680518208, 2],
    [0.9986501019683699, 3],
  ])('has %f of its draws below its quantile %f', ([p, x]) => {
    expect(normalQuantile(p)).toBeCloseTo(x, 13);
  });

  it.for([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145707],
    [2, 0.9772498680518208],
    [-3, 0.0013498980316300933],
    [5, 0.9999997133484281],
  ])('has at or below %f the share %f', ([x, p]) => {
    expect(normalShare(x)).toBeCloseTo(p, 14);
  });

  it('quantile and share undo each other over the whole range, and never go back', () => {
    let before = -Infinity;
    for (let i = 1; i < 10_000; i++) {
      const x = normalQuantile(i / 10_000);
      expect(x).toBeGreaterThan(before);
      expect(normalShare(x)).toBeCloseTo(i / 10_000, 14);
      before = x;
    }
  });

  it('ends at 0 and 1', () => {
    expect([normalShare(-40), normalShare(40), normalQuantile(0), normalQuantile(1)]).toEqual([0, 1, -Infinity, Infinity]);
  });
});
