import { defaultParams, kinds, type Scenario } from '../../src/sim/index';
import { mix32 } from '../../src/sim/kernel/hash';
import { build } from './scenarios';

/** A reproducible dice: the same seed throws the same numbers. */
export class Dice {
  private n = 0;

  constructor(private readonly seed: number) {}

  below(limit: number): number {
    return mix32(this.seed * 0x9e3779b1 + this.n++ * 0x85ebca6b) % limit;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }
}

function duration(dice: Dice, mostMs: number): object {
  const ms = dice.below(mostMs * 10) / 10;
  return dice.of([
    { type: 'constant', valueMs: ms },
    { type: 'uniform', minMs: ms / 2, maxMs: ms },
    { type: 'exponential', meanMs: ms },
    { type: 'exponential', meanMs: ms / 2, offsetMs: ms / 2 },
    { type: 'lognormal', medianMs: ms, sigma: 1 },
    { type: 'pareto', minMs: ms / 3, shape: 1.5 },
    { type: 'empirical', valuesMs: [0, ms, ms * 2] },
  ]);
}

const station = (dice: Dice): object => ({ concurrency: 1 + dice.below(4), queueLimit: dice.below(12), serviceTimeMs: duration(dice, 40) });
const patience = (dice: Dice): number => dice.of([0, 50, 400]);

function client(dice: Dice): object {
  return {
    arrivals: dice.of(['poisson', 'constant', 'ramp', 'burst', 'closed']),
    ratePerSecond: 1 + dice.below(150),
    endRatePerSecond: dice.below(200),
    rampSeconds: 1 + dice.below(5),
    burstSeconds: 0.5,
    burstEverySeconds: 2,
    users: 1 + dice.below(10),
    thinkTimeMs: duration(dice, 200),
    requestLimit: dice.of([0, 50, 200]),
    writePercent: dice.of([0, 30, 100]),
    keys: dice.of(['uniform', 'zipf']),
    keyCount: 1 + dice.below(1000),
    timeoutMs: dice.of([0, 100, 1000]),
  };
}

const groups = (dice: Dice): object => ({
  readsFrom: dice.of(['any', 'primary', 'replicas']),
  promoteAfterFailures: dice.below(4),
  callTimeoutMs: patience(dice),
});

/** A valid scenario over all kinds, with faults at random: traffic, balancing, workers, then a database or shards, some with replicas. */
export function randomScenario(seed: number): Scenario {
  const dice = new Dice(seed);
  const nodes: { id: string; kind: string; params: object }[] = [];
  const links: { from: string; to: string; latency: object; lossPercent?: number }[] = [];
  const wire = (from: string, to: string): void =>
    void links.push({ from, to, latency: duration(dice, 8), ...(dice.chance(20) ? { lossPercent: dice.below(30) } : {}) });
  const add = (id: string, kind: string, params: object): string => {
    nodes.push({ id, kind, params });
    return id;
  };
  const clients = Array.from({ length: 1 + dice.below(2) }, (_, i) => add(`C${i + 1}`, 'client', client(dice)));
  const balancer = add('LB1', 'load-balancer', {
    strategy: dice.of(['random', 'round-robin', 'least-connections']),
    stopAfterFailures: dice.below(4),
    tryAgainSeconds: 0.2 + dice.below(10) / 5,
    timeoutMs: patience(dice),
  });
  for (const id of clients) wire(id, balancer);
  const workers = Array.from({ length: 1 + dice.below(4) }, (_, i) =>
    add(`W${i + 1}`, 'worker', { ...station(dice), ...groups(dice), costPerQueuedMs: dice.below(3), holdSlot: dice.chance(60) }),
  );
  for (const id of workers) wire(balancer, id);
  const isSharded = dice.chance(50);
  const behind = isSharded
    ? add('SR1', 'shard-router', {
        strategy: dice.of(['modulo', 'range', 'random']),
        hash: dice.of(['murmur3', 'xxhash32']),
        ...groups(dice),
      })
    : null;
  const stores = Array.from({ length: isSharded ? 1 + dice.below(4) : 1 }, (_, i) =>
    add(isSharded ? `S${i + 1}` : 'DB1', isSharded ? 'shard' : 'database', { ...station(dice), replication: dice.of(['async', 'sync']) }),
  );
  for (const id of workers) wire(id, behind ?? 'DB1');
  if (behind !== null) for (const id of stores) wire(behind, id);
  for (const store of stores) {
    for (let r = dice.below(3); r > 0; r--) {
      const id = add(`R${nodes.length}`, 'replica', { ...station(dice), applyTimeMs: duration(dice, 5) });
      wire(store, id);
      if (dice.chance(70)) wire(behind ?? dice.of(workers), id);
    }
  }
  return build({ nodes, links, durationSeconds: 1 + dice.below(5), seed, faults: randomFaults(dice, nodes, links.length) });
}

function randomFaults(dice: Dice, nodes: readonly { id: string; kind: string }[], linkCount: number): object[] {
  return Array.from({ length: dice.below(6) }, (_, i) => {
    const node = dice.of(nodes);
    const timed = { id: `F${i + 1}`, atSeconds: dice.below(5000) / 1000 };
    const lasting = dice.chance(70) ? { forSeconds: dice.below(2000) / 1000 } : {};
    const link = `L${1 + dice.below(linkCount)}`;
    return dice.of<object>([
      { ...timed, type: 'crash', node: node.id, silent: dice.chance(30), ...lasting },
      { ...timed, type: 'pause', node: node.id, ...lasting },
      { ...timed, type: 'slow', node: node.id, factor: 1 + dice.below(9), ...lasting },
      { ...timed, type: 'cut', link, direction: dice.of(['both', 'forward', 'backward']), ...lasting },
      node.kind === 'replica' ? { ...timed, type: 'promote', node: node.id } : { ...timed, type: 'restart', node: node.id },
      'concurrency' in defaultParams(node.kind)
        ? { ...timed, type: 'set', node: node.id, param: 'concurrency', value: 1 + dice.below(6) }
        : { ...timed, type: 'heal', link },
    ]);
  });
}

/** Names of all kinds, so that a test can say that the fuzz meets each. */
export const ALL_KINDS: readonly string[] = Object.keys(kinds);
