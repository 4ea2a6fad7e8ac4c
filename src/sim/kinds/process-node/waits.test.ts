import { describe, expect, it } from 'vitest';
import { lineWait, MOST_SILENT } from './waits';

describe('how long is waited for what comes of a line', () => {
  const wait = (wantsAnswer: boolean, silent: number, unheard: number): number =>
    lineWait({ pace: 'as-it-answers' }, 0, wantsAnswer, { silent, unheard }, () => false).patienceMs;

  it('is long where an answer is expected, and short for one that has only listened for a while', () => {
    expect(wait(true, 0, MOST_SILENT)).toBeGreaterThanOrEqual(1_000);
    expect(wait(false, 0, 0)).toBeLessThan(wait(true, 0, 0));
    // Else 20,000 lines that nobody answers take 400 seconds, in which whoever writes them writes more.
    expect(wait(false, 0, MOST_SILENT) * 20_000).toBeLessThan(30_000);
    expect(wait(true, MOST_SILENT, MOST_SILENT)).toBe(wait(false, 0, MOST_SILENT));
  });
});
