import type { Change, Changes } from './systems';

const constant = (valueMs: number): object => ({ type: 'constant', valueMs });
const shortly = (node: string, atSeconds: number, forSeconds: number): object => ({ atSeconds, type: 'crash', node, forSeconds });
const isDrawn = true;
const onlyFromStart = 'keys are handed out to shards before the first event';
const losesAll = (link: string): object => ({ atSeconds: 0, type: 'lossy', link, percent: 100 });
const failing = { W2: { errorPercent: 60 } };
const overloaded = { concurrency: 1, serviceTimeMs: constant(30), queueLimit: 50 };
const closed = { arrivals: 'closed', users: 20, thinkTimeMs: constant(100) };
const bursts = { arrivals: 'burst', ratePerSecond: 20, burstRatePerSecond: 200, burstSeconds: 1, burstEverySeconds: 2 };

export const client: Changes = {
  arrivals: [
    { from: 'poisson', to: 'closed', with: { users: 20, thinkTimeMs: constant(100) }, isDrawn },
    { from: 'closed', to: 'poisson', with: { users: 60, thinkTimeMs: constant(100), ratePerSecond: 50 }, isDrawn },
    { from: 'poisson', to: 'burst', with: { ...bursts, ratePerSecond: 20 }, isDrawn },
    { from: 'constant', to: 'ramp', with: { ratePerSecond: 20, endRatePerSecond: 200, rampSeconds: 1 }, isDrawn },
  ],
  ratePerSecond: [
    { from: 100, to: 30, isDrawn },
    { from: 0.001, to: 50, isDrawn },
    { from: 0.001, to: 50, with: { arrivals: 'constant' }, isDrawn },
  ],
  endRatePerSecond: { from: 100, to: 300, with: { arrivals: 'ramp', ratePerSecond: 50, rampSeconds: 5 }, isDrawn },
  rampSeconds: { from: 400, to: 5, with: { arrivals: 'ramp', ratePerSecond: 20, endRatePerSecond: 200 }, isDrawn },
  burstRatePerSecond: { from: 200, to: 600, with: bursts, isDrawn },
  burstSeconds: { from: 0.2, to: 1.5, with: bursts, isDrawn },
  burstEverySeconds: { from: 2, to: 10, with: bursts, isDrawn },
  users: [
    { from: 5, to: 30, with: closed, isDrawn },
    { from: 30, to: 5, with: closed, isDrawn },
  ],
  thinkTimeMs: [
    { from: constant(100), to: constant(1000), with: closed, isDrawn },
    { from: constant(1_000_000), to: constant(100), with: closed, isDrawn },
  ],
  requestLimit: [
    { from: 0, to: 500 },
    { from: 500, to: 0 },
  ],
  writePercent: { from: 20, to: 90 },
  keys: ['zipf', 'celebrities'].map((to) => ({ from: 'uniform', to, isDrawn: true as const })),
  zipfExponent: { from: 0.2, to: 2, with: { keys: 'zipf' } },
  keyCount: { from: 1000, to: 40 },
  timeoutMs: [
    { from: 5000, to: 4 },
    { from: 0, to: 500, parts: { W2: { serviceTimeMs: constant(1_000_000) } } },
    { from: 3_000_000, to: 500, with: closed, parts: { W2: { serviceTimeMs: constant(1_000_000) } } },
  ],
  retries: { from: 0, to: 3, parts: failing },
  retryWhat: { from: 'all', to: 'safe', with: { retries: 3, writePercent: 100 }, parts: failing },
  backoff: { from: 'exponential', to: 'fixed', with: { retries: 5, backoffMs: 100, jitter: 'none' }, parts: failing },
  backoffMs: { from: 10, to: 400, with: { retries: 5, jitter: 'none' }, parts: failing },
  backoffMostMs: { from: 20, to: 5000, with: { retries: 5, backoffMs: 100, jitter: 'none' }, parts: failing },
  jitter: ['full', 'equal'].map((to) => ({ from: 'none', to, with: { retries: 5 }, parts: failing })),
  retryBudgetPercent: [
    { from: 0, to: 2, with: { retries: 3, retryBudgetReserve: 1 }, parts: failing },
    { from: 2, to: 0, with: { retries: 3, retryBudgetReserve: 1 }, parts: failing },
  ],
  retryBudgetReserve: {
    from: 1,
    to: 500,
    with: { retries: 3, backoffMs: 1, retryBudgetPercent: 20 },
    faults: [shortly('W2', 25, 3)],
    isDrawn,
  },
  hedgeAfterMs: { from: 0, to: 6 },
  hedgesMost: { from: 1, to: 3, with: { hedgeAfterMs: 3 }, parts: { W2: { serviceTimeMs: constant(50), concurrency: 50 } } },
  deadlineMs: [
    { from: 0, to: 5 },
    { from: 3_000_000, to: 500, parts: { W2: { serviceTimeMs: constant(1_000_000) } }, with: { timeoutMs: 0 } },
  ],
  tellDeadline: { from: false, to: true, with: { timeoutMs: 50 }, parts: { W2: overloaded } },
  doubleSubmitPercent: { from: 0, to: 80, with: { doubleSubmitAfterMs: 0.1 } },
  doubleSubmitAfterMs: { from: 300, to: 0.1, with: { doubleSubmitPercent: 80 } },
  idempotencyKeys: {
    from: false,
    to: true,
    with: { fallback: 'last-wire', doubleSubmitPercent: 80, doubleSubmitAfterMs: 0.1, writePercent: 100 },
  },
  fallback: ['default-answer', 'last-wire'].map((to) => ({ from: 'none', to, parts: failing })),
  backpressure: { from: false, to: true, parts: { W2: overloaded } },
  slowToPercent: { from: 95, to: 20, with: { backpressure: true }, parts: { W2: overloaded } },
  speedUpPercent: { from: 0.1, to: 30, with: { backpressure: true }, parts: { W2: overloaded } },
  reactMs: { from: 60_000, to: 20, with: { backpressure: true, slowToPercent: 30 }, parts: { W2: { ...overloaded, queueLimit: 2 } } },
  celebrities: { from: 3, to: 1000, with: { keys: 'celebrities', celebrityPercent: 100 } },
  celebrityPercent: { from: 100, to: 0, with: { keys: 'celebrities', celebrities: 3 } },
  script: { from: [{ key: 'peter', op: 'write' }], to: [], with: { afterScript: 'again' } },
  afterScript: { from: 'again', to: 'nothing', with: { script: [{ key: 'peter' }] }, isDrawn },
};

const leaves = { type: 'set', node: 'X1', param: 'leftOut', value: 'S1', atSeconds: 22 };

export const shardRouter: Changes = {
  strategy: [
    { from: 'modulo', to: 'random', onlyFromStart },
    ...['range', 'ring', 'jump', 'rendezvous', 'maglev'].map((to) => ({ from: 'modulo', to, onlyFromStart })),
    { from: 'modulo', to: 'own', with: { program: 'P2' }, onlyFromStart },
  ],
  hash: [
    { from: 'murmur3', to: 'xxhash32', onlyFromStart },
    { from: 'murmur3', to: 'own', with: { program: 'P1' }, onlyFromStart },
  ],
  boundaries: { from: '', to: 'b,c', with: { strategy: 'range' }, onlyFromStart },
  readsFrom: ['primary', 'replicas'].map((to) => ({ from: 'any', to })),
  promoteAfterFailures: { from: 0, to: 2, faults: [shortly('S1', 22, 1000)] },
  callTimeoutMs: [
    { from: 0, to: 5, with: { promoteAfterFailures: 0 }, parts: { S1: { concurrency: 50, serviceTimeMs: constant(50) } } },
    { from: 3_000_000, to: 500, with: { promoteAfterFailures: 0 }, parts: { C1: { timeoutMs: 0 } }, faults: [losesAll('L2')] },
  ],
  program: { from: 'P1', to: 'P2', with: { strategy: 'own' }, onlyFromStart },
  virtualNodes: { from: 100, to: 1, with: { strategy: 'ring' }, onlyFromStart },
  tableSize: { from: '65537', to: '251', with: { strategy: 'maglev' }, onlyFromStart },
  directory: { from: '', to: 'a*=S1, m*=S1, s*=S1', with: { strategy: 'directory' }, onlyFromStart },
  shardsInUse: { from: 0, to: 1, onlyFromStart },
  leftOut: { from: '', to: 'S1', onlyFromStart },
  moves: ['at-once', 'double-read', 'copy-first'].map((to) => ({ from: 'none', to, faults: [leaves] })),
  moveBatchKeys: { from: 1000, to: 1, with: { moves: 'at-once', moveKeysPerSecond: 10 }, faults: [leaves] },
  moveKeysPerSecond: { from: 0, to: 5, with: { moves: 'at-once' }, faults: [leaves] },
  recordKB: { from: 1, to: 100, with: { moves: 'at-once' }, faults: [leaves], unseen: 'no wire of the system has a bandwidth' },
  splitAbovePerSecond: { from: 0, to: 30, with: { moves: 'at-once', strategy: 'range', boundaries: 'zz' }, isDrawn: true },
};

const machine = { execution: 'processes', processes: 2, threads: 4, cores: 2, serviceTimeMs: constant(15) };
const alone = { DB1: { serviceTimeMs: constant(0) }, DB2: { serviceTimeMs: constant(0) } };
const hot = { C1: { ratePerSecond: 200, timeoutMs: 0 } };
const tight = { concurrency: 1, serviceTimeMs: constant(15) };

/** What every part with a queue has. The part must get more than it can do. */
function shedding(overload: Pick<Change, 'with' | 'parts'>): Changes {
  const given = (more: object): Pick<Change, 'with' | 'parts'> => ({ ...overload, with: { ...overload.with, ...more } });
  return {
    shedding: [
      ...['codel', 'adaptive-lifo', 'adaptive-lifo-timeout'].map((to) => ({ from: 'queue-limit', to, ...given({}) })),
      { from: 'adaptive-lifo', to: 'queue-limit', ...given({}) },
    ],
    delayTargetMs: { from: 5, to: 400, ...given({ shedding: 'adaptive-lifo-timeout' }) },
    delayIntervalMs: { from: 100, to: 600_000, ...given({ shedding: 'codel', queueLimit: 100 }) },
    newestFirstAbove: { from: 0, to: 1000, ...given({ shedding: 'adaptive-lifo' }) },
    markAbove: {
      from: 0,
      to: 1,
      ...given({}),
      parts: { ...overload.parts, C1: { ...overload.parts?.C1, backpressure: true, ratePerSecond: 50 } },
    },
  };
}

export const worker: Changes = {
  concurrency: [
    { from: 1, to: 8, with: { serviceTimeMs: constant(15) }, parts: alone },
    { from: 8, to: 1, with: { serviceTimeMs: constant(15) }, parts: alone },
  ],
  serviceTimeMs: { from: constant(2), to: constant(20) },
  queueLimit: [
    { from: 100, to: 2, with: tight, parts: hot },
    { from: 2, to: 100, with: tight, parts: hot },
  ],
  costPerQueuedMs: { from: 0, to: 5, with: { concurrency: 2, serviceTimeMs: constant(15) } },
  holdSlot: [
    { from: true, to: false, with: { concurrency: 1, serviceTimeMs: constant(1) }, parts: { DB2: { serviceTimeMs: constant(20) } } },
    { from: false, to: true, with: { concurrency: 1, serviceTimeMs: constant(1) }, parts: { DB2: { serviceTimeMs: constant(20) } } },
  ],
  readsFrom: ['primary', 'replicas'].map((to) => ({ from: 'any', to })),
  promoteAfterFailures: { from: 0, to: 2, faults: [shortly('DB1', 22, 1000)] },
  callTimeoutMs: [
    { from: 0, to: 5, parts: { DB2: { serviceTimeMs: constant(20) } } },
    { from: 3_000_000, to: 500, with: { concurrency: 200 }, parts: { DB2: { serviceTimeMs: constant(1_000_000) }, C1: { timeoutMs: 0 } } },
  ],
  execution: [
    { from: 'slots', to: 'processes', with: { ...machine, processes: 1, threads: 4, concurrency: 50, cores: 4 } },
    { from: 'processes', to: 'slots', with: { ...machine, processes: 1, threads: 4, concurrency: 50, cores: 4 } },
  ],
  processes: [
    { from: 1, to: 4, with: machine },
    { from: 4, to: 1, with: machine },
  ],
  threads: [
    { from: 1, to: 8, with: { ...machine, cpuPercent: 0, processes: 1 } },
    { from: 8, to: 1, with: { ...machine, cpuPercent: 0, processes: 1 } },
  ],
  cores: [
    { from: 1, to: 4, with: { ...machine, processes: 4 } },
    { from: 4, to: 1, with: { ...machine, processes: 4 } },
  ],
  oneThreadComputes: { from: true, to: false, with: { ...machine, processes: 1, cores: 4 } },
  cpuPercent: { from: 0, to: 100, with: { ...machine, processes: 1 } },
  errorPercent: { from: 0, to: 50 },
  neighbourPercent: [
    { from: 0, to: 90, with: { ...machine, neighbourOnSeconds: 0.5, neighbourOffSeconds: 0.5 }, isDrawn },
    { from: 90, to: 0, with: { ...machine, neighbourOnSeconds: 0.5, neighbourOffSeconds: 0.5 }, isDrawn },
  ],
  neighbourOnSeconds: [
    { from: 0.05, to: 2, with: { ...machine, neighbourPercent: 80, neighbourOffSeconds: 0.3 }, isDrawn },
    { from: 3000, to: 0.05, with: { ...machine, neighbourPercent: 80, neighbourOffSeconds: 0.3 }, isDrawn },
  ],
  neighbourOffSeconds: [
    { from: 0.05, to: 2, with: { ...machine, neighbourPercent: 80, neighbourOnSeconds: 0.3 }, isDrawn },
    { from: 3000, to: 0.05, with: { ...machine, neighbourPercent: 80, neighbourOnSeconds: 0.3 }, isDrawn },
  ],
  startSeconds: [
    { from: 0, to: 10, faults: [shortly('X1', 22, 1)] },
    { from: 1000, to: 20, faults: [shortly('X1', 8, 1)] },
  ],
  warmUpSeconds: { from: 0, to: 30, with: { ...machine, warmUpFactor: 20 }, faults: [shortly('X1', 18, 1)] },
  warmUpFactor: { from: 1, to: 20, with: { ...machine, warmUpSeconds: 60 }, faults: [shortly('X1', 18, 1)] },
  collectEveryRequests: [
    { from: 0, to: 20, with: machine },
    { from: 20, to: 0, with: machine },
  ],
  collectPauseMs: { from: constant(1), to: constant(200), with: { ...machine, collectEveryRequests: 20 } },
  memoryMb: [
    { from: 0, to: 60, with: { ...machine, memoryRestartSeconds: 0.5 } },
    { from: 60, to: 0, with: { ...machine, memoryRestartSeconds: 0.5 } },
  ],
  memoryBaseMb: { from: 10, to: 92, with: { ...machine, memoryMb: 100, memoryRestartSeconds: 0.5 } },
  memoryPerRequestMb: { from: 0.1, to: 20, with: { ...machine, memoryMb: 100, memoryRestartSeconds: 0.5 } },
  leakKbPerRequest: {
    from: 0,
    to: 1000,
    with: { ...machine, memoryMb: 100, memoryRestartSeconds: 0.5 },
    parts: { C1: { writePercent: 0 } },
  },
  memoryRestartSeconds: { from: 0.1, to: 4, with: { ...machine, memoryMb: 60 } },
  callOrder: [
    { from: 'sequence', to: 'parallel', parts: { DB1: { serviceTimeMs: constant(20) }, DB2: { serviceTimeMs: constant(20) } } },
    { from: 'parallel', to: 'sequence', parts: { DB1: { serviceTimeMs: constant(20) }, DB2: { serviceTimeMs: constant(20) } } },
  ],
  connections: [
    { from: 0, to: 1, parts: { DB2: { serviceTimeMs: constant(12) } } },
    { from: 1, to: 0, parts: { DB2: { serviceTimeMs: constant(12) } } },
  ],
  ...shedding({ with: tight, parts: hot }),
};

const storeChanges: Changes = {
  concurrency: [
    { from: 1, to: 8, with: { serviceTimeMs: constant(15) } },
    { from: 8, to: 1, with: { serviceTimeMs: constant(15) } },
  ],
  serviceTimeMs: { from: constant(2), to: constant(20) },
  queueLimit: [
    { from: 200, to: 2, with: tight, parts: hot },
    { from: 2, to: 200, with: tight, parts: hot },
  ],
  ...shedding({ with: tight, parts: hot }),
};

const slowCopy = {
  R1: { serviceTimeMs: constant(3), applyTimeMs: constant(30) },
  C1: { ratePerSecond: 30, writePercent: 100, timeoutMs: 0 },
};
const lostCopy = { R1: { serviceTimeMs: constant(3), applyTimeMs: constant(60) }, C1: { ratePerSecond: 10, timeoutMs: 0 } };
const replication: Changes = {
  ackTimeoutMs: { from: 1000, to: 40, with: { replication: 'sync', onAckTimeout: 'fail' }, parts: slowCopy },
  onAckTimeout: { from: 'fall-back', to: 'fail', with: { replication: 'sync', ackTimeoutMs: 20 }, parts: lostCopy },
  replication: [
    { from: 'async', to: 'sync', parts: { R1: { serviceTimeMs: constant(3), applyTimeMs: constant(30) }, C1: { ratePerSecond: 30 } } },
    { from: 'sync', to: 'async', parts: { R1: { serviceTimeMs: constant(3), applyTimeMs: constant(30) }, C1: { ratePerSecond: 30 } } },
  ],
};

export const database: Changes = {
  ...storeChanges,
  ...replication,
  preloaded: { from: true, to: false, onlyFromStart: 'what it holds is loaded before the first event' },
};
export const shard: Changes = { ...storeChanges, ...replication };
export const replica: Changes = {
  ...storeChanges,
  ...shedding({ with: tight, parts: { C1: { ratePerSecond: 400, timeoutMs: 0, writePercent: 10 } } }),
  applyTimeMs: { from: constant(0.2), to: constant(40) },
  replication: { from: 'async', to: 'sync', unseen: 'it follows, and waits for nobody' },
  ackTimeoutMs: { from: 1000, to: 40, unseen: 'it follows, and waits for nobody' },
  onAckTimeout: { from: 'fall-back', to: 'fail', with: { replication: 'sync' }, unseen: 'it follows, and waits for nobody' },
};

const unseen = 'nobody fails here, so nobody is promoted: tests/engine/failover.test.ts says what it does';
export const failoverMonitor: Changes = {
  intervalMs: { from: 200, to: 1000, isDrawn: true },
  timeoutMs: { from: 2000, to: 300, isDrawn: true, unseen },
  quorum: { from: 1, to: 2, unseen },
  candidates: { from: 'any', to: 'majority', unseen },
  fencing: { from: true, to: false, unseen },
};
