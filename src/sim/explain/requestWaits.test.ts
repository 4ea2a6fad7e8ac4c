import { describe, expect, it } from 'vitest';
import { build } from '../../../tests/support/scenarios';
import { createRun, type Run } from '../run/run';
import { requestFacts } from './requestFacts';
import { requestWaits } from './requestWaits';

const ms = (valueMs: number) => ({ type: 'constant', valueMs });
const client = (ratePerSecond: number, requestLimit: number) => ({
  id: 'C1',
  kind: 'client',
  params: { arrivals: 'constant', ratePerSecond, requestLimit, timeoutMs: 5000, writePercent: 0 },
});

function finished(nodes: Parameters<typeof build>[0]['nodes'], links: Parameters<typeof build>[0]['links']): Run {
  const run = createRun(build({ nodes, links, durationSeconds: 5 }));
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** Where a request waited, from and until when, ms. */
function waitsOf(run: Run, request: number): [string, number, number][] {
  const facts = requestFacts(run, request);
  if (facts === null) throw new Error('no such request');
  return requestWaits(run, facts).map(({ message, fromNs, untilNs }) => {
    const asked = facts.messages.find(({ id }) => id === message);
    const part = asked === undefined ? '' : run.index.nodes[run.index.links[asked.link].to].id;
    return [part, fromNs / 1e6, untilNs / 1e6];
  });
}

describe('where a request waited', () => {
  it('in a queue: until the slot is free, by hand', () => {
    // Every 100 ms one, 1 ms there, 250 ms of work in one slot: the second comes at 201 and begins at 351, the third at 601.
    const run = finished(
      [client(10, 3), { id: 'W1', kind: 'worker', params: { concurrency: 1, queueLimit: 5, serviceTimeMs: ms(250) } }],
      [{ from: 'C1', to: 'W1', latency: ms(1) }],
    );
    expect(waitsOf(run, 1)).toEqual([]);
    expect(waitsOf(run, 2)).toEqual([['W1', 201, 351]]);
    expect(waitsOf(run, 3)).toEqual([['W1', 301, 601]]);
  });

  it('in the part behind, while the part that asked it holds its slot and does not count as waiting', () => {
    // Two slots in front, one behind: both ask at once from 100 ms of work on, and the second stands behind the first for 300 ms.
    const run = finished(
      [
        client(100, 2),
        { id: 'W1', kind: 'worker', params: { concurrency: 2, queueLimit: 5, serviceTimeMs: ms(100) } },
        { id: 'W2', kind: 'worker', params: { concurrency: 1, queueLimit: 5, serviceTimeMs: ms(310) } },
      ],
      [
        { from: 'C1', to: 'W1', latency: ms(1) },
        { from: 'W1', to: 'W2', latency: ms(2) },
      ],
    );
    // Sent at 10 and 20: at W2 at 113 and 123, the first is done at 423.
    expect(waitsOf(run, 1)).toEqual([]);
    expect(waitsOf(run, 2)).toEqual([['W2', 123, 423]]);
  });
});
