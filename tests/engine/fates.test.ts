import { describe, expect, it } from 'vitest';
import { createRun, Fate, FATES, LOG_VERBS, requestFacts, type Run, type Scenario } from '../../src/sim/index';
import { hopsOf, isIndefinite } from '../../src/sim/explain/hops';
import { Dice } from '../support/randomScenario';
import { build } from '../support/scenarios';

const FAILED = LOG_VERBS.indexOf('failed');
const UPDATED = LOG_VERBS.indexOf('updated');
const RETRIED = LOG_VERBS.indexOf('retried');
const ms = (valueMs: number): object => ({ type: 'constant', valueMs });
const SYSTEMS = 12;

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** Requests that some store has written, and those that failed at their client, from the log. */
function told(run: Run): { written: Set<number>; failed: number[] } {
  const { log } = run.window(0, run.reachedNs + 1, 5_000_000);
  const written = new Set<number>();
  const failed: number[] = [];
  for (let row = 0; row < log.count; row++) {
    if (log.verb[row] === UPDATED) written.add(log.request[row]);
    if (log.verb[row] === FAILED && run.index.nodes[log.node[row]].kind === 'client') failed.push(log.request[row]);
  }
  return { written, failed };
}

/** What a story says of a request: may a write that failed have taken effect? */
function isSaidIndefinite(run: Run, request: number): boolean {
  const facts = requestFacts(run, request);
  if (facts === null) throw new Error(`nothing is known of request ${request}`);
  return isIndefinite(hopsOf(run.index, facts));
}

const client = (params: object): { id: string; kind: string; params: object } => ({
  id: 'C1',
  kind: 'client',
  params: { arrivals: 'constant', ratePerSecond: 10, requestLimit: 20, writePercent: 100, timeoutMs: 0, ...params },
});
const store = (id: string, params: object = {}): { id: string; kind: string; params: object } => ({
  id,
  kind: 'database',
  params: { concurrency: 1, serviceTimeMs: ms(5), ...params },
});

describe('definite or indefinite', () => {
  it('is decided over all tries: a write that timed out first and was refused then may have happened', () => {
    const run = finished(
      build({
        durationSeconds: 20,
        nodes: [
          client({ requestLimit: 1, timeoutMs: 50, retries: 1, backoffMs: 2000, jitter: 'none' }),
          store('DB1', { serviceTimeMs: ms(200) }),
        ],
        links: [{ from: 'C1', to: 'DB1' }],
        faults: [{ id: 'F1', type: 'crash', node: 'DB1', atSeconds: 1 }],
      }),
    );
    const { requests } = run.summary();
    expect(requests).toMatchObject({ failed: 1, indefinite: 1, byReason: { unreachable: 1 } });
    expect(FATES[Fate.unreachable].definite).toBe(true);
    expect(told(run).written).toEqual(new Set([1]));
  });

  it('and over all that was done: one of two stores written, the other refused', () => {
    const two = (callOrder: string, second: object): Run =>
      finished(
        build({
          durationSeconds: 20,
          nodes: [
            client({ requestLimit: 1 }),
            { id: 'W1', kind: 'worker', params: { callOrder, serviceTimeMs: ms(5) } },
            store('DB1'),
            store('DB2', second),
          ],
          links: [
            { from: 'C1', to: 'W1' },
            { from: 'W1', to: 'DB1' },
            { from: 'W1', to: 'DB2' },
          ],
          faults: [{ id: 'F1', type: 'crash', node: 'DB2', atSeconds: 0.01 }],
        }),
      );
    for (const order of ['sequence', 'parallel'])
      expect(two(order, {}).summary().requests, order).toMatchObject({ failed: 1, indefinite: 1 });
  });

  it('refusals alone are definite, however many; reads have no effect', () => {
    const run = (params: object): Run =>
      finished(
        build({
          durationSeconds: 20,
          nodes: [client({ retries: 2, backoffMs: 20, ...params }), store('DB1')],
          links: [{ from: 'C1', to: 'DB1' }],
          faults: [{ id: 'F1', type: 'crash', node: 'DB1', atSeconds: 0 }],
        }),
      );
    expect(run({}).summary().requests).toMatchObject({ failed: 20, indefinite: 0 });
    // A deadline that passes between two tries adds no doubt: nothing was under way.
    expect(run({ deadlineMs: 500, backoffMs: 100, timeoutMs: 0 }).summary().requests).toMatchObject({ indefinite: 0 });
    const reads = finished(
      build({
        durationSeconds: 20,
        nodes: [client({ writePercent: 0, timeoutMs: 20 }), store('DB1', { serviceTimeMs: ms(50) })],
        links: [{ from: 'C1', to: 'DB1' }],
      }),
    );
    expect(reads.summary().requests).toMatchObject({ failed: 20, indefinite: 0 });
  });

  it('a retry that is safe only for what surely did not happen looks at all tries and all parts behind', () => {
    // The first try times out at the balancer while the store works on; a refusal by it afterwards is no reason to write again.
    const run = finished(
      build({
        durationSeconds: 20,
        nodes: [
          client({ retries: 5, retryWhat: 'safe', backoffMs: 100, jitter: 'none', requestLimit: 1 }),
          { id: 'W1', kind: 'worker', params: { callOrder: 'parallel', serviceTimeMs: ms(5) } },
          store('DB1'),
          store('DB2'),
        ],
        links: [
          { from: 'C1', to: 'W1' },
          { from: 'W1', to: 'DB1' },
          { from: 'W1', to: 'DB2' },
        ],
        faults: [{ id: 'F1', type: 'crash', node: 'DB2', atSeconds: 0.01 }],
      }),
    );
    const { log } = run.window(0, run.reachedNs + 1, 1_000_000);
    expect(log.verb.includes(RETRIED)).toBe(false);
    expect(run.summary().nodes[2].completed).toBe(1);
  });
});

/** A system in which much goes wrong: impatient clients who try again, lossy wires, full queues, crashes, one or two stores. */
function troubled(seed: number): Scenario {
  const dice = new Dice(seed);
  const patience = (): number => dice.of([0, 0, 60, 150]);
  const wire = (from: string, to: string): { from: string; to: string; latency: object; lossPercent?: number; network?: object } => ({
    from,
    to,
    latency: ms(1 + dice.below(8)),
    ...(dice.chance(40) ? { lossPercent: 1 + dice.below(25) } : {}),
    ...(dice.chance(15) ? { network: { duplicatePercent: 20 } } : {}),
  });
  const middle = dice.of(['load-balancer', 'circuit-breaker', 'rate-limiter', 'cache']);
  const middleParams: Record<string, object> = {
    'load-balancer': { timeoutMs: patience() },
    'circuit-breaker': { timeoutMs: patience() },
    'rate-limiter': { ratePerSecond: 10 + dice.below(60) },
    cache: { callTimeoutMs: patience(), writes: dice.of(['through', 'around', 'back']) },
  };
  const worker = (id: string): { id: string; kind: string; params: object } => ({
    id,
    kind: 'worker',
    params: {
      concurrency: 1 + dice.below(3),
      queueLimit: dice.below(4),
      serviceTimeMs: { type: 'exponential', meanMs: 5 + dice.below(20) },
      callTimeoutMs: patience(),
      callOrder: dice.of(['sequence', 'parallel']),
      holdSlot: dice.chance(50),
      errorPercent: dice.of([0, 0, 10]),
    },
  });
  return build({
    seed,
    durationSeconds: 20,
    nodes: [
      client({
        arrivals: 'poisson',
        ratePerSecond: 20 + dice.below(40),
        requestLimit: 60,
        writePercent: dice.of([50, 100]),
        timeoutMs: patience(),
        retries: dice.below(4),
        retryWhat: dice.of(['all', 'safe']),
        backoffMs: dice.below(100),
        hedgeAfterMs: dice.of([0, 0, 40]),
        deadlineMs: dice.of([0, 0, 300]),
        doubleSubmitPercent: dice.of([0, 0, 20]),
        doubleSubmitAfterMs: 170.3,
      }),
      { id: 'M1', kind: middle, params: middleParams[middle] },
      worker('W1'),
      ...(middle === 'load-balancer' ? [worker('W2')] : []),
      store('DB1', { queueLimit: dice.below(5), serviceTimeMs: ms(1 + dice.below(30)) }),
      store('DB2', { queueLimit: dice.below(5), serviceTimeMs: ms(1 + dice.below(30)) }),
    ],
    links: [
      wire('C1', 'M1'),
      wire('M1', 'W1'),
      wire('W1', 'DB1'),
      wire('W1', 'DB2'),
      ...(middle === 'load-balancer' ? [wire('M1', 'W2'), wire('W2', 'DB1')] : []),
    ],
    faults: [{ id: 'F1', type: 'crash', node: dice.of(['W1', 'DB1', 'DB2', 'M1']), atSeconds: 0.5 + dice.below(20) / 10, forSeconds: 0.4 }],
  });
}

describe(`what is said to have surely not happened, in ${SYSTEMS} troubled systems`, () => {
  it('was written by no store; and the run counts as the stories tell', { timeout: 240_000 }, () => {
    let definite = 0;
    let indefinite = 0;
    let happened = 0;
    for (let seed = 1; seed <= SYSTEMS; seed++) {
      const scenario = troubled(seed);
      const run = finished(scenario);
      const { written, failed } = told(run);
      let said = 0;
      for (const request of failed) {
        const isDoubtful = isSaidIndefinite(run, request);
        said += isDoubtful ? 1 : 0;
        if (!isDoubtful) expect(written.has(request), `seed ${seed}, request ${request}`).toBe(false);
        else if (written.has(request)) happened++;
      }
      const hasCopies = scenario.links.some((link) => link.network !== undefined);
      // Of two copies on the wire the story hears the answers to both, the client only one.
      if (hasCopies) expect(run.summary().requests.indefinite, `seed ${seed}`).toBeGreaterThanOrEqual(said);
      else expect(run.summary().requests.indefinite, `seed ${seed}`).toBe(said);
      definite += failed.length - said;
      indefinite += said;
    }
    // Enough of each sort to mean something.
    expect(definite).toBeGreaterThan(60);
    expect(indefinite).toBeGreaterThan(40);
    expect(happened).toBeGreaterThan(8);
  });
});
