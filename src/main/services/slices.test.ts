import { describe, expect, it } from 'vitest';
import { Slices } from './slices';

/** Sizes of so many slices, when an event takes so long. */
function sizes(eventMs: (done: number) => number, count: number): number[] {
  let nowMs = 0;
  let done = 0;
  const slices = new Slices(() => nowMs);
  return Array.from({ length: count }, () =>
    slices.next((maxEvents) => {
      nowMs += maxEvents * eventMs(done);
      done += maxEvents;
      return maxEvents;
    }),
  );
}

describe('slices of work', () => {
  it('grow to what takes a twentieth of a second, and to 200,000 events at most', () => {
    expect(sizes(() => 0.001, 6).at(-1)).toBe(50_000);
    expect(sizes(() => 0.0001, 8).at(-1)).toBe(200_000);
  });

  it('shrink at once when events become slow, to one event where that takes longer', () => {
    const slow = sizes((done) => (done < 50_000 ? 0.001 : 1), 8);
    expect(slow.at(-1)).toBe(50);
    expect(sizes(() => 700, 3).slice(1)).toEqual([1, 1]);
  });
});
