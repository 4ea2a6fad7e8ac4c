import { NS_PER_SECOND, secondsToNs } from '../../kernel/units';

/** Ways of limiting a rate. */
export const ALGORITHMS = ['token-bucket', 'leaky-bucket', 'gcra', 'fixed-window', 'sliding-window-log', 'sliding-window-counter'] as const;
/** A way of limiting a rate. */
export type Algorithm = (typeof ALGORITHMS)[number];

/** What a limit is made of, in whole nanoseconds, so that counts are exact. */
export interface Limit {
  readonly algorithm: Algorithm;
  /** From one request to the next at the allowed rate, ns. */
  readonly spacingNs: number;
  /** Spacing times burst: how much a bucket holds, ns. */
  readonly bucketNs: number;
  readonly windowNs: number;
  /** Requests allowed in a window. */
  readonly perWindow: number;
}

/** Moments of the last admitted requests, in a ring that grows to the limit. */
interface AdmittedLog {
  timesNs: Float64Array;
  head: number;
  count: number;
}

/**
 * What a limiter remembers of every subject (a client, or all together): three numbers each, and a log where the algorithm wants one.
 * Buckets and the log keep in the second when they were last asked, by the limiter's clock: one that is set back stands still for them.
 */
export interface LimitState {
  cells: Float64Array;
  logs: AdmittedLog[];
}

/** Numbers kept of each subject. */
export const CELLS = 3;
/** The answer of `admit` when the request is refused. */
export const REFUSED = -1;

/** The limit of a rate per second, with room for `burst` requests at once (buckets), over a window (windows). */
export function limitOf(algorithm: Algorithm, ratePerSecond: number, burst: number, windowSeconds: number): Limit {
  const spacingNs = Math.max(1, Math.floor(NS_PER_SECOND / ratePerSecond + 0.5));
  return {
    algorithm,
    spacingNs,
    bucketNs: spacingNs * burst,
    windowNs: Math.max(1, secondsToNs(windowSeconds)),
    perWindow: Math.max(1, Math.floor(ratePerSecond * windowSeconds + 1e-9)),
  };
}

/** Nothing seen yet. */
export function emptyLimit(): LimitState {
  return { cells: new Float64Array(0), logs: [] };
}

/**
 * Whether a request of a subject (a small integer from 0) may pass now: how long it would have to wait for its turn, ns
 * (0 for all algorithms but the leaky bucket, which knows how much water is ahead), or REFUSED. Admitting counts.
 */
export function admit(limit: Limit, state: LimitState, subject: number, nowNs: number): number {
  const at = subject * CELLS;
  if (at >= state.cells.length) enlarge(limit, state, subject);
  switch (limit.algorithm) {
    case 'token-bucket':
      return tokenBucket(limit, state.cells, at, nowNs);
    case 'leaky-bucket':
      return leakyBucket(limit, state.cells, at, nowNs);
    case 'gcra':
      return gcra(limit, state.cells, at, nowNs);
    case 'fixed-window':
      return fixedWindow(limit, state.cells, at, nowNs);
    case 'sliding-window-log':
      return slidingLog(limit, state, subject, nowNs);
    case 'sliding-window-counter':
      return slidingCounter(limit, state.cells, at, nowNs);
  }
}

/**
 * How many requests of a subject would pass one after the other at this moment: tokens, or what is left of the window. Call it after
 * `admit`, which turns windows.
 */
export function roomLeft(limit: Limit, state: LimitState, subject: number, nowNs: number): number {
  const { cells } = state;
  const at = subject * CELLS;
  switch (limit.algorithm) {
    case 'token-bucket':
      return Math.floor(cells[at] / limit.spacingNs);
    case 'leaky-bucket':
      return Math.floor((limit.bucketNs - cells[at]) / limit.spacingNs);
    case 'gcra':
      return Math.floor((limit.bucketNs - Math.max(0, cells[at] - nowNs)) / limit.spacingNs);
    case 'fixed-window':
      return limit.perWindow - cells[at + 1];
    case 'sliding-window-log':
      return limit.perWindow - state.logs[subject].count;
    case 'sliding-window-counter': {
      const before = (cells[at + 2] * (limit.windowNs - (nowNs - cells[at] * limit.windowNs))) / limit.windowNs;
      return Math.max(0, Math.floor(limit.perWindow - cells[at + 1] - before));
    }
  }
}

/** How long ago a subject was last asked about, ns, never below 0; from now on it was now. */
function passedNs(cells: Float64Array, at: number, nowNs: number): number {
  const passed = Math.max(0, nowNs - cells[at + 1]);
  cells[at + 1] = nowNs;
  return passed;
}

/** How far the clock was set back since a subject was last asked about, ns; 0: not at all. */
function setBackNs(cells: Float64Array, at: number, nowNs: number): number {
  const back = Math.max(0, cells[at + 1] - nowNs);
  cells[at + 1] = nowNs;
  return back;
}

/**
 * Goes on with another rate, burst or window (the same algorithm): as many requests may pass as before, and what was full is no fuller than
 * the new limit allows. `nowNs` by the limiter's clock.
 */
export function changeLimit(before: Limit, limit: Limit, state: LimitState, nowNs: number): void {
  const { cells } = state;
  const ratio = limit.spacingNs / before.spacingNs;
  const isWindow = limit.algorithm === 'fixed-window' || limit.algorithm === 'sliding-window-counter';
  for (let at = 0; at < cells.length; at += CELLS) {
    if (limit.algorithm === 'token-bucket') cells[at] = Math.floor(cells[at] * ratio + 0.5);
    else if (limit.algorithm === 'leaky-bucket') cells[at] = Math.min(limit.bucketNs, Math.floor(cells[at] * ratio + 0.5));
    else if (limit.algorithm === 'gcra') {
      const aheadNs = Math.max(0, cells[at] - nowNs);
      cells[at] = nowNs + Math.min(limit.bucketNs, Math.floor(aheadNs * ratio + 0.5));
    } else if (isWindow && limit.windowNs !== before.windowNs) cells.fill(0, at, at + CELLS);
  }
}

/** Tokens, counted as the time it took to earn them: the bucket is full at first, and a request takes one spacing. */
function tokenBucket(limit: Limit, cells: Float64Array, at: number, nowNs: number): number {
  const held = Math.min(limit.bucketNs, cells[at] + passedNs(cells, at, nowNs));
  cells[at] = held >= limit.spacingNs ? held - limit.spacingNs : held;
  return held >= limit.spacingNs ? 0 : REFUSED;
}

/** The continuous-state leaky bucket of ITU-T I.371: a request pours one spacing of water in, unless the bucket would run over. */
function leakyBucket(limit: Limit, cells: Float64Array, at: number, nowNs: number): number {
  const water = Math.max(0, cells[at] - passedNs(cells, at, nowNs));
  const isRoom = water + limit.spacingNs <= limit.bucketNs;
  cells[at] = isRoom ? water + limit.spacingNs : water;
  return isRoom ? water : REFUSED;
}

/** The generic cell rate algorithm (virtual scheduling, ITU-T I.371): one number, the moment at which the next request is due. */
function gcra(limit: Limit, cells: Float64Array, at: number, nowNs: number): number {
  cells[at] -= setBackNs(cells, at, nowNs);
  const dueNs = cells[at];
  const toleranceNs = limit.bucketNs - limit.spacingNs;
  if (nowNs < dueNs - toleranceNs) return REFUSED;
  cells[at] = Math.max(nowNs, dueNs) + limit.spacingNs;
  return 0;
}

/** A count that begins anew with every window; windows begin at time 0. Lets up to twice the limit pass across a border. */
function fixedWindow(limit: Limit, cells: Float64Array, at: number, nowNs: number): number {
  const window = Math.floor(nowNs / limit.windowNs);
  if (cells[at] !== window) {
    cells[at] = window;
    cells[at + 1] = 0;
  }
  if (cells[at + 1] >= limit.perWindow) return REFUSED;
  cells[at + 1]++;
  return 0;
}

/** Every admitted moment of the last window: exact, at the price of memory. */
function slidingLog(limit: Limit, state: LimitState, subject: number, nowNs: number): number {
  const log = state.logs[subject];
  const backNs = setBackNs(state.cells, subject * CELLS, nowNs);
  if (backNs > 0) for (let i = 0; i < log.count; i++) log.timesNs[(log.head + i) % log.timesNs.length] -= backNs;
  while (log.count > 0 && log.timesNs[log.head] <= nowNs - limit.windowNs) {
    log.head = (log.head + 1) % log.timesNs.length;
    log.count--;
  }
  if (log.count >= limit.perWindow) return REFUSED;
  if (log.count === log.timesNs.length) enlargeLog(log);
  log.timesNs[(log.head + log.count) % log.timesNs.length] = nowNs;
  log.count++;
  return 0;
}

/** The count of this window and, weighted by how much of it still lies within reach, that of the one before (as large proxies do). */
function slidingCounter(limit: Limit, cells: Float64Array, at: number, nowNs: number): number {
  const window = Math.floor(nowNs / limit.windowNs);
  if (cells[at] !== window) {
    cells[at + 2] = cells[at] === window - 1 ? cells[at + 1] : 0;
    cells[at + 1] = 0;
    cells[at] = window;
  }
  const sinceNs = nowNs - window * limit.windowNs;
  const estimate = cells[at + 2] * (limit.windowNs - sinceNs) + (cells[at + 1] + 1) * limit.windowNs;
  if (estimate > limit.perWindow * limit.windowNs) return REFUSED;
  cells[at + 1]++;
  return 0;
}

/** Makes room for a subject; new ones begin with a full bucket of tokens, or with nothing counted. */
function enlarge(limit: Limit, state: LimitState, subject: number): void {
  const old = state.cells.length / CELLS;
  const subjects = Math.max(4, subject + 1, old * 2);
  const cells = new Float64Array(subjects * CELLS);
  cells.set(state.cells);
  if (limit.algorithm === 'token-bucket') for (let s = old; s < subjects; s++) cells[s * CELLS] = limit.bucketNs;
  state.cells = cells;
  if (limit.algorithm !== 'sliding-window-log') return;
  while (state.logs.length < subjects) state.logs.push({ timesNs: new Float64Array(4), head: 0, count: 0 });
}

function enlargeLog(log: AdmittedLog): void {
  const { timesNs, head, count } = log;
  const bigger = new Float64Array(timesNs.length * 2);
  for (let i = 0; i < count; i++) bigger[i] = timesNs[(head + i) % timesNs.length];
  log.timesNs = bigger;
  log.head = 0;
}
