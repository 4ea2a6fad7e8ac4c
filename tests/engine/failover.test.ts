import { describe, expect, it } from 'vitest';
import { createRun, type Run, type Scenario } from '../../src/sim/index';
import { Dice } from '../support/randomScenario';
import { build } from '../support/scenarios';

const SEEDS = Number(process.env.FAULTBOARD_FAILOVERS ?? 12);
const KEYS = 40;
const constant = (valueMs: number): object => ({ type: 'constant', valueMs });
const uniform = { type: 'uniform', minMs: 1, maxMs: 12 };
/** Everybody of the group can send changes to everybody else. */
const GROUP = ['DB1 R1', 'DB1 R2', 'R1 R2', 'R2 R1', 'R1 DB1', 'R2 DB1'];
const MONITORED = ['FM1 DB1', 'FM1 R1', 'FM1 R2', 'FM1 W1'];
const REQUESTS = ['C1 W1', 'W1 DB1', 'W1 R1', 'W1 R2'];

interface Options {
  readonly replication?: object;
  readonly monitor?: object;
  readonly faults: readonly object[];
  readonly seed?: number;
  readonly seconds?: number;
  readonly more?: { readonly nodes: readonly object[]; readonly links: readonly string[] };
}

function system({ replication, monitor, faults, seed = 1, seconds = 40, more = { nodes: [], links: [] } }: Options): Scenario {
  const wire = (ends: string): { id: string; from: string; to: string; latency: object } => {
    const [from, to] = ends.split(' ');
    return { id: `${from}-${to}`, from, to, latency: uniform };
  };
  const store = { concurrency: 4, serviceTimeMs: constant(2), ackTimeoutMs: 300, ...replication };
  return build({
    seed,
    durationSeconds: seconds,
    keys: { type: 'numbered', prefix: 'k', from: 0, count: KEYS },
    checks: [{ id: 'kept', title: 'kept', type: 'history', claim: 'acknowledgedWrites', leastEvidence: 10 }],
    faults: faults.map((fault, i) => ({ id: `F${i}`, ...fault })),
    nodes: [
      { id: 'C1', kind: 'client', params: { ratePerSecond: 20, writePercent: 50, keyCount: KEYS, timeoutMs: 1500 } },
      { id: 'W1', kind: 'worker', params: { concurrency: 64, serviceTimeMs: constant(1), promoteAfterFailures: 0, callTimeoutMs: 1000 } },
      { id: 'DB1', kind: 'database', params: store },
      { id: 'R1', kind: 'replica', params: store },
      { id: 'R2', kind: 'replica', params: store },
      { id: 'FM1', kind: 'failover-monitor', params: { intervalMs: 200, timeoutMs: 1000, ...monitor } },
      ...(more.nodes as { id: string; kind: string }[]),
    ],
    links: [...REQUESTS, ...GROUP, ...MONITORED, ...more.links].map(wire),
  });
}

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

function gauge(run: Run, id: string, name: string): number {
  const found = run
    .summary()
    .nodes.find((node) => node.id === id)
    ?.gauges.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${id} has no ${name}`);
  return found.end;
}

/** What the history says of acknowledged writes: whether each that was looked for is there, in words. */
function verdict(run: Run): { readonly kept: boolean; readonly text: string } {
  const [check] = run.summary().checks;
  return { kept: check.ok, text: check.message };
}

const crash = (node: string, atSeconds: number, forSeconds?: number): object => ({ type: 'crash', node, atSeconds, forSeconds });
const FAIL = { replication: 'majority', onAckTimeout: 'fail' };

describe('a failover monitor', () => {
  it('promotes the replica with the longest log when the primary dies, and tells the routes; the old one comes back as a follower', () => {
    // R1 hears late, R2 at once: R2 has more.
    const slow = { type: 'slow-wire', link: 'DB1-R1', factor: 40, atSeconds: 5, forSeconds: 6 };
    const run = finished(system({ faults: [slow, crash('DB1', 10, 8)] }));
    expect([gauge(run, 'R1', 'primary'), gauge(run, 'R2', 'primary'), gauge(run, 'DB1', 'steppedDown')]).toEqual([0, 1, 1]);
    expect([gauge(run, 'FM1', 'promotions'), gauge(run, 'R2', 'epoch'), gauge(run, 'DB1', 'epoch')]).toEqual([1, 1, 1]);
    // All three have the same at the end, within what is on its way.
    for (let key = 0; key < KEYS; key++) {
      const [db, r1, r2] = ['DB1', 'R1', 'R2'].map((id) => JSON.stringify(run.lookup(run.endNs, id, `k${key}`)?.fields));
      expect([r1, db]).toEqual([r2, r2]);
    }
    const late = run.moment(18e9).ok;
    expect(run.moment(30e9).ok - late).toBeGreaterThan(200);
  });

  it('suspects a primary that is only cut off from it; with fencing the old one steps down, without there are two', () => {
    const cut = ['FM1-DB1', 'W1-DB1'].map((link) => ({ type: 'cut', link, atSeconds: 8, forSeconds: 12 }));
    const fenced = finished(system({ faults: cut }));
    expect([gauge(fenced, 'FM1', 'promotions'), gauge(fenced, 'DB1', 'steppedDown')]).toEqual([1, 1]);
    const open = finished(system({ faults: cut, monitor: { fencing: false } }));
    expect([gauge(open, 'FM1', 'promotions'), gauge(open, 'DB1', 'steppedDown')]).toEqual([1, 0]);
    expect(gauge(open, 'R1', 'primary') + gauge(open, 'R2', 'primary')).toBe(1);
  });

  it('needs as many monitors as are to agree: one that is cut off alone promotes nobody', () => {
    // The other one agrees, and both may come to the same end at once: fencing lets one of them win.
    const two = {
      nodes: [{ id: 'FM2', kind: 'failover-monitor', params: { intervalMs: 200, timeoutMs: 1000, quorum: 2 } }],
      links: ['FM2 DB1', 'FM2 R1', 'FM2 R2', 'FM2 W1', 'FM1 FM2', 'FM2 FM1'],
    };
    const alone = [{ type: 'cut', link: 'FM1-DB1', atSeconds: 8, forSeconds: 12 }];
    expect(gauge(finished(system({ faults: alone, monitor: { quorum: 2 }, more: two })), 'FM1', 'promotions')).toBe(0);
    expect(gauge(finished(system({ faults: alone })), 'FM1', 'promotions')).toBe(1);
    const dead = finished(system({ faults: [crash('DB1', 8)], monitor: { quorum: 2 }, more: two }));
    expect(gauge(dead, 'R1', 'primary') + gauge(dead, 'R2', 'primary')).toBe(1);
  });
});

describe('what a failover loses', () => {
  /** The wires of the primary to its replicas are slow, and it dies: what was acknowledged is not there yet. */
  const behind = (replication: object): Run => {
    const slow = ['DB1-R1', 'DB1-R2'].map((link) => ({ type: 'slow-wire', link, factor: 80, atSeconds: 5, forSeconds: 5 }));
    return finished(system({ replication: { ...replication, ackTimeoutMs: 5000 }, faults: [...slow, crash('DB1', 9.9, 10)] }));
  };

  it('is what was acknowledged and not shipped, counted by the old primary; semi-synchronous and majority lose none', () => {
    const lost = behind({ replication: 'async' });
    expect(gauge(lost, 'DB1', 'lost')).toBeGreaterThan(0);
    for (const replication of ['semi-sync', 'majority', 'sync']) {
      const run = behind({ replication, onAckTimeout: 'fail' });
      expect([replication, gauge(run, 'DB1', 'lost'), verdict(run)]).toEqual([replication, 0, expect.objectContaining({ kept: true })]);
    }
  });
});

/** What old primaries have counted. */
const lostBy = (run: Run): number => ['DB1', 'R1', 'R2'].reduce((sum, id) => sum + gauge(run, id, 'lost'), 0);

describe('a majority, fencing, and the longest log of a majority', () => {
  /** Crashes and cuts of one part of the group at a time, overlapping with nothing but what the monitor makes of them. */
  function chaos(seed: number): object[] {
    const dice = new Dice(seed);
    const faults: object[] = [];
    for (let atSeconds = 3; atSeconds < 45; atSeconds += 6 + dice.below(5)) {
      const node = dice.of(['DB1', 'R1', 'R2']);
      const forSeconds = 1 + dice.below(5);
      const wires = [...GROUP, ...MONITORED, ...REQUESTS]
        .filter((ends) => ends.split(' ').includes(node))
        .map((ends) => ends.replace(' ', '-'));
      if (dice.below(2) === 0) faults.push(crash(node, atSeconds, forSeconds));
      else for (const link of wires) if (dice.below(4) > 0) faults.push({ type: 'cut', link, atSeconds, forSeconds });
    }
    return faults;
  }

  it('lose no acknowledged write, whatever happens to a minority', () => {
    let promotions = 0;
    // With 22, an old primary has the entries of the new one before it hears where those begin: they are none that were lost.
    for (const seed of [22, ...Array.from({ length: SEEDS }, (_, i) => i + 1)]) {
      const run = finished(system({ seed, seconds: 70, faults: chaos(seed), replication: FAIL, monitor: { candidates: 'majority' } }));
      promotions += gauge(run, 'FM1', 'promotions');
      expect([seed, lostBy(run), verdict(run)]).toEqual([seed, 0, expect.objectContaining({ kept: true })]);
    }
    expect(promotions).toBeGreaterThan(SEEDS);
  });

  it('are each needed: asynchronous acknowledgements lose some under the same faults', () => {
    let lost = 0;
    for (let seed = 1; seed <= SEEDS; seed++)
      lost += lostBy(finished(system({ seed, seconds: 70, faults: chaos(seed), monitor: { candidates: 'majority' } })));
    expect(lost).toBeGreaterThan(0);
  });
});
