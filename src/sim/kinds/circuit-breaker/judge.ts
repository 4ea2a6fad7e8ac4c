/** States of a breaker. */
export const State = { closed: 0, halfOpen: 1, open: 2 } as const;

const STEPS = 10;

/** What a breaker knows of the part behind it. */
export interface BreakerMemory {
  state: number;
  /** Raised by every change of state: answers to requests of an earlier one are not judged. */
  stint: number;
  failuresInRow: number;
  /** When the state was entered, and when the last trial began, ns. */
  sinceNs: number;
  triedNs: number;
  /** Half-open: trials that are waited for, and trials that succeeded. */
  trying: number;
  succeeded: number;
  /** Answers in each step of the window, and the number of the newest step. */
  ok: Int32Array;
  failed: Int32Array;
  step: number;
}

/** When a breaker opens and closes. */
export interface BreakerRule {
  readonly opensOn: 'consecutive' | 'error-rate';
  readonly failuresToOpen: number;
  readonly errorPercent: number;
  readonly leastAnswers: number;
  readonly trials: number;
  readonly windowNs: number;
  /** A trial that is not answered within this does not hold up the next, ns; Infinity: patience ends it before. */
  readonly trialNs: number;
}

/** A closed breaker that has seen nothing. */
export function emptyMemory(): BreakerMemory {
  return {
    state: State.closed,
    stint: 0,
    failuresInRow: 0,
    sinceNs: 0,
    triedNs: 0,
    trying: 0,
    succeeded: 0,
    ok: new Int32Array(STEPS),
    failed: new Int32Array(STEPS),
    step: 0,
  };
}

/** Goes over to a state, with nothing counted in it yet. */
export function enter(memory: BreakerMemory, state: number, nowNs: number): void {
  memory.state = state;
  memory.sinceNs = nowNs;
  memory.stint++;
  memory.failuresInRow = 0;
  memory.trying = 0;
  memory.succeeded = 0;
  memory.ok.fill(0);
  memory.failed.fill(0);
}

/** Whether one more request may be sent now; a trial is counted. */
export function mayPass(rule: BreakerRule, memory: BreakerMemory, nowNs: number): boolean {
  if (memory.state === State.closed) return true;
  if (memory.state === State.open) return false;
  if (memory.trying + memory.succeeded >= rule.trials) {
    if (nowNs - memory.triedNs < rule.trialNs) return false;
    // Nobody knows whether they will ever be answered; if they are, that still counts.
    memory.trying = 0;
  }
  memory.trying++;
  memory.triedNs = nowNs;
  return true;
}

/** A request of this stint ended in a way that says nothing about the part behind: as if it had not been sent. */
export function learnNothing(memory: BreakerMemory): void {
  if (memory.trying > 0) memory.trying--;
}

/** Learns how a request of this stint ended; returns the state that the breaker should be in now. */
export function learn(rule: BreakerRule, memory: BreakerMemory, isFailure: boolean, nowNs: number): number {
  if (memory.state === State.open) return State.open;
  if (memory.state === State.halfOpen) {
    learnNothing(memory);
    if (isFailure) return State.open;
    memory.succeeded++;
    return judge(rule, memory, nowNs);
  }
  memory.failuresInRow = isFailure ? memory.failuresInRow + 1 : 0;
  turnWindow(rule, memory, nowNs);
  const counts = isFailure ? memory.failed : memory.ok;
  counts[memory.step % STEPS]++;
  return judge(rule, memory, nowNs);
}

/** The state that the breaker should be in by what it has counted so far. */
export function judge(rule: BreakerRule, memory: BreakerMemory, nowNs: number): number {
  if (memory.state === State.open) return State.open;
  if (memory.state === State.halfOpen) return memory.succeeded >= rule.trials ? State.closed : State.halfOpen;
  if (rule.opensOn === 'consecutive') return memory.failuresInRow >= rule.failuresToOpen ? State.open : State.closed;
  turnWindow(rule, memory, nowNs);
  const failed = sum(memory.failed);
  const answers = failed + sum(memory.ok);
  return answers >= rule.leastAnswers && failed * 100 >= rule.errorPercent * answers ? State.open : State.closed;
}

/** Goes on with a window of another length: what was counted in a step of the old one goes to the step of the new one that it begins in. */
export function reshape(rule: BreakerRule, memory: BreakerMemory, oldWindowNs: number, nowNs: number): void {
  const { ok, failed, step } = memory;
  memory.ok = new Int32Array(STEPS);
  memory.failed = new Int32Array(STEPS);
  memory.step = stepAt(rule.windowNs, nowNs);
  for (let s = Math.max(0, step - STEPS + 1); s <= step; s++) {
    const to = stepAt(rule.windowNs, (s * oldWindowNs) / STEPS);
    if (to <= memory.step - STEPS) continue;
    memory.ok[to % STEPS] += ok[s % STEPS];
    memory.failed[to % STEPS] += failed[s % STEPS];
  }
}

/** Answers that are in the window at a moment, and how many of them failed. */
export function countsNow(rule: BreakerRule, memory: BreakerMemory, nowNs: number): { failed: number; answers: number } {
  const copy = { ...memory, ok: memory.ok.slice(), failed: memory.failed.slice() };
  turnWindow(rule, copy, nowNs);
  const failed = sum(copy.failed);
  return { failed, answers: failed + sum(copy.ok) };
}

/** Forgets the steps that have left the window. */
function turnWindow(rule: BreakerRule, memory: BreakerMemory, nowNs: number): void {
  const step = stepAt(rule.windowNs, nowNs);
  const first = Math.max(memory.step + 1, step - STEPS + 1);
  for (let s = first; s <= step; s++) {
    memory.ok[s % STEPS] = 0;
    memory.failed[s % STEPS] = 0;
  }
  memory.step = step;
}

function stepAt(windowNs: number, atNs: number): number {
  return Math.floor((atNs * STEPS) / windowNs);
}

function sum(counts: Int32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
