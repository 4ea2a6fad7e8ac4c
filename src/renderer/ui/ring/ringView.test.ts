import { describe, expect, it } from 'vitest';
import { arcsOf, nextPoint, ringOwners, ringPlace, strokesOf, type RingData } from './ringView';

const ring: RingData = {
  points: [
    { at: 0.1, owner: 'W2' },
    { at: 0.35, owner: 'W1' },
    { at: 0.85, owner: 'W2' },
  ],
  keys: [
    { at: 0.2, key: 'peter', owner: 'W1' },
    { at: 0.9, key: 'tao', owner: 'W2' },
  ],
};

describe('a circle of hash values', () => {
  it('gives each owner the stretches before its points, round the circle', () => {
    expect(ringOwners(ring).map(({ name, share, points, keys }) => [name, Number(share?.toFixed(6)), points, keys])).toEqual([
      ['W1', 0.25, 1, 1],
      ['W2', 0.75, 2, 1],
    ]);
    expect(nextPoint(ring, 0.2)?.owner).toBe('W1');
    expect(nextPoint(ring, 0.9)).toEqual({ at: 0.1, owner: 'W2' });
  });

  it('begins at the top and goes clockwise', () => {
    const { x, y } = ringPlace(0.25, 10);
    expect([Math.round(x), Math.round(y)]).toEqual([10, 0]);
    expect(Math.round(ringPlace(0, 10).y)).toBe(-10);
  });

  it('draws one arc a stretch and one stroke a key, and a whole circle for a single owner', () => {
    expect(arcsOf(ring, 'W2', 90).match(/M/g)).toHaveLength(2);
    expect(arcsOf(ring, 'W1', 90)).toMatch(/^M[-\d. ]+A90 90 0 0 1 /);
    expect(strokesOf(ring, 'W1', 10, 20).match(/M/g)).toHaveLength(1);
    expect(arcsOf({ ...ring, points: [{ at: 0.4, owner: 'W1' }] }, 'W1', 90).match(/A/g)).toHaveLength(2);
  });
});
