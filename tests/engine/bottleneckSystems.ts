import type { Bottleneck, Scenario } from '../../src/sim/index';
import { Dice } from '../support/randomScenario';
import { build } from '../support/scenarios';

type Part = { id: string; kind: string; params: object };
type Wire = { from: string; to: string; latency?: object; lossPercent?: number; network?: object };
/** A system, and the names of which the finder must give one (alike included); several where they are built alike. */
export interface Made {
  readonly what: string;
  readonly scenario: Scenario;
  readonly reason: Bottleneck['reason'];
  /** Ids of parts, or `A-B` for a wire. */
  readonly limits: readonly string[];
  /** Parts that must not be named, because they only wait. */
  readonly waits?: readonly string[];
}

const ms = (valueMs: number): object => ({ type: 'constant', valueMs });
const exp = (meanMs: number): object => ({ type: 'exponential', meanMs });

const open = (ratePerSecond: number, params: object = {}): Part => ({
  id: 'C1',
  kind: 'client',
  params: { ratePerSecond, writePercent: 30, timeoutMs: 0, ...params },
});
const closed = (users: number, params: object = {}): Part => ({
  id: 'C1',
  kind: 'client',
  params: { arrivals: 'closed', users, thinkTimeMs: exp(50), writePercent: 30, timeoutMs: 0, ...params },
});
const worker = (id: string, concurrency: number, meanMs: number, params: object = {}): Part => ({
  id,
  kind: 'worker',
  params: { concurrency, serviceTimeMs: exp(meanMs), queueLimit: 1000, ...params },
});
const store = (id: string, concurrency: number, meanMs: number, params: object = {}): Part => ({
  id,
  kind: 'database',
  params: { concurrency, serviceTimeMs: exp(meanMs), queueLimit: 1000, ...params },
});
const make = (nodes: Part[], links: Wire[], seed: number, faults: object[] = []): Scenario =>
  build({ nodes, links: links.map((link) => ({ latency: ms(0.5), ...link })), seed, durationSeconds: 40, faults });

/**
 * A balancer, one to three front workers, a back worker, a store. One tier is drawn to be the narrow one: it can serve 20 to 60 requests a second, all
 * others three times as many at least, however long their slots are held by the tiers behind. Traffic is 1.4 times what it can serve, or users in plenty.
 */
function tiers(seed: number): Made {
  const dice = new Dice(seed);
  const narrow = dice.of(['front', 'back', 'store'] as const);
  const fronts = 1 + dice.below(3);
  const perSecond = 20 + dice.below(40);
  const isHeld = dice.chance(70);
  const queueLimit = dice.of([5, 50, 1000]);
  /** Slots and work of a tier of so many parts, which is asked `rate` times a second and waits `behindMs` for what is behind it. */
  const sized = (isNarrow: boolean, parts: number, behindMs: number): { slots: number; meanMs: number } => {
    if (isNarrow) {
      const slots = 1 + dice.below(3);
      return { slots, meanMs: (1000 * slots * parts) / perSecond };
    }
    const meanMs = 2 + dice.below(8);
    return { slots: Math.ceil((3 * perSecond * (meanMs + behindMs)) / 1000 / parts) + 2, meanMs };
  };
  const s = sized(narrow === 'store', 1, 0);
  const b = sized(narrow === 'back', 1, s.meanMs + 2);
  // A narrow tier in front must be narrow by its own work, not by what it waits for.
  const f = sized(narrow === 'front', fronts, s.meanMs + b.meanMs + 4);
  const users = Math.ceil(3 * (fronts * f.slots + b.slots + s.slots));
  const ids = Array.from({ length: fronts }, (_, i) => `W${i + 1}`);
  const holdSlot = narrow === 'front' ? false : isHeld;
  const traffic = dice.chance(50) ? open(perSecond * 1.4, { timeoutMs: dice.of([0, 0, 5000]) }) : closed(users);
  return {
    what: `tiers, narrow in the ${narrow}`,
    reason: 'busy',
    limits: narrow === 'front' ? ids : narrow === 'back' ? ['B1'] : ['DB1'],
    waits: narrow === 'store' ? [...ids, 'B1'] : narrow === 'back' ? ids : [],
    scenario: make(
      [
        traffic,
        { id: 'LB1', kind: 'load-balancer', params: { strategy: 'least-connections' } },
        ...ids.map((id) => worker(id, f.slots, f.meanMs, { holdSlot, queueLimit })),
        worker('B1', b.slots, b.meanMs, { holdSlot: narrow === 'back' ? false : isHeld, queueLimit }),
        store('DB1', s.slots, s.meanMs, { queueLimit }),
      ],
      [
        { from: 'C1', to: 'LB1' },
        ...ids.map((id) => ({ from: 'LB1', to: id })),
        ...ids.map((id) => ({ from: id, to: 'B1' })),
        { from: 'B1', to: 'DB1' },
      ],
      seed,
    ),
  };
}

/** Messages to a store are lost and the worker waits for ever (patience 0) or for long: every lost one takes a slot. */
function lostBehind(seed: number): Made {
  const dice = new Dice(seed);
  const slots = 2 + dice.below(10);
  const traffic = dice.chance(50) ? open(30 + dice.below(30)) : closed(slots * 3);
  return {
    what: 'messages lost behind a worker with no patience to lose, or too much',
    reason: 'lossy',
    limits: ['W1-DB1'],
    waits: ['W1', 'DB1'],
    scenario: make(
      [traffic, worker('W1', slots, 3 + dice.below(5), { callTimeoutMs: dice.of([0, 0, 3000]) }), store('DB1', 4, 5)],
      [
        { from: 'C1', to: 'W1' },
        { from: 'W1', to: 'DB1', lossPercent: 10 + dice.below(40) },
      ],
      seed,
    ),
  };
}

/** Users with patience 0 (or a long one) on a wire that loses messages stand still one after the other. */
function lostInFront(seed: number): Made {
  const dice = new Dice(seed);
  return {
    what: 'messages of users lost in front',
    reason: 'lossy',
    limits: ['C1-W1'],
    waits: ['W1'],
    scenario: make(
      [closed(5 + dice.below(20), { timeoutMs: dice.of([0, 0, 20_000]) }), worker('W1', 30, 10)],
      [{ from: 'C1', to: 'W1', lossPercent: 5 + dice.below(30) }],
      seed,
    ),
  };
}

/** The store has slots enough but takes its time: the worker's few slots all wait for it. */
function slowStore(seed: number): Made {
  const dice = new Dice(seed);
  const slots = 1 + dice.below(4);
  return {
    what: 'a slow store with free slots',
    reason: 'slow',
    limits: ['DB1'],
    waits: ['W1'],
    scenario: make(
      [open(slots * 20), worker('W1', slots, 2), store('DB1', 100, 150 + dice.below(200))],
      [
        { from: 'C1', to: 'W1' },
        { from: 'W1', to: 'DB1' },
      ],
      seed,
    ),
  };
}

function longWay(seed: number): Made {
  const dice = new Dice(seed);
  const slots = 1 + dice.below(4);
  return {
    what: 'a long way to the store',
    reason: 'latency',
    limits: ['W1-DB1'],
    waits: ['W1', 'DB1'],
    scenario: make(
      [closed(slots * 5), worker('W1', slots, 2), store('DB1', 20, 5)],
      [
        { from: 'C1', to: 'W1' },
        { from: 'W1', to: 'DB1', latency: ms(60 + dice.below(100)) },
      ],
      seed,
    ),
  };
}

function limited(seed: number): Made {
  const dice = new Dice(seed);
  const rate = 10 + dice.below(20);
  return {
    what: 'a rate limiter',
    reason: 'limit',
    limits: ['RL1'],
    scenario: make(
      [open(rate * 3), { id: 'RL1', kind: 'rate-limiter', params: { ratePerSecond: rate, burst: 5 } }, worker('W1', 10, 10)],
      [
        { from: 'C1', to: 'RL1' },
        { from: 'RL1', to: 'W1' },
      ],
      seed,
    ),
  };
}

/** The store is down, at once or silently, or stands still, for most of the run. */
function down(seed: number): Made {
  const dice = new Dice(seed);
  const fault = dice.of([
    { id: 'F1', type: 'crash', node: 'DB1', atSeconds: 2 },
    { id: 'F1', type: 'crash', node: 'DB1', atSeconds: 2, silent: true },
    { id: 'F1', type: 'pause', node: 'DB1', atSeconds: 2, forSeconds: 37 },
  ]);
  return {
    what: `a store that is ${fault.type === 'pause' ? 'paused' : fault.silent === true ? 'gone without a word' : 'down'}`,
    reason: 'down',
    limits: ['DB1'],
    waits: ['W1'],
    scenario: make(
      [open(40, { timeoutMs: dice.of([0, 1000]) }), worker('W1', 8, 5), store('DB1', 4, 5)],
      [
        { from: 'C1', to: 'W1' },
        { from: 'W1', to: 'DB1' },
      ],
      seed,
      [fault],
    ),
  };
}

/** A wire is cut, so that everything on it is lost. */
function cutWire(seed: number): Made {
  const dice = new Dice(seed);
  return {
    what: 'a wire that is cut',
    reason: 'lossy',
    limits: ['W1-DB1'],
    waits: ['W1', 'DB1'],
    scenario: make(
      [open(40, { timeoutMs: dice.of([0, 1000]) }), worker('W1', 8, 5), store('DB1', 4, 5)],
      [
        { from: 'C1', to: 'W1' },
        { from: 'W1', to: 'DB1' },
      ],
      seed,
      [{ id: 'F1', type: 'cut', link: 'L2', atSeconds: 2, direction: dice.of(['both', 'forward', 'backward']) }],
    ),
  };
}

/** Two stores behind two workers, asked in turn or at once, with and without retries and a cache in front: the narrow one limits. */
function twoStores(seed: number): Made {
  const dice = new Dice(seed);
  const narrow = 1 + dice.below(2);
  const middle = dice.of(['load-balancer', 'cache', 'circuit-breaker']);
  // A breaker with patience would open and limit by itself.
  const params = middle === 'cache' ? { size: 1, concurrency: 50 } : { timeoutMs: 0 };
  const order = { callOrder: dice.of(['sequence', 'parallel']) };
  const traffic = dice.chance(50) ? { timeoutMs: 0 } : { timeoutMs: 30_000, retries: 2 };
  const size = (n: number): Part => (n === narrow ? store(`DB${n}`, 1, 30) : store(`DB${n}`, 6, 15));
  return {
    what: `two stores behind a ${middle}, one of them narrow`,
    reason: 'busy',
    limits: [`DB${narrow}`],
    waits: ['M1', 'W1', 'W2', `DB${3 - narrow}`],
    scenario: make(
      [open(60, traffic), { id: 'M1', kind: middle, params }, worker('W1', 30, 4, order), worker('W2', 30, 4, order), size(1), size(2)],
      [
        { from: 'C1', to: 'M1' },
        { from: 'M1', to: 'W1' },
        { from: 'W1', to: 'W2' },
        { from: 'W1', to: 'DB1' },
        { from: 'W2', to: 'DB1' },
        { from: 'W2', to: 'DB2' },
        ...(narrow === 2 ? [] : [{ from: 'W1', to: 'DB2' }]),
      ],
      seed,
    ),
  };
}

/** A queue takes in more than its consumers can work off. */
function behindQueue(seed: number): Made {
  const dice = new Dice(seed);
  const consumers = 1 + dice.below(3);
  const ids = Array.from({ length: consumers }, (_, i) => `W${i + 1}`);
  return {
    what: 'consumers behind a queue',
    reason: 'busy',
    limits: ids,
    scenario: make(
      [
        open(consumers * 35),
        { id: 'Q1', kind: 'queue', params: { queueLimit: 1_000_000, prefetch: 4 } },
        ...ids.map((id) => worker(id, 1, 40)),
      ],
      [{ from: 'C1', to: 'Q1' }, ...ids.map((id) => ({ from: 'Q1', to: id }))],
      seed,
    ),
  };
}

function fewConnections(seed: number): Made {
  const dice = new Dice(seed);
  const connections = 1 + dice.below(3);
  return {
    what: 'few connections to a store that has slots enough',
    reason: 'connections',
    limits: ['W1'],
    scenario: make(
      [open(connections * 80), worker('W1', 40, 3, { connections }), store('DB1', 20, 20)],
      [
        { from: 'C1', to: 'W1' },
        { from: 'W1', to: 'DB1' },
      ],
      seed,
    ),
  };
}

/** Turns are even, but one worker is slower: it alone limits. */
function oneSlow(seed: number): Made {
  const dice = new Dice(seed);
  const slow = 1 + dice.below(3);
  const ids = ['W1', 'W2', 'W3'];
  return {
    what: 'one slow worker among equals',
    reason: 'busy',
    limits: [`W${slow}`],
    waits: ids.filter((id) => id !== `W${slow}`),
    scenario: make(
      [
        open(60),
        { id: 'LB1', kind: 'load-balancer', params: { strategy: 'round-robin' } },
        ...ids.map((id, i) => worker(id, 1, i + 1 === slow ? 80 : 15)),
      ],
      [{ from: 'C1', to: 'LB1' }, ...ids.map((id) => ({ from: 'LB1', to: id }))],
      seed,
    ),
  };
}

function narrowWire(seed: number): Made {
  const dice = new Dice(seed);
  return {
    what: 'a wire with little bandwidth',
    reason: 'narrow',
    limits: ['W1-DB1'],
    waits: ['W1', 'DB1'],
    scenario: make(
      [open(60), worker('W1', 4 + dice.below(8), 2), store('DB1', 20, 5)],
      [
        { from: 'C1', to: 'W1' },
        { from: 'W1', to: 'DB1', network: { bandwidthMbps: 1 + dice.below(20) / 10 } },
      ],
      seed,
    ),
  };
}

/** Everything has three times the room it needs. */
function idle(seed: number): Made {
  const dice = new Dice(seed);
  const rate = 10 + dice.below(40);
  const room = (meanMs: number): number => Math.ceil((3 * rate * meanMs) / 1000) + 2;
  return {
    what: 'enough of everything',
    reason: 'none',
    limits: [''],
    scenario: make(
      [open(rate, { timeoutMs: 5000 }), worker('W1', room(40), 10), store('DB1', room(20), 20)],
      [
        { from: 'C1', to: 'W1' },
        { from: 'W1', to: 'DB1', lossPercent: dice.of([0, 0]) },
      ],
      seed,
    ),
  };
}

/** Makers of systems by seed, and how many of each are tried. */
export const FAMILIES: readonly (readonly [(seed: number) => Made, number])[] = [
  [tiers, 24],
  [lostBehind, 6],
  [lostInFront, 6],
  [slowStore, 4],
  [longWay, 4],
  [limited, 3],
  [down, 8],
  [cutWire, 4],
  [twoStores, 8],
  [behindQueue, 3],
  [fewConnections, 3],
  [oneSlow, 4],
  [narrowWire, 3],
  [idle, 6],
];
