import { describe, expect, it } from 'vitest';
import { stableLatencies, type ChapterRun } from '../support/maelstromNetwork';

const NODES = Array.from({ length: 25 }, (_, i) => i);
const among = (ids: readonly number[]): number[] => ids.filter((id) => id >= 0 && id < 25);
const LINE = NODES.map((i) => among([i - 1, i + 1]));
const GRID = NODES.map((i) => among([i % 5 > 0 ? i - 1 : -1, i % 5 < 4 ? i + 1 : -1, i - 5, i + 5]));
const SEEDS = [1, 2, 3, 4, 5];

/** Quantiles 0.5, 0.95, 0.99 and 1 of stable latencies as Jepsen takes them, ms: means of five runs. */
function quantiles(run: Partial<ChapterRun> & Pick<ChapterRun, 'neighbours' | 'latencyMs' | 'waitsAsMaelstrom'>): number[] {
  const each = SEEDS.map((seed) => {
    const found = stableLatencies({ operations: 2000, readsASecond: 50, broadcastsASecond: 50, seed, ...run });
    return [0.5, 0.95, 0.99, 1].map((share) => found[Math.min(found.length - 1, Math.floor(found.length * share))]);
  });
  return each[0].map((_, i) => each.reduce((sum, found) => sum + found[i], 0) / SEEDS.length);
}

/**
 * The same quantiles of a line with exact latencies, from theory alone. A value that is broadcast at `from` is at distance d after d hops,
 * so a read there misses it while it is younger than that, and the stable latency is the age at which the last such read began. Reads of
 * one node come about as a Poisson process of 2 a second: none of them misses the value at an age above x with the probability
 * exp(-rate * sum over nodes of max(0, d * hop - x)); `from` is any node. The largest of n is the integral of 1 - F^n.
 */
function lineInTheory(hopMs: number, values: number): number[] {
  const readsAMs = 50 / NODES.length / 1000;
  const mean = (of: (node: number) => number): number => NODES.reduce((sum, node) => sum + of(node), 0) / NODES.length;
  const isBelow = (ms: number): number =>
    mean((from) => Math.exp(-readsAMs * NODES.reduce((sum, node) => sum + Math.max(0, Math.abs(node - from) * hopMs - ms), 0)));
  const agesMs = Array.from({ length: NODES.length * hopMs * 10 }, (_, i) => i / 10);
  const shares = agesMs.map(isBelow);
  const quantile = (share: number): number => agesMs[shares.findIndex((found) => found >= share)];
  return [...[0.5, 0.95, 0.99].map(quantile), shares.reduce((sum, share) => sum + (1 - share ** values) / 10, 0)];
}

const apart = (found: readonly number[], expected: readonly number[]): number =>
  Math.max(...found.map((ms, i) => Math.abs(ms / expected[i] - 1)));

describe("Maelstrom's own clock", () => {
  const line = [86, 170, 193, 224];
  const grid = [452, 656, 748, 791];

  it('is why a line at 10 ms is a fifth quicker in its chapter than the latency says', () => {
    const asMaelstrom = quantiles({ neighbours: LINE, latencyMs: 10, waitsAsMaelstrom: true });
    const exact = quantiles({ neighbours: LINE, latencyMs: 10, waitsAsMaelstrom: false });
    console.info(
      `line at 10 ms: ${asMaelstrom.map(Math.round).join(', ')} as Maelstrom waits, ${exact.map(Math.round).join(', ')} exactly`,
    );
    expect(apart(asMaelstrom, line)).toBeLessThan(0.15);
    const theory = lineInTheory(10, 1000);
    console.info(`in theory: ${theory.map(Math.round).join(', ')}`);
    // Five runs of about 1,000 values leave some percent of luck; and operations come a little more evenly than Poisson's.
    expect(apart(exact, theory)).toBeLessThan(0.04);
    expect(exact[0] / line[0]).toBeGreaterThan(1.15);
    // A hop of nine whole milliseconds, and nothing else changed, is within 15 % of the chapter, too.
    expect(apart(quantiles({ neighbours: LINE, latencyMs: 9, waitsAsMaelstrom: false }), line)).toBeLessThan(0.15);
  });

  it('matters little where a hop takes 100 ms', () => {
    expect(apart(quantiles({ neighbours: GRID, latencyMs: 100, waitsAsMaelstrom: true }), grid)).toBeLessThan(0.05);
    expect(apart(quantiles({ neighbours: GRID, latencyMs: 100, waitsAsMaelstrom: false }), grid)).toBeLessThan(0.15);
  });

  it('and not that it reads each node every 500 ms: who reads more often finds longer latencies, not shorter ones', () => {
    const medians = [50, 250].map(
      (readsASecond) =>
        quantiles({ neighbours: LINE, latencyMs: 10, waitsAsMaelstrom: false, readsASecond, operations: 20 * (50 + readsASecond) })[0],
    );
    console.info(`line at 10 ms, read 2 and 10 times a second at each node: ${medians.map(Math.round).join(', ')} ms`);
    expect(medians[1]).toBeGreaterThan(medians[0] * 1.2);
  });
});
