import type { Changes } from './systems';

const constant = (valueMs: number): object => ({ type: 'constant', valueMs });
const slow = { concurrency: 50, serviceTimeMs: constant(100) };
const busy = { concurrency: 1, serviceTimeMs: constant(15), queueLimit: 50 };
const down = { atSeconds: 0.5, type: 'crash', node: 'W1' };
const isDrawn = true;
const lossy = (link: string): object => ({ atSeconds: 0, type: 'lossy', link, percent: 30 });
const shortly = (node: string, atSeconds: number, forSeconds: number): object => ({ atSeconds, type: 'crash', node, forSeconds });
const wave = { C1: { arrivals: 'burst', ratePerSecond: 10, burstRatePerSecond: 200, burstSeconds: 3, burstEverySeconds: 6 } };

export const loadBalancer: Changes = {
  strategy: [
    ...['random', 'least-connections', 'two-choices'].map((to) => ({
      from: 'weighted',
      to,
      with: { weights: 'W1=8' },
      parts: { W1: slow },
    })),
    { from: 'round-robin', to: 'weighted', with: { weights: 'W1=8' } },
    { from: 'round-robin', to: 'least-response-time', parts: { W1: slow } },
    { from: 'round-robin', to: 'hash', with: { hashBy: 'client' } },
    { from: 'round-robin', to: 'bounded-hash', with: { hashBy: 'client', loadBoundPercent: 1000 } },
    { from: 'round-robin', to: 'own', with: { program: 'P2' } },
    { from: 'own', to: 'round-robin', with: { program: 'P2' } },
  ],
  stopAfterFailures: [
    { from: 0, to: 3, faults: [down] },
    { from: 3, to: 0, with: { tryAgainSeconds: 1000 }, faults: [down] },
  ],
  tryAgainSeconds: [
    { from: 0.05, to: 30, with: { stopAfterFailures: 1 }, faults: [down] },
    { from: 1000, to: 0.05, with: { stopAfterFailures: 1 }, faults: [down] },
  ],
  timeoutMs: [
    { from: 0, to: 20, parts: { W1: slow } },
    { from: 20, to: 0, parts: { W1: slow } },
    { from: 3_000_000, to: 500, with: { stopAfterFailures: 0 }, parts: { W1: { concurrency: 1, serviceTimeMs: constant(1_000_000) } } },
  ],
  weights: { from: '', to: 'W1=8', with: { strategy: 'weighted' } },
  program: { from: 'P1', to: 'P2', with: { strategy: 'own' } },
  hashBy: { from: 'key', to: 'client', with: { strategy: 'hash' } },
  loadBoundPercent: {
    from: 101,
    to: 10_000,
    with: { strategy: 'bounded-hash', hashBy: 'client' },
    parts: { W1: slow, W2: slow, W3: slow },
  },
  forgetSeconds: {
    from: 0.001,
    to: 1000,
    with: { strategy: 'least-response-time' },
    parts: { W1: { concurrency: 8, serviceTimeMs: { type: 'pareto', minMs: 2, shape: 1.1 } } },
  },
  stickyBy: {
    from: 'off',
    to: 'client',
    with: { strategy: 'own', program: 'P1', stopAfterFailures: 1, tryAgainSeconds: 0.1 },
    faults: [shortly('W1', 15, 1)],
  },
  preferZone: { from: false, to: true },
  zoneSpillPercent: { from: 0, to: 100, with: { preferZone: true, stopAfterFailures: 1, tryAgainSeconds: 100 }, faults: [down] },
  healthCheckSeconds: [
    { from: 0, to: 0.2, with: { stopAfterFailures: 0 }, faults: [down] },
    { from: 1000, to: 0.2, with: { stopAfterFailures: 0 }, faults: [down] },
  ],
  healthTimeoutMs: {
    from: 60_000,
    to: 100,
    with: { healthCheckSeconds: 0.2, stopAfterFailures: 0 },
    faults: [{ ...down, silent: true }],
  },
  unhealthyAfter: { from: 1, to: 20, with: { healthCheckSeconds: 0.2 }, faults: [lossy('L3')] },
  healthyAfter: { from: 1, to: 10, with: { healthCheckSeconds: 0.2, unhealthyAfter: 1 }, faults: [lossy('L3')] },
  ejectErrorPercent: { from: 0, to: 20, with: { stopAfterFailures: 0, ejectEverySeconds: 1, tryAgainSeconds: 100 }, faults: [down] },
  ejectEverySeconds: [
    { from: 1000, to: 1, with: { stopAfterFailures: 0, ejectErrorPercent: 20, tryAgainSeconds: 100 }, faults: [down] },
    {
      from: 1,
      to: 1000,
      with: { stopAfterFailures: 0, ejectErrorPercent: 20, tryAgainSeconds: 1 },
      faults: [shortly('W1', 25, 10)],
      isDrawn,
    },
  ],
  ejectLeastRequests: {
    from: 100_000,
    to: 5,
    with: { stopAfterFailures: 0, ejectErrorPercent: 20, ejectEverySeconds: 1, tryAgainSeconds: 100 },
    faults: [down],
  },
  mostEjectedPercent: [
    { from: 0, to: 100, with: { stopAfterFailures: 1, tryAgainSeconds: 100 }, faults: [down] },
    { from: 100, to: 0, with: { stopAfterFailures: 1, tryAgainSeconds: 1000 }, faults: [down] },
  ],
  slowStartSeconds: { from: 0, to: 30, with: { stopAfterFailures: 1, tryAgainSeconds: 0.5 }, faults: [shortly('W1', 18, 1)] },
};

export const rateLimiter: Changes = {
  algorithm: [
    ...['leaky-bucket', 'gcra', 'token-bucket'].map((to) => ({
      from: 'fixed-window',
      to,
      with: { ratePerSecond: 60, burst: 1, windowSeconds: 10 },
    })),
    ...['fixed-window', 'sliding-window-log', 'sliding-window-counter'].map((to) => ({
      from: 'token-bucket',
      to,
      with: { ratePerSecond: 60, burst: 1, windowSeconds: 10 },
    })),
  ],
  ratePerSecond: [
    ...['token-bucket', 'leaky-bucket', 'gcra', 'fixed-window', 'sliding-window-log', 'sliding-window-counter'].flatMap((algorithm) => [
      { from: 10, to: 30, with: { algorithm } },
      { from: 30, to: 10, with: { algorithm } },
      { from: 0.001, to: 20, with: { algorithm, burst: 20 } },
    ]),
    { from: 5, to: 20, with: { algorithm: 'leaky-bucket', waits: true, burst: 100 } },
    { from: 0.05, to: 20, with: { algorithm: 'leaky-bucket', waits: true, burst: 100 } },
  ],
  burst: ['token-bucket', 'leaky-bucket', 'gcra'].flatMap((algorithm) => [
    { from: 1, to: 50, with: { algorithm, ratePerSecond: 60 } },
    { from: 50, to: 1, with: { algorithm, ratePerSecond: 60 } },
  ]),
  windowSeconds: ['fixed-window', 'sliding-window-log', 'sliding-window-counter'].flatMap((algorithm) => [
    { from: 0.02, to: 5, with: { algorithm, ratePerSecond: 55 } },
    { from: 5, to: 0.02, with: { algorithm, ratePerSecond: 55 } },
    { from: 1000, to: 1, with: { algorithm, ratePerSecond: 20 } },
  ]),
  scope: { from: 'client', to: 'global', with: { ratePerSecond: 20 } },
  waits: { from: false, to: true, with: { algorithm: 'leaky-bucket', ratePerSecond: 40, burst: 30 } },
  counters: { from: 'local', to: 'shared' },
  counterTimeoutMs: [
    { from: 100, to: 0.1, with: { counters: 'shared' } },
    { from: 60_000, to: 50, with: { counters: 'shared' }, faults: [{ atSeconds: 5, type: 'cut', link: 'L4' }] },
  ],
  withoutCounters: { from: 'admit', to: 'reject', with: { counters: 'shared', counterTimeoutMs: 0.1 } },
};

export const circuitBreaker: Changes = {
  opensOn: [
    { from: 'consecutive', to: 'error-rate', with: { failuresToOpen: 1000, errorPercent: 10, openSeconds: 1 } },
    { from: 'error-rate', to: 'consecutive', with: { failuresToOpen: 1, errorPercent: 100, openSeconds: 1 } },
  ],
  failuresToOpen: [
    { from: 1000, to: 1, with: { openSeconds: 1 } },
    { from: 1, to: 1000, with: { openSeconds: 1 } },
    { from: 100_000, to: 1000, with: { openSeconds: 1000 }, parts: { W1: { errorPercent: 100 } } },
  ],
  errorPercent: { from: 90, to: 10, with: { opensOn: 'error-rate', openSeconds: 1 } },
  windowSeconds: [
    { from: 0.05, to: 5, with: { opensOn: 'error-rate', errorPercent: 10, leastAnswers: 20, openSeconds: 1 } },
    {
      from: 3600,
      to: 1,
      with: { opensOn: 'error-rate', errorPercent: 90, openSeconds: 1 },
      parts: { W1: { errorPercent: 1 } },
      faults: [{ atSeconds: 15, type: 'set', node: 'W1', param: 'errorPercent', value: 95 }],
    },
  ],
  leastAnswers: { from: 1_000_000, to: 5, with: { opensOn: 'error-rate', errorPercent: 10, openSeconds: 1 } },
  openSeconds: [
    { from: 0.1, to: 5, with: { failuresToOpen: 1 } },
    { from: 1000, to: 0.1, with: { failuresToOpen: 1 } },
  ],
  trials: { from: 1, to: 20, with: { failuresToOpen: 3, openSeconds: 0.2 } },
  timeoutMs: [
    { from: 0, to: 4, with: { failuresToOpen: 100_000 } },
    {
      from: 3_000_000,
      to: 500,
      with: { failuresToOpen: 100_000, underWayLimit: 20 },
      parts: { W1: { concurrency: 1, serviceTimeMs: constant(1_000_000) } },
    },
  ],
  fallback: { from: 'none', to: 'default-answer', with: { failuresToOpen: 1, openSeconds: 1 } },
  underWayLimit: { from: 0, to: 1, with: { failuresToOpen: 100_000 } },
};

export const queue: Changes = {
  delivery: [
    { from: 'at-most-once', to: 'at-least-once', parts: { W1: { errorPercent: 30 }, W2: { errorPercent: 30 } } },
    { from: 'at-least-once', to: 'at-most-once', parts: { W1: { errorPercent: 30 }, W2: { errorPercent: 30 } } },
    { from: 'at-least-once', to: 'effectively-once', parts: { C1: { doubleSubmitPercent: 100, doubleSubmitAfterMs: 0.01 } } },
  ],
  queueLimit: [
    { from: 5, to: 500, parts: { W1: busy, W2: busy, C1: { ratePerSecond: 200, timeoutMs: 0 } } },
    { from: 5000, to: 5, parts: { W1: busy, W2: busy, C1: { ratePerSecond: 200, timeoutMs: 0 } } },
  ],
  whenFull: ['drop-oldest', 'wait'].map((to) => ({
    from: 'reject',
    to,
    with: { queueLimit: 5 },
    parts: { W1: busy, W2: busy, C1: { ratePerSecond: 200 } },
  })),
  waitLimit: [
    { from: 1, to: 50, with: { whenFull: 'wait', queueLimit: 5 }, parts: { W1: busy, W2: busy, C1: { ratePerSecond: 200 } } },
    {
      from: 500,
      to: 5,
      with: { whenFull: 'wait', queueLimit: 5 },
      parts: { W1: busy, W2: busy, C1: { ratePerSecond: 200, timeoutMs: 0 } },
    },
  ],
  consumers: [
    { from: 'share', to: 'each' },
    { from: 'each', to: 'share' },
    { from: 'share', to: 'each', with: { queueLimit: 60 }, parts: { W1: busy, W2: busy } },
    { from: 'each', to: 'share', with: { queueLimit: 60 }, parts: { W1: busy, W2: busy } },
  ],
  ordering: [
    { from: 'none', to: 'strict', with: { prefetch: 8 } },
    { from: 'strict', to: 'none', with: { prefetch: 8 }, parts: { C1: { ratePerSecond: 300 } } },
    { from: 'none', to: 'by-key', with: { prefetch: 8 }, parts: { C1: { ratePerSecond: 400, keyCount: 1 } } },
    { from: 'by-key', to: 'none', with: { prefetch: 8 }, parts: { C1: { ratePerSecond: 400, keyCount: 1 } } },
    { from: 'strict', to: 'by-key', with: { prefetch: 8 }, parts: { C1: { ratePerSecond: 300 } } },
  ],
  prefetch: { from: 1, to: 8, parts: { C1: { ratePerSecond: 400 } } },
  visibilityTimeoutMs: [
    { from: 5000, to: 4, with: { prefetch: 8, retryDelayMs: 1 } },
    {
      from: 3_000_000,
      to: 300,
      with: { prefetch: 8, maxDeliveries: 1000 },
      faults: [{ atSeconds: 0, type: 'lossy', link: 'L2', percent: 50 }],
    },
  ],
  retryDelayMs: [
    { from: 1, to: 1000, with: { maxDeliveries: 3 }, parts: { W1: { errorPercent: 50 }, W2: { errorPercent: 50 } } },
    {
      from: 3_000_000,
      to: 100,
      with: { maxDeliveries: 3, queueLimit: 500_000 },
      parts: { W1: { errorPercent: 50 }, W2: { errorPercent: 50 } },
    },
  ],
  maxDeliveries: { from: 1, to: 5, parts: { W1: { errorPercent: 50 }, W2: { errorPercent: 50 } } },
  deadLetterLimit: {
    from: 100,
    to: 1,
    with: { maxDeliveries: 1 },
    parts: { W1: { errorPercent: 50 } },
    unseen: 'the box of dead letters has no gauge; its count goes on, whatever room it has. The queue’s own test looks into it.',
  },
  poisonPercent: { from: 0, to: 50 },
  durable: { from: true, to: false, parts: { W1: busy, W2: busy, C1: { ratePerSecond: 200 } }, faults: [shortly('X1', 25, 1)] },
};

export const registry: Changes = {
  heartbeatSeconds: { from: 1, to: 0.1 },
  expireSeconds: [
    { from: 1000, to: 2, faults: [{ ...shortly('W1', 5, 1000), silent: true }] },
    { from: 2, to: 1000, faults: [{ ...shortly('W1', 18, 1000), silent: true }] },
  ],
  keepSeconds: { from: 1, to: 0.1 },
  remembers: { from: true, to: false, with: { heartbeatSeconds: 15, expireSeconds: 40 }, faults: [shortly('X1', 22, 0.5)] },
};

export const autoscaler: Changes = {
  metric: { from: 'in-flight', to: 'rate', with: { targetEach: 20 } },
  targetEach: { from: 50, to: 25, with: { metric: 'rate' } },
  least: [
    { from: 1, to: 4, isDrawn },
    { from: 4, to: 1, isDrawn },
  ],
  most: [
    { from: 2, to: 5, with: { metric: 'rate', targetEach: 20 } },
    { from: 5, to: 2, with: { metric: 'rate', targetEach: 20, calmSeconds: 10_000 } },
  ],
  bootSeconds: {
    from: 0,
    to: 3,
    with: { metric: 'rate', targetEach: 40, decideSeconds: 0.5, measureSeconds: 0.25, calmSeconds: 0.1 },
    parts: wave,
  },
  measureSeconds: [
    { from: 1, to: 0.1, isDrawn },
    { from: 1000, to: 0.1 },
  ],
  decideSeconds: [
    { from: 0.1, to: 5, with: { measureSeconds: 0.1 } },
    { from: 1000, to: 1, with: { metric: 'rate', targetEach: 25 } },
  ],
  tolerancePercent: { from: 100, to: 0, with: { metric: 'rate', targetEach: 60 } },
  calmSeconds: [
    { from: 0.1, to: 100, with: { metric: 'rate', targetEach: 40, decideSeconds: 0.5, measureSeconds: 0.25 }, parts: wave },
    { from: 10_000, to: 0.1, with: { metric: 'rate', targetEach: 40, decideSeconds: 0.5, measureSeconds: 0.25 }, parts: wave },
  ],
};

const few = { C1: { keyCount: 20, writePercent: 0 } };
const slowStore = { C1: { keyCount: 4, ratePerSecond: 200 }, DB1: { concurrency: 64, serviceTimeMs: constant(200) } };

export const cache: Changes = {
  size: [
    { from: 100, to: 20 },
    { from: 20, to: 100 },
  ],
  eviction: [
    ...['lru', 'lfu', 's3-fifo'].map((to) => ({
      from: 'fifo',
      to,
      with: { size: 20, ttlSeconds: 0 },
      parts: { C1: { keys: 'zipf', keyCount: 1000, ratePerSecond: 300 } },
    })),
    { from: 'lfu', to: 'fifo', with: { size: 20, ttlSeconds: 0 }, parts: { C1: { keys: 'zipf', keyCount: 1000, ratePerSecond: 300 } } },
  ],
  ttlSeconds: [
    { from: 1000, to: 0.5, parts: few },
    { from: 0, to: 0.5, parts: few },
    { from: 0.5, to: 0, parts: few },
  ],
  ttlJitterPercent: {
    from: 0,
    to: 100,
    with: { ttlSeconds: 0.5 },
    parts: few,
    unseen: 'it spreads the moments of expiry and leaves every mean as it was',
  },
  negativeTtlSeconds: [
    { from: 0, to: 1000, parts: { C1: { keyCount: 20, writePercent: 0 }, DB1: { preloaded: false } } },
    { from: 1000, to: 0, parts: { C1: { keyCount: 20, writePercent: 0 }, DB1: { preloaded: false } } },
    { from: 1000, to: 0.5, parts: { C1: { keyCount: 20, writePercent: 0 }, DB1: { preloaded: false } } },
  ],
  writes: ['through', 'around', 'back'].flatMap((from) =>
    ['through', 'around', 'back']
      .filter((to) => to !== from)
      .map((to) => ({ from, to, parts: { C1: { writePercent: 80, keyCount: 20 } } })),
  ),
  flushAfterMs: [
    { from: 10, to: 3000, with: { writes: 'back' }, parts: { C1: { writePercent: 80 } } },
    { from: 3_000_000, to: 10, with: { writes: 'back' }, parts: { C1: { writePercent: 80 } } },
  ],
  onMiss: ['single-flight', 'lock'].flatMap((other) => [
    { from: 'ask', to: other, with: { ttlSeconds: 0.3 }, parts: slowStore },
    { from: other, to: 'ask', with: { ttlSeconds: 0.3 }, parts: slowStore },
  ]),
  lockRetryMs: [
    { from: 1, to: 400, with: { onMiss: 'lock', ttlSeconds: 0.3 }, parts: slowStore },
    { from: 60_000, to: 10, with: { onMiss: 'lock', ttlSeconds: 0.3 }, parts: { ...slowStore, C1: { ...slowStore.C1, timeoutMs: 0 } } },
  ],
  lockLeaseMs: [
    { from: 3000, to: 20, with: { onMiss: 'lock', ttlSeconds: 0.3 }, parts: slowStore },
    {
      from: 3_000_000,
      to: 200,
      with: { onMiss: 'lock', ttlSeconds: 0.3, callTimeoutMs: 0 },
      parts: slowStore,
      faults: [{ atSeconds: 0, type: 'lossy', link: 'L2', percent: 20 }],
    },
  ],
  waitLimit: [
    { from: 10_000, to: 1, with: { onMiss: 'single-flight', ttlSeconds: 0.3 }, parts: slowStore },
    { from: 1, to: 10_000, with: { onMiss: 'single-flight', ttlSeconds: 0.3 }, parts: slowStore },
  ],
  earlyRefreshBeta: {
    from: 0,
    to: 4,
    with: { ttlSeconds: 0.5 },
    parts: { C1: { keyCount: 4, ratePerSecond: 200 }, DB1: { concurrency: 64, serviceTimeMs: constant(50) } },
  },
  staleSeconds: [
    { from: 0, to: 30, with: { ttlSeconds: 0.5 }, parts: few },
    { from: 30, to: 0, with: { ttlSeconds: 0.5 }, parts: few },
  ],
  concurrency: [
    { from: 64, to: 1, with: { lookupTimeMs: constant(8) } },
    { from: 1, to: 64, with: { lookupTimeMs: constant(15) } },
  ],
  lookupTimeMs: { from: constant(0.2), to: constant(15) },
  queueLimit: [
    { from: 1000, to: 1, with: { concurrency: 1, lookupTimeMs: constant(15) }, parts: { C1: { timeoutMs: 0 } } },
    { from: 1, to: 100, with: { concurrency: 1, lookupTimeMs: constant(15) }, parts: { C1: { timeoutMs: 0 } } },
  ],
  callTimeoutMs: [
    { from: 2000, to: 2 },
    {
      from: 3_000_000,
      to: 500,
      with: { onMiss: 'single-flight', ttlSeconds: 0.3 },
      parts: few,
      faults: [{ atSeconds: 0, type: 'lossy', link: 'L2', percent: 20 }],
    },
  ],
};
