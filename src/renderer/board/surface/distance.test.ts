import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DistanceDrawn } from './distance';

const MANY = 500;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(zoom: number): { readonly drawn: DistanceDrawn; readonly told: () => number } {
  const tell = vi.fn<() => void>();
  return { drawn: new DistanceDrawn(zoom, tell), told: () => tell.mock.calls.length };
}

describe('from how far away parts are drawn', () => {
  it('a jump counts at once, whatever there is on the board', () => {
    const { drawn, told } = watched(1);
    drawn.look(0.3, MANY, 1000);
    expect([drawn.now, told()]).toEqual(['sorts-too', 1]);
    drawn.look(0.2, MANY, 2000);
    expect([drawn.now, told()]).toEqual(['ports-too', 2]);
    drawn.look(0.04, MANY, 3000);
    expect([drawn.now, told()]).toEqual(['names-too', 3]);
  });

  it('many parts are drawn anew once the steps of a zoom have ended, and not at all when it ends where it began', () => {
    const { drawn, told } = watched(0.36);
    [0.4, 0.5, 0.6].forEach((zoom, i) => drawn.look(zoom, MANY, 1000 + 50 * i));
    expect(drawn.now).toBe('texts');
    vi.advanceTimersByTime(299);
    expect(drawn.now).toBe('texts');
    vi.advanceTimersByTime(2);
    expect([drawn.now, told()]).toEqual([undefined, 1]);
    [0.5, 0.4, 0.5].forEach((zoom, i) => drawn.look(zoom, MANY, 5000 + 50 * i));
    vi.advanceTimersByTime(1000);
    expect([drawn.now, told()]).toEqual([undefined, 1]);
  });

  it('few parts follow each step, and nothing is drawn after the board has gone', () => {
    const { drawn, told } = watched(0.4);
    drawn.look(0.44, 20, 1000);
    drawn.look(0.5, 20, 1050);
    expect([drawn.now, told()]).toEqual([undefined, 1]);
    drawn.look(0.4, MANY, 1100);
    drawn.stop();
    vi.advanceTimersByTime(1000);
    expect([drawn.now, told()]).toEqual([undefined, 1]);
  });
});
