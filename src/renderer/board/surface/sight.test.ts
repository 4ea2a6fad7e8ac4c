import { describe, expect, it } from 'vitest';
import { areaSeen, areaToDraw, isWithin } from './sight';

const view = (x: number, y: number, zoom: number) => ({ transform: [x, y, zoom] as const, width: 1000, height: 500 });

describe('which faces are drawn', () => {
  it('what is seen, in units of the board', () => {
    expect(areaSeen(view(-200, 100, 0.5))).toEqual({ left: 400, top: -200, right: 2400, bottom: 800 });
  });

  it('every part of which a corner is seen is drawn, one beyond the margin is not', () => {
    const area = areaToDraw(view(0, 0, 1), null);
    expect(isWithin(area, { x: -167, y: -87 })).toBe(true);
    expect(isWithin(area, { x: 999, y: 499 })).toBe(true);
    expect(isWithin(area, { x: -400, y: 0 })).toBe(false);
    expect(isWithin(area, { x: 0, y: 700 })).toBe(false);
  });

  it('a small move keeps the area; a large one, coming near and going away make another that holds all that is seen', () => {
    const area = areaToDraw(view(0, 0, 1), null);
    expect(areaToDraw(view(150, -60, 1), area)).toBe(area);
    for (const next of [view(300, 0, 1), view(0, -200, 1), view(0, 0, 0.5), view(0, 0, 2)]) {
      const moved = areaToDraw(next, area);
      const seen = areaSeen(next);
      expect(moved).not.toBe(area);
      expect(moved.left).toBeLessThanOrEqual(seen.left);
      expect(moved.top).toBeLessThanOrEqual(seen.top);
      expect(moved.right).toBeGreaterThanOrEqual(seen.right);
      expect(moved.bottom).toBeGreaterThanOrEqual(seen.bottom);
    }
  });
});
