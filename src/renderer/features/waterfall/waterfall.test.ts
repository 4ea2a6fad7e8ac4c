import { describe, expect, it } from 'vitest';
import { build } from '../../../../tests/support/scenarios';
import { createRun, requestFacts, requestWaits, type Run } from '../../../sim/index';
import { waterfallOf, type Waterfall } from './waterfall';

const ms = (valueMs: number) => ({ type: 'constant', valueMs });

function finished(faults: object[], timeoutMs = 5000): Run {
  const run = createRun(
    build({
      nodes: [
        { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 100, requestLimit: 2, timeoutMs, writePercent: 0 } },
        { id: 'W1', kind: 'worker', params: { concurrency: 2, queueLimit: 5, serviceTimeMs: ms(100) } },
        { id: 'W2', kind: 'worker', params: { concurrency: 1, queueLimit: 5, serviceTimeMs: ms(310) } },
      ],
      links: [
        { from: 'C1', to: 'W1', latency: ms(1) },
        { from: 'W1', to: 'W2', latency: ms(2) },
      ],
      durationSeconds: 5,
      faults,
    }),
  );
  while (!run.advance({ maxEvents: 100_000 }));
  return run;
}

function waterfall(run: Run, request: number): Waterfall {
  const facts = requestFacts(run, request);
  if (facts === null) throw new Error('no such request');
  return waterfallOf({ ...facts, waits: requestWaits(run, facts) }, run.index);
}

const drawn = ({ rows }: Waterfall): string[] =>
  rows.map(
    ({ depth, from, to, stretches, trouble }) =>
      `${'>'.repeat(depth)}${from}-${to} ` +
      stretches.map(({ spent, fromNs, untilNs }) => `${spent} ${fromNs / 1e6}-${untilNs / 1e6}`).join(', ') +
      (trouble === null ? '' : `: ${trouble}`),
  );

describe('a request hop by hop', () => {
  it('shows wires, waiting, work and what is asked behind, by hand', () => {
    const second = waterfall(finished([]), 2);
    expect(drawn(second)).toEqual([
      'C1-W1 wire 20-21, work 21-121, behind 121-735, wire 735-736',
      '>W1-W2 wire 121-123, wait 123-423, work 423-733, wire 733-735',
    ]);
    expect(second.spentNs).toEqual({ wire: 6e6, wait: 300e6, work: 410e6, vain: 0 });
  });

  it('tells of a lost answer and of the time spent in vain, up to the end of the patience', () => {
    // From 700 ms on nothing comes back to W1: the answer sent at 733 is lost, and the client gives up at 20 + 900 ms.
    const cut = { id: 'F1', type: 'cut', link: 'L2', direction: 'backward', atSeconds: 0.7 };
    const second = waterfall(finished([cut], 900), 2);
    expect(drawn(second)[1]).toBe('>W1-W2 wire 121-123, wait 123-423, work 423-733, wire 733-735, vain 735-920: replyLost');
    expect(second.endedNs).toBe(920e6);
    const { wire, wait, work, vain } = second.spentNs;
    expect(wire + wait + work + vain).toBe(second.endedNs - second.beganNs);
    expect(vain).toBe(185e6);
  });
});
