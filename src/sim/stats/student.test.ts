import { describe, expect, it } from 'vitest';
import { InvariantError } from '../kernel/assert';
import { studentQuantile, studentTail } from './student';

/** Two-sided 95 % and 99 % points of Student's t, from the table in the NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2. */
const TABLE = [
  [1, 12.706, 63.657],
  [2, 4.303, 9.925],
  [3, 3.182, 5.841],
  [4, 2.776, 4.604],
  [5, 2.571, 4.032],
  [7, 2.365, 3.499],
  [10, 2.228, 3.169],
  [15, 2.131, 2.947],
  [19, 2.093, 2.861],
  [20, 2.086, 2.845],
  [30, 2.042, 2.75],
  [60, 2, 2.66],
  [100, 1.984, 2.626],
] as const;

describe('Student\u2019s t', () => {
  it.each(TABLE)('has the points of the published table for %i degrees of freedom', (degrees, t95, t99) => {
    expect(studentQuantile(0.95, degrees)).toBeCloseTo(t95, 3);
    expect(studentQuantile(0.99, degrees)).toBeCloseTo(t99, 3);
  });

  it('is the Cauchy distribution at 1 degree and has a closed form at 2, to ten digits', () => {
    for (const t of [0, 0.01, 0.3, 1, 2.5, 12.706, 400]) {
      expect(studentTail(t, 1)).toBeCloseTo(0.5 - Math.atan(t) / Math.PI, 10);
      expect(studentTail(t, 2)).toBeCloseTo(0.5 - t / (2 * Math.sqrt(2 + t * t)), 10);
    }
  });

  it('comes close to the normal distribution with many degrees', () => {
    expect(studentQuantile(0.95, 100_000)).toBeCloseTo(1.95996, 3);
  });

  it('refuses what is not defined', () => {
    for (const [level, degrees] of [
      [0, 5],
      [1, 5],
      [0.95, 0],
      [0.95, 2.5],
      [NaN, 5],
    ])
      expect(() => studentQuantile(level, degrees)).toThrow(InvariantError);
  });
});
