import { describe, expect, it } from 'vitest';
import { needsOverview } from './needsOverview';

const seen = { transform: [0, 0, 1] as const, width: 800, height: 600 };

describe('the small map of everything', () => {
  it('stays away while all of a small system is in sight', () => {
    expect(
      needsOverview(seen, 2, [
        { x: 0, y: 0 },
        { x: 600, y: 400 },
      ]),
    ).toBe(false);
    expect(needsOverview(seen, 0, [])).toBe(false);
  });

  it('comes when a part is out of sight, by moving or by zooming', () => {
    expect(needsOverview(seen, 1, [{ x: 760, y: 0 }])).toBe(true);
    expect(needsOverview({ ...seen, transform: [-200, 0, 1] }, 1, [{ x: 0, y: 0 }])).toBe(true);
    expect(needsOverview({ ...seen, transform: [0, 0, 2] }, 1, [{ x: 400, y: 0 }])).toBe(true);
  });

  it('is always there for a large system', () => {
    expect(needsOverview(seen, 21, [{ x: 0, y: 0 }])).toBe(true);
  });
});
