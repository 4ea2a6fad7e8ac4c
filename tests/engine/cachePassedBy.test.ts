import { describe, expect, it } from 'vitest';
import { judgeRegisters } from '../../src/sim/checkers/registers';
import { createRun, explainCheck, operationsOf, type Run } from '../../src/sim/index';
import { build } from '../support/scenarios';

const constant = (valueMs: number): object => ({ type: 'constant', valueMs });
const SECONDS = Array.from({ length: 12 }, (_, i) => i + 1);

/** A reader behind a cache with two shards behind it; a writer who goes past the cache, or through it. */
function finished(way: 'past' | 'through', cache: object = {}): Run {
  const reads = SECONDS.flatMap((atSeconds) => ['a', 'b'].map((key) => ({ key, op: 'read', field: 'city', atSeconds })));
  const writes = [{ key: 'a', op: 'write', field: 'city', value: 'Rome', atSeconds: 3.5 }];
  const run = createRun(
    build({
      durationSeconds: 15,
      keys: { type: 'list', keys: ['a', 'b'] },
      checks: [{ id: 'fresh', type: 'history', claim: 'freshReads', leastEvidence: 1 }],
      nodes: [
        { id: 'C1', kind: 'client', params: { script: reads, afterScript: 'nothing' } },
        { id: 'C2', kind: 'client', params: { script: writes, afterScript: 'nothing' } },
        { id: 'CA1', kind: 'cache', params: { lookupTimeMs: constant(1), ttlSeconds: 9.5, ...cache } },
        { id: 'SR1', kind: 'shard-router' },
        ...['S1', 'S2'].map((id) => ({ id, kind: 'shard', params: { serviceTimeMs: constant(2) } })),
      ],
      links: [
        ['C1', 'CA1'],
        ['CA1', 'SR1'],
        ['SR1', 'S1'],
        ['SR1', 'S2'],
        ['C2', way === 'past' ? 'SR1' : 'CA1'],
      ].map(([from, to]) => ({
        from,
        to,
        latency: constant(1),
      })),
    }),
  );
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const outdated = (run: Run): number | undefined =>
  run
    .summary()
    .nodes.find(({ id }) => id === 'CA1')
    ?.gauges.find(({ name }) => name === 'outdated')?.end;

describe('a cache in front of shards', () => {
  it('counts what it answers after a write has passed it by: each read from the write to the end of the time to live', () => {
    const run = finished('past');
    // Fetched at 1 s, written at 3.5 s, expired at 10.5 s: the reads at 4 to 10 s, of that key alone.
    expect(outdated(run)).toBe(7);
    expect(judgeRegisters(operationsOf(run.history())).stale).toHaveLength(7);
    const why = explainCheck(run, 'fresh');
    if (!why.ok) throw new Error(why.message);
    expect(why.explanation.steps.map(({ text }) => text).slice(0, -1)).toEqual([
      expect.stringMatching(/^S[12] acknowledged write "Rome" of C2\.$/),
      expect.stringMatching(/^C1 read ".+" from CA1, which remembered it from before: not that, and nothing newer\.$/),
    ]);
    expect(outdated(finished('past', { ttlSeconds: 2.5 }))).toBe(0);
    expect(outdated(finished('past', { ttlSeconds: 3.2 }))).toBe(1);
  });

  it.each(['through', 'around', 'back'])('counts none where the write goes through it: %s', (writes) => {
    const run = finished('through', { writes });
    expect(outdated(run)).toBe(0);
    expect(judgeRegisters(operationsOf(run.history())).stale).toEqual([]);
  });
});
