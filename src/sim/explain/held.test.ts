import { describe, expect, it } from 'vitest';
import { build } from '../../../tests/support/scenarios';
import type { Scenario } from '../model/scenario';
import { createRun, type Run } from '../run/run';
import { LOG_VERBS } from '../trace/types';
import { explainCheck } from './check';
import { hitsOf } from './hits';
import { explainRequest } from './request';

const ms = (valueMs: number): object => ({ type: 'constant', valueMs });

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const client = (params: object): { id: string; kind: string; params: object } => ({
  id: 'C1',
  kind: 'client',
  params: { arrivals: 'constant', ratePerSecond: 30, timeoutMs: 0, writePercent: 0, ...params },
});
const CHECKS = [{ id: 'K1', metric: 'errorPercent', atMost: 0 }];

/** Client, worker with two slots and a short queue, and a store behind it. */
function chain(options: { store?: object; wire?: object; worker?: object; client?: object; faults?: object[] }): Run {
  return finished(
    build({
      durationSeconds: 10,
      nodes: [
        client(options.client ?? {}),
        { id: 'W1', kind: 'worker', params: { concurrency: 2, queueLimit: 5, serviceTimeMs: ms(2), ...options.worker } },
        { id: 'DB1', kind: 'database', params: { concurrency: 10, serviceTimeMs: ms(2), ...options.store } },
      ],
      links: [
        { from: 'C1', to: 'W1', latency: ms(1) },
        { from: 'W1', to: 'DB1', latency: ms(1), ...options.wire },
      ],
      faults: options.faults ?? [],
      checks: CHECKS,
    }),
  );
}

function story(run: Run): string[] {
  const told = explainCheck(run, 'K1');
  if (!told.ok) throw new Error(told.message);
  return told.explanation.steps.map(({ text }) => text);
}

/** The story of the nth request, from 1. */
function ofRequest(run: Run, request: number): string[] {
  const told = explainRequest(run, request);
  if (!told.ok) throw new Error(told.message);
  return told.explanation.steps.map(({ text }) => text);
}

describe('a worker whose slots wait is not the cause', () => {
  it('but the store that takes long for each answer', () => {
    const told = story(chain({ store: { serviceTimeMs: ms(200) } }));
    expect(told[0]).toBe('DB1 took long over each answer, although it had free slots; no failure was needed for that.');
    expect(told[1]).toMatch(
      /^The slots of W1 waited for that: the queue of W1 grew to 5, and there was no more room, although its own work did not/,
    );
  });

  it('or the store that has more to do than it can', () => {
    const told = story(chain({ store: { concurrency: 1, serviceTimeMs: ms(100) } }));
    expect(told[0]).toMatch(/DB1/);
    expect(told.join(' ')).toContain('The slots of W1 waited for that');
    expect(told[0]).not.toMatch(/came to W1/);
  });

  it('or the wire that loses what it waits for with endless patience', () => {
    const told = story(chain({ wire: { lossPercent: 40 } }));
    expect(told[0]).toMatch(
      /^The wire between W1 and DB1 loses messages: \d+ of \d+ in this run, and whoever waits for an answer to one waits in vain\.$/,
    );
    expect(told.join(' ')).toContain('The slots of W1 waited for that');
  });

  it('or the fault that made the store slow, as long as it lasted', () => {
    const told = story(chain({ faults: [{ id: 'F1', type: 'slow', node: 'DB1', factor: 200, atSeconds: 2, forSeconds: 4 }] }));
    expect(told[0]).toBe('DB1 was made 200 times slower for 4 s.');
  });
});

describe('faults that somebody mended', () => {
  it('last until then, whatever mends them', () => {
    const run = chain({
      faults: [
        { id: 'F1', type: 'crash', node: 'DB1', atSeconds: 1 },
        { id: 'F2', type: 'restart', node: 'DB1', atSeconds: 2 },
        { id: 'F3', type: 'cut', link: 'L2', atSeconds: 3 },
        { id: 'F4', type: 'heal', link: 'L2', atSeconds: 4 },
        { id: 'F5', type: 'slow', node: 'W1', factor: 5, atSeconds: 5 },
        { id: 'F6', type: 'slow', node: 'W1', factor: 1, atSeconds: 6 },
        { id: 'F7', type: 'pause', node: 'W1', atSeconds: 7 },
        { id: 'F8', type: 'resume', node: 'W1', atSeconds: 8 },
      ],
    });
    expect(hitsOf(run).map(({ effect, atNs, untilNs }) => [effect.type, atNs / 1e9, untilNs / 1e9])).toEqual([
      ['crash', 1, 2],
      ['cut', 3, 4],
      ['slow', 5, 6],
      ['pause', 7, 8],
    ]);
  });

  it('are no cause of what is lost later', () => {
    const run = chain({
      client: { timeoutMs: 300, ratePerSecond: 5 },
      worker: { callTimeoutMs: 100 },
      wire: { lossPercent: 30 },
      faults: [
        { id: 'F1', type: 'cut', link: 'L2', atSeconds: 1 },
        { id: 'F2', type: 'heal', link: 'L2', atSeconds: 2 },
        { id: 'F3', type: 'drop', link: 'L2', atSeconds: 3 },
      ],
    });
    const { log } = run.window(5e9, run.reachedNs + 1, 1_000_000);
    const late = log.request[log.verb.indexOf(LOG_VERBS.indexOf('failed'))];
    expect(ofRequest(run, late)[0]).toMatch(/^The wire between W1 and DB1 loses messages: \d+ of \d+ in this run\.$/);
  });
});

describe('answers that nobody waited for, and answers by default', () => {
  it('a late answer to the first try ends nothing: the request goes on to its second', () => {
    // The first answer comes 60 ms after the client gave up on it, while it waits for its second try, which is refused.
    const run = chain({
      client: { requestLimit: 1, timeoutMs: 100, retries: 1, backoffMs: 80, jitter: 'none' },
      store: { serviceTimeMs: ms(155) },
      faults: [{ id: 'F1', type: 'crash', node: 'W1', atSeconds: 0.2 }],
    });
    expect(run.summary().requests).toMatchObject({ ok: 0, failed: 1 });
    const told = ofRequest(run, 1);
    expect(told).toContain('W1 was down and refused the connection.');
    expect(told.at(-1)).toMatch(/^C1 saw the error "unreachable"/);
    expect(told.join(' ')).toContain('its 2nd try');
  });

  it('a default answer of the client is told as one, with what had gone wrong', () => {
    const run = chain({
      client: { requestLimit: 3, fallback: 'default-answer' },
      faults: [{ id: 'F1', type: 'crash', node: 'W1', atSeconds: 0 }],
    });
    expect(run.summary().requests).toMatchObject({ ok: 3, failed: 0 });
    const told = ofRequest(run, 1);
    expect(told[0]).toBe('W1 crashed.');
    expect(told.at(-1)).toBe('C1 went on with a default answer after 2 ms, because it had no real one: the request counts as answered.');
  });

  it('and that of a circuit breaker, too', () => {
    const run = finished(
      build({
        durationSeconds: 5,
        nodes: [
          client({ requestLimit: 1 }),
          { id: 'CB1', kind: 'circuit-breaker', params: { fallback: 'default-answer' } },
          { id: 'W1', kind: 'worker', params: { errorPercent: 100 } },
        ],
        links: [
          { from: 'C1', to: 'CB1' },
          { from: 'CB1', to: 'W1' },
        ],
      }),
    );
    expect(ofRequest(run, 1).at(-1)).toMatch(
      /^C1 had an answer after .*, but only the default answer of CB1: the request counts as answered\.$/,
    );
  });
});
