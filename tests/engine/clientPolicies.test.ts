import { describe, expect, it } from 'vitest';
import { createRun, STANDARD_GAUGES, type NodeSummary, type Run } from '../../src/sim/index';
import { build } from '../support/scenarios';

type Part = { id: string; kind: string; params?: object };

function finish(options: { client: object; parts: Part[]; links: object[]; faults?: object[]; durationSeconds?: number }): Run {
  const run = createRun(
    build({
      durationSeconds: options.durationSeconds ?? 20,
      nodes: [
        {
          id: 'C1',
          kind: 'client',
          params: { arrivals: 'constant', ratePerSecond: 20, writePercent: 100, timeoutMs: 500, ...options.client },
        },
        ...options.parts,
      ],
      links: options.links as { from: string; to: string }[],
      faults: options.faults,
    }),
  );
  while (!run.advance({ maxEvents: 1_000_000 }));
  const { sent, ok, failed, inFlight } = run.summary().requests;
  expect(ok + failed + inFlight).toBe(sent);
  return run;
}

const node = (run: Run, id: string): NodeSummary => {
  const found = run.summary().nodes.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};

/** The last value of one of a part's own gauges. */
function own(run: Run, id: string, name: string): number {
  const at = run.index.nodes.find((candidate) => candidate.id === id);
  const place = at?.gauges.findIndex((gauge) => gauge.name === name) ?? -1;
  if (at === undefined || place < STANDARD_GAUGES.length) throw new Error(`${id} has no ${name}`);
  return run.moment(run.endNs).gauges[at.gaugeBase + place];
}

const DATABASE: Part = { id: 'DB1', kind: 'database', params: { concurrency: 20, serviceTimeMs: { type: 'constant', valueMs: 5 } } };
const toDatabase = (client: object, link: object = {}, faults: object[] = []): Run =>
  finish({ client, parts: [DATABASE], links: [{ from: 'C1', to: 'DB1', latency: { type: 'constant', valueMs: 10 }, ...link }], faults });
const OUTAGE = [{ id: 'F1', atSeconds: 5, type: 'crash', node: 'DB1', forSeconds: 1 }];

describe('retries', () => {
  it('bring every request through an outage that is shorter than they last', () => {
    expect(toDatabase({}, {}, OUTAGE).summary().requests.failed).toBe(20);
    const run = toDatabase({ retries: 4, backoff: 'fixed', backoffMs: 400, jitter: 'none' }, {}, OUTAGE);
    expect(run.summary().requests.failed).toBe(0);
    // A request at the start of the second of outage needs three, one at its end needs one.
    expect(own(run, 'C1', 'retries')).toBeGreaterThanOrEqual(20);
    expect(own(run, 'C1', 'retries')).toBeLessThanOrEqual(60);
  });

  it('are seen in the client while they wait', () => {
    const run = toDatabase({ retries: 4, backoff: 'fixed', backoffMs: 400, jitter: 'none', retryBudgetPercent: 10 }, {}, OUTAGE);
    const shown = run.inspect(5.31e9, 'C1')?.sections.find(({ title }) => title === 'Traffic');
    const facts = new Map(shown?.type === 'facts' ? shown.facts : []);
    expect([facts.get('requests under way'), facts.get('of these wait to ask again')]).toEqual([7, 6]);
    expect(facts.get('retries saved up')).toBeLessThan(5);
  });

  it('end after as many as are allowed, with the reason of the last', () => {
    const run = toDatabase({ retries: 2, backoffMs: 0 }, {}, [{ id: 'F1', atSeconds: 0, type: 'crash', node: 'DB1' }]);
    const { failed, inFlight, byReason } = run.summary().requests;
    expect(own(run, 'C1', 'retries')).toBe(2 * (failed + inFlight));
    expect([byReason, inFlight]).toEqual([{ unreachable: failed }, 1]);
  });

  it('are at most the budget: so many saved, and a share of the requests', () => {
    const run = toDatabase({ retries: 3, backoffMs: 1, retryBudgetPercent: 10, retryBudgetReserve: 5 }, {}, [
      { id: 'F1', atSeconds: 0, type: 'crash', node: 'DB1' },
    ]);
    const { sent } = run.summary().requests;
    expect(own(run, 'C1', 'retries')).toBeLessThanOrEqual(5 + sent * 0.1);
    expect(own(run, 'C1', 'retries')).toBeGreaterThanOrEqual(4 + Math.floor(sent * 0.1) - 1);
    expect(own(run, 'C1', 'budget')).toBe(0);
  });

  it('when only what is safe is retried, leave writes of unknown outcome alone, unless they carry a key', () => {
    const lossy = { lossPercent: 30 };
    expect(own(toDatabase({ retries: 3, retryWhat: 'safe' }, lossy), 'C1', 'retries')).toBe(0);
    const keyed = toDatabase({ retries: 9, retryWhat: 'safe', idempotencyKeys: true, backoffMs: 10 }, lossy);
    expect(own(keyed, 'C1', 'retries')).toBeGreaterThan(50);
    expect(keyed.summary().requests.failed).toBe(0);
  });
});

describe('a double submit', () => {
  it('writes twice, unless an idempotency key tells the store that it knows the request', () => {
    const slow = { latency: { type: 'constant', valueMs: 100 } };
    const twice = toDatabase({ doubleSubmitPercent: 100, doubleSubmitAfterMs: 50 }, slow);
    expect(own(twice, 'DB1', 'repeated')).toBeGreaterThanOrEqual(395);
    expect(own(twice, 'DB1', 'recognized')).toBe(0);
    const keyed = toDatabase({ doubleSubmitPercent: 100, doubleSubmitAfterMs: 50, idempotencyKeys: true }, slow);
    expect(own(keyed, 'DB1', 'repeated')).toBe(0);
    expect(own(keyed, 'DB1', 'recognized')).toBe(own(twice, 'DB1', 'repeated'));
    expect(keyed.summary().requests.ok).toBeGreaterThan(390);
  });

  it('happens by retries after a lost answer too; a key is still known after a crash of the store', () => {
    const back = { network: { lossBackPercent: 40 } };
    const run = toDatabase({ retries: 9, backoffMs: 1500, jitter: 'none' }, back, OUTAGE);
    expect(own(run, 'DB1', 'repeated')).toBeGreaterThan(100);
    const keyed = toDatabase({ retries: 9, backoffMs: 1500, jitter: 'none', idempotencyKeys: true }, back, OUTAGE);
    expect(own(keyed, 'DB1', 'repeated')).toBe(0);
    expect(own(keyed, 'DB1', 'recognized')).toBeGreaterThan(100);
  });
});

describe('a deadline', () => {
  it('bounds the whole request, retries included', () => {
    const run = toDatabase({ retries: 50, backoffMs: 10, deadlineMs: 700 }, {}, [
      { id: 'F1', atSeconds: 5, type: 'crash', node: 'DB1', silent: true },
    ]);
    expect(run.summary().requests.byReason['timed-out']).toBeGreaterThan(250);
    // The mean time in the client is that of requests which all ended by then.
    expect(node(run, 'C1').meanTimeInNodeMs).toBeLessThanOrEqual(700);
    expect(run.summary().requests.inFlight).toBeLessThanOrEqual(15);
  });
});

describe('a fallback', () => {
  it('gives a default answer, or asks another part', () => {
    const shown = toDatabase({ fallback: 'default-answer' }, {}, OUTAGE);
    expect([shown.summary().requests.failed, own(shown, 'C1', 'fallbacks')]).toEqual([0, 20]);
    const other = finish({
      client: { fallback: 'last-wire' },
      parts: [DATABASE, { id: 'W1', kind: 'worker', params: {} }],
      links: [
        { from: 'C1', to: 'DB1' },
        { from: 'C1', to: 'W1' },
      ],
      faults: OUTAGE,
    });
    expect([other.summary().requests.failed, own(other, 'C1', 'fallbacks'), node(other, 'W1').received]).toEqual([0, 20, 20]);
  });
});

describe('policies and users who wait', () => {
  it('leave every user with one request at a time', () => {
    const run = finish({
      client: {
        arrivals: 'closed',
        users: 3,
        thinkTimeMs: { type: 'constant', valueMs: 10 },
        retries: 3,
        hedgeAfterMs: 20,
        doubleSubmitPercent: 30,
        doubleSubmitAfterMs: 5,
        timeoutMs: 100,
        deadlineMs: 250,
      },
      parts: [DATABASE],
      links: [{ from: 'C1', to: 'DB1', latency: { type: 'exponential', meanMs: 15 }, lossPercent: 20 }],
    });
    expect(node(run, 'C1').meanInNode).toBeLessThanOrEqual(3);
    expect(run.summary().requests.inFlight).toBeLessThanOrEqual(3);
    expect(run.summary().requests.ok).toBeGreaterThan(500);
  });
});
