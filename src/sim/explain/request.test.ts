import { describe, expect, it } from 'vitest';
import { programsOf } from '../../../tests/support/programs';
import { build, shippedScenarios } from '../../../tests/support/scenarios';
import { createRun, type Run } from '../run/run';
import type { Scenario } from '../model/scenario';
import { LOG_VERBS } from '../trace/types';
import { explainRequest } from './request';
import type { Explanation } from './types';

function finished(scenario: Scenario): Run {
  const run = createRun(scenario, programsOf(scenario));
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** Requests that failed, with their fates, in order. */
function failures(run: Run): { request: number; fate: number; atNs: number }[] {
  const { log } = run.window(0, run.reachedNs + 1, 5_000_000);
  const found: { request: number; fate: number; atNs: number }[] = [];
  for (let row = 0; row < log.count; row++)
    if (LOG_VERBS[log.verb[row]] === 'failed' && run.index.nodes[log.node[row]]?.kind === 'client')
      found.push({ request: log.request[row], fate: log.detail[row], atNs: log.atNs[row] });
  return found;
}

function told(run: Run, request: number): Explanation {
  const result = explainRequest(run, request);
  if (!result.ok) throw new Error(result.message);
  return result.explanation;
}

const client = (more: object = {}) => ({
  id: 'C1',
  kind: 'client',
  params: { arrivals: 'constant', ratePerSecond: 10, requestLimit: 40, timeoutMs: 500, writePercent: 0, ...more },
});
const worker = (id: string, more: object = {}) => ({
  id,
  kind: 'worker',
  params: { concurrency: 1, queueLimit: 5, serviceTimeMs: { type: 'constant', valueMs: 50 }, ...more },
});
const ms = (valueMs: number) => ({ type: 'constant', valueMs });
const texts = (explanation: Explanation): string[] => explanation.steps.map((entry) => entry.text);

describe('why a request failed', () => {
  it('names the crash, the way there and what the client saw', () => {
    const run = finished(
      build({
        nodes: [
          client(),
          { id: 'LB1', kind: 'load-balancer', params: { strategy: 'round-robin', stopAfterFailures: 0 } },
          worker('W1'),
          worker('W2'),
        ],
        links: [
          { from: 'C1', to: 'LB1', latency: ms(1) },
          { from: 'LB1', to: 'W1', latency: ms(1) },
          { from: 'LB1', to: 'W2', latency: ms(1) },
        ],
        durationSeconds: 10,
        faults: [{ id: 'F1', type: 'crash', node: 'W2', atSeconds: 1.5, forSeconds: 1 }],
      }),
    );
    const [first] = failures(run);
    const explanation = told(run, first.request);
    expect(texts(explanation)).toEqual([
      'W2 crashed for 1 s.',
      expect.stringMatching(/^C1 sent request \d+ for "[\w-]+" to LB1\.$/),
      'LB1 passed it on to W2.',
      'W2 was down and refused the connection.',
      'C1 saw the error "unreachable", 4 ms after it had asked.',
    ]);
    expect(explanation.steps[0].atNs).toBe(1.5e9);
    expect(explanation.steps.at(-1)?.atNs).toBe(first.atNs);
    expect(explanation.nodes.map((node) => run.index.nodes[node].id)).toEqual(['C1', 'LB1', 'W2']);
    expect(explanation.links.map((link) => run.index.links[link].id)).toEqual(['L1', 'L3']);
  });

  it('follows a full queue back to the moment when it began to fill', () => {
    const run = finished(
      build({
        nodes: [client({ ratePerSecond: 100, requestLimit: 100 }), worker('W1')],
        links: [{ from: 'C1', to: 'W1', latency: ms(1) }],
        durationSeconds: 10,
      }),
    );
    const [first] = failures(run);
    const explanation = told(run, first.request);
    expect(explanation.steps[0].role).toBe('cause');
    expect(texts(explanation).join(' ')).toMatch(
      new RegExp(
        '(requests a second came to W1, more than the \\d+ a second that it answered|more requests came to W1 than it could serve) ' +
          'with its 1 slot; no failure was needed',
      ),
    );
    expect(texts(explanation).join(' ')).toMatch(/The queue of W1 grew to 5, and there was no more room/);
    expect(texts(explanation)).toContain('W1 turned it away because its queue was full.');
  });

  it('says of a queue that filled because another part crashed whose share it took', () => {
    const run = finished(
      build({
        nodes: [
          client({ ratePerSecond: 30, requestLimit: 300, timeoutMs: 0 }),
          { id: 'LB1', kind: 'load-balancer', params: { strategy: 'round-robin', stopAfterFailures: 1, tryAgainSeconds: 60 } },
          worker('W1'),
          worker('W2'),
        ],
        links: [
          { from: 'C1', to: 'LB1', latency: ms(1) },
          { from: 'LB1', to: 'W1', latency: ms(1) },
          { from: 'LB1', to: 'W2', latency: ms(1) },
        ],
        durationSeconds: 20,
        faults: [{ id: 'F1', type: 'crash', node: 'W2', atSeconds: 3 }],
      }),
    );
    const full = failures(run).filter(({ fate }) => fate === 1);
    expect(full.length).toBeGreaterThan(5);
    const explanation = told(run, full[0].request);
    expect(explanation.steps[0]).toMatchObject({ role: 'cause', atNs: 3e9, text: 'W2 crashed, so W1 had to take its share.' });
    expect(texts(explanation)).toContain('W1 turned it away because its queue was full.');
  });

  it('tells a cut wire, a lost reply and a paused part apart', () => {
    const make = (fault: object): Run =>
      finished(
        build({
          nodes: [client(), worker('W1')],
          links: [{ from: 'C1', to: 'W1', latency: ms(10) }],
          durationSeconds: 10,
          faults: [{ id: 'F1', atSeconds: 1.005, forSeconds: 1, ...fault }],
        }),
      );
    const cut = make({ type: 'cut', link: 'L1', direction: 'forward' });
    expect(texts(told(cut, failures(cut)[0].request))).toEqual([
      'The wire between C1 and W1 was cut in one direction for 1 s.',
      expect.stringContaining('C1 sent request'),
      'The message from C1 to W1 was lost on the wire.',
      expect.stringContaining('C1 saw the error "timed out", 500 ms after it had asked.'),
    ]);
    const back = make({ type: 'cut', link: 'L1', direction: 'backward' });
    expect(texts(told(back, failures(back)[0].request))).toContain('W1 did its work, but its reply to C1 was lost on the wire.');
    const paused = make({ type: 'pause', node: 'W1' });
    const story = texts(told(paused, failures(paused)[0].request));
    expect(story).toContain('W1 was paused for 1 s.');
    expect(story.at(-2)).toMatch(/^W1 had it for \d+ ms and had not answered when the time was up\.$/);
  });

  it('names troubles of wires and what lies behind faults that hit more than one part', () => {
    const make = (more: { faults?: object[]; lossPercent?: number }): Run =>
      finished(
        build({
          nodes: [client(), worker('W1')],
          links: [{ from: 'C1', to: 'W1', latency: ms(10), ...(more.lossPercent === undefined ? {} : { lossPercent: more.lossPercent }) }],
          durationSeconds: 10,
          faults: more.faults ?? [],
        }),
      );
    const first = (run: Run): string => texts(told(run, failures(run)[0].request))[0];
    expect(first(make({ faults: [{ id: 'F1', type: 'lossy', link: 'L1', percent: 100, atSeconds: 1, forSeconds: 2 }] }))).toBe(
      'The wire between C1 and W1 lost 100 % of its messages for 2 s.',
    );
    expect(first(make({ faults: [{ id: 'F1', type: 'isolate', nodes: ['W1'], atSeconds: 1, forSeconds: 2 }] }))).toBe(
      'A partition began: the wire between C1 and W1 was cut for 2 s.',
    );
    const losing = make({ lossPercent: 30 });
    const { lost, sent } = losing.summary().links[0];
    expect(first(losing)).toBe(`The wire between C1 and W1 loses messages: ${lost} of ${sent} in this run.`);
  });

  it('takes the last try of a client that tries again for what it was', () => {
    const storm = shippedScenarios().find(([name]) => name === 'retry-storm');
    const run = finished({ ...(storm as [string, Scenario])[1], durationSeconds: 14 });
    const full = failures(run).find(({ fate }) => fate === 1);
    const story = texts(told(run, full?.request ?? 0));
    expect(story).toContain('W1 turned it away because its queue was full.');
    expect(story.at(-1)).toContain('saw the error "queue full"');
  });

  it('does not blame a store for a worker that crashed while it waited for it', () => {
    const run = finished(
      build({
        nodes: [
          client(),
          worker('W1', { serviceTimeMs: ms(5) }),
          { id: 'DB1', kind: 'database', params: { concurrency: 1, serviceTimeMs: ms(60) } },
        ],
        links: [
          { from: 'C1', to: 'W1', latency: ms(1) },
          { from: 'W1', to: 'DB1', latency: ms(1) },
        ],
        durationSeconds: 10,
        faults: [{ id: 'F1', type: 'crash', node: 'W1', atSeconds: 1.03 }],
      }),
    );
    const crashed = failures(run).find(({ fate }) => fate === 4);
    expect(texts(told(run, crashed?.request ?? 0))).toEqual([
      expect.any(String),
      'W1 crashed.',
      'W1 crashed while it held the request.',
      expect.stringContaining('"crashed"'),
    ]);
  });

  it('tells of a request that was answered that it did not fail, and refuses numbers that there are not', () => {
    const run = finished(
      build({ nodes: [client(), worker('W1')], links: [{ from: 'C1', to: 'W1', latency: ms(10) }], durationSeconds: 10 }),
    );
    expect(texts(told(run, 3)).at(-1)).toBe('C1 had its answer after 70 ms: it did not fail.');
    expect(explainRequest(run, 41)).toEqual({
      ok: false,
      message: 'There is no request 41 in this run; the requests are numbered from 1 to 40.',
    });
  });
});
