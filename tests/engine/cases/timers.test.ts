import { describe, expect, it } from 'vitest';
import { LOG_VERBS, type Run } from '../../../src/sim/index';
import { caseNamed, finished, sentAlong } from '../../support/cases';
import { build } from '../../support/scenarios';

/** Moments, ms, of the lines of a part's log with one verb. */
function logged(run: Run, node: string, verb: (typeof LOG_VERBS)[number]): number[] {
  const { log } = run.window(0, run.endNs, 1_000_000);
  const at = run.index.nodes.findIndex(({ id }) => id === node);
  return Array.from({ length: log.count }, (_, i) => i)
    .filter((i) => log.node[i] === at && log.verb[i] === LOG_VERBS.indexOf(verb))
    .map((i) => log.atNs[i] / 1e6);
}

describe('a timer that is set from within its own handler does not lose the one before it', () => {
  it('hedges go when they are due', () => {
    const run = finished(caseNamed('hedge-late'));
    expect(logged(run, 'C1', 'hedged')).toEqual([14, 18, 22]);
  });

  it('a message is delivered again exactly after its visibility timeout', () => {
    const run = finished(caseNamed('visibility-late', { Q1: { retryDelayMs: 1, prefetch: 100 } }));
    const sent = [40, 80, 120, 160, 200, 240];
    const again = sentAlong(run, 'L_Q1_W1', false, 240.5e6).filter((atMs) => !sent.includes(atMs));
    // Visible after 100 ms; handed out then, or after the delay of a retry.
    expect(again).toHaveLength(3);
    again.forEach((atMs, i) => expect([100, 101]).toContain(Math.round(atMs - sent[i])));
  });

  it('the patience of a worker with few connections ends when it is set to end', () => {
    const run = finished(caseNamed('worker-patience-late'));
    expect(sentAlong(run, 'L_C1_W1', true)).toEqual([120, 140, 160, 220, 240, 260]);
  });

  it('a timeout that falls back on another part does so when it is due', () => {
    const run = finished(caseNamed('fallback-timeout-late'));
    expect(sentAlong(run, 'L_C1_W2')).toEqual([140, 180, 220, 260]);
  });

  it('a timeout made shorter during the run reaches what already waits', () => {
    const run = finished(caseNamed('set-timeout-late'));
    const ended = logged(run, 'C1', 'failed');
    // Ten were sent by 1.05 s and have waited 50 ms or more: only the last of them has time left, to 1.1 s.
    expect(ended).toEqual([...Array.from({ length: 9 }, () => 1050), ...Array.from({ length: 11 }, (_, i) => 1100 + 100 * i)]);
  });

  it('hedging after 10 ms of an exponential service of 20 ms sends as many copies as theory says', () => {
    const run = finished(
      build({
        durationSeconds: 10_000,
        nodes: [
          {
            id: 'C1',
            kind: 'client',
            params: { ratePerSecond: 100, requestLimit: 200_000, timeoutMs: 0, writePercent: 0, hedgeAfterMs: 10 },
          },
          { id: 'W1', kind: 'worker', params: { concurrency: 10_000, serviceTimeMs: { type: 'exponential', meanMs: 20 } } },
        ],
        links: [{ from: 'C1', to: 'W1' }],
      }),
    );
    const { requests, latencyMs, nodes } = run.summary();
    // exp(-10/20) copies a request; mean 20 - 20 exp(-1/2) + 10 exp(-1/2) = 13.93 ms. Four standard errors at this size are 0.0044 and 0.1.
    expect(Math.abs(nodes[1].received / requests.sent - 1 - Math.exp(-0.5))).toBeLessThan(0.0044);
    expect(Math.abs((latencyMs.mean ?? 0) - (20 - 10 * Math.exp(-0.5)))).toBeLessThan(0.1);
  });
});

const NO_TIME = { type: 'constant', valueMs: 0 };
/** Each part that waits for another: its kind, its fields, and the field that holds its patience, ms. */
const WAITERS: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ['worker', { concurrency: 100, serviceTimeMs: NO_TIME, promoteAfterFailures: 0 }, 'callTimeoutMs'],
  [
    'worker',
    { execution: 'processes', processes: 1, threads: 100, serviceTimeMs: NO_TIME, memoryMb: 100_000, promoteAfterFailures: 0 },
    'callTimeoutMs',
  ],
  ['load-balancer', { stopAfterFailures: 0 }, 'timeoutMs'],
  ['circuit-breaker', { failuresToOpen: 1000 }, 'timeoutMs'],
  ['shard-router', { promoteAfterFailures: 0 }, 'callTimeoutMs'],
  ['cache', { lookupTimeMs: NO_TIME }, 'callTimeoutMs'],
];

const ms = (value: number): number => Math.round(value * 1000) / 1000;

describe('every part that waits gives up when it is due', () => {
  it.each(WAITERS)('%s %o', (kind, params, field) => {
    const run = finished(
      build({
        durationSeconds: 5,
        nodes: [
          { id: 'C1', kind: 'client', params: { ratePerSecond: 100, requestLimit: 200, timeoutMs: 0, writePercent: 0 } },
          { id: 'P1', kind, params: { ...params, [field]: 120 } },
          {
            id: 'DB1',
            kind: kind === 'shard-router' ? 'shard' : 'database',
            params: { concurrency: 10_000, serviceTimeMs: { type: 'constant', valueMs: 1e6 } },
          },
        ],
        links: [
          { from: 'C1', to: 'P1' },
          { from: 'P1', to: 'DB1' },
        ],
        faults: [
          // Twice as fast for a while, so that later calls are due before earlier ones; then half as patient; then endless; then again.
          { id: 'F1', atSeconds: 0.3, type: 'clock', node: 'P1', driftPercent: 100, forSeconds: 0.3 },
          { id: 'F2', atSeconds: 0.9, type: 'set', node: 'P1', param: field, value: 50 },
          { id: 'F3', atSeconds: 1.2, type: 'set', node: 'P1', param: field, value: 0 },
          { id: 'F4', atSeconds: 1.5, type: 'set', node: 'P1', param: field, value: 80 },
        ],
      }),
    );
    const due = sentAlong(run, 'L2').map((atMs) => {
      const patience = atMs >= 300 && atMs < 600 ? 60 : 120;
      if (atMs < 900 && atMs + patience <= 900) return atMs + patience;
      // What waits when patience becomes shorter waits no longer than that, from its beginning; and not into the past.
      if (atMs < 1200 && Math.max(900, atMs + 50) <= 1200) return Math.max(900, atMs + 50);
      return Math.max(1500, atMs + 80);
    });
    expect(due).toHaveLength(200);
    expect(sentAlong(run, 'L1', true).map(ms)).toEqual(due.sort((p, q) => p - q).map(ms));
  });

  it('a rate limiter that asks other counters, a client with hedges and a deadline, and a primary that ships its log', () => {
    const run = finished(
      build({
        durationSeconds: 5,
        nodes: [
          {
            id: 'C1',
            kind: 'client',
            params: {
              ratePerSecond: 40,
              requestLimit: 50,
              timeoutMs: 0,
              writePercent: 0,
              hedgeAfterMs: 30,
              hedgesMost: 1,
              deadlineMs: 250,
            },
          },
          { id: 'RL1', kind: 'rate-limiter', params: { counters: 'shared', counterTimeoutMs: 45 } },
          { id: 'RL2', kind: 'rate-limiter' },
          { id: 'W1', kind: 'worker', params: { concurrency: 1000, serviceTimeMs: { type: 'constant', valueMs: 1e6 } } },
        ],
        links: [
          { from: 'C1', to: 'RL1' },
          { from: 'RL1', to: 'RL2', lossPercent: 100 },
          { from: 'RL1', to: 'W1' },
        ],
      }),
    );
    const sent = sentAlong(run, 'L1');
    const hedged = logged(run, 'C1', 'hedged');
    const first = sent.filter((atMs) => !hedged.includes(atMs));
    expect(hedged.map(ms)).toEqual(first.map((atMs) => ms(atMs + 30)));
    expect(sentAlong(run, 'L3').map(ms)).toEqual(sent.map((atMs) => ms(atMs + 45)));
    expect(logged(run, 'C1', 'failed').map(ms)).toEqual(first.map((atMs) => ms(atMs + 250)));
  });
});
