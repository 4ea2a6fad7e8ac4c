import { describe, expect, it } from 'vitest';
import { countsNow, emptyMemory, enter, learn, learnNothing, mayPass, reshape, State, type BreakerRule } from './judge';

const SECOND = 1e9;
const rule = (more: Partial<BreakerRule> = {}): BreakerRule => ({
  opensOn: 'consecutive',
  failuresToOpen: 3,
  errorPercent: 50,
  leastAnswers: 4,
  trials: 2,
  windowNs: 10 * SECOND,
  trialNs: Infinity,
  ...more,
});

/** The state after answers at one a second: `x` failed, `.` succeeded. */
function after(answers: string, more: Partial<BreakerRule> = {}): number {
  const memory = emptyMemory();
  let state: number = State.closed;
  answers.split('').forEach((answer, second) => {
    if (state === State.closed) state = learn(rule(more), memory, answer === 'x', second * SECOND);
  });
  return state;
}

describe('failures in a row', () => {
  it.each([
    ['xx', State.closed],
    ['xxx', State.open],
    ['xx.xx.xx', State.closed],
    ['..xxx', State.open],
  ])('%s', (answers, state) => {
    expect(after(answers)).toBe(state);
  });
});

describe('a share of failures', () => {
  const share = { opensOn: 'error-rate' } as const;
  it.each<[string, number, string]>([
    ['xxx', State.closed, 'too few answers to say anything'],
    ['x.x.', State.open, 'exactly the share'],
    ['x...x...x...', State.closed, 'a quarter'],
    ['.........xxxxx', State.open, 'old successes have left the window'],
  ])('%s is %i: %s', (answers, state) => {
    expect(after(answers, share)).toBe(state);
  });

  it('forgets everything after a pause longer than the window', () => {
    const memory = emptyMemory();
    for (let i = 0; i < 3; i++) learn(rule(share), memory, true, 0);
    expect(learn(rule(share), memory, true, 25 * SECOND)).toBe(State.closed);
    expect([...memory.failed]).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  });
});

describe('half-open', () => {
  it('lets only the trials through, closes when all succeed, opens when one fails', () => {
    const memory = emptyMemory();
    enter(memory, State.open, 0);
    expect(mayPass(rule(), memory, 0)).toBe(false);
    enter(memory, State.halfOpen, 0);
    expect([mayPass(rule(), memory, 0), mayPass(rule(), memory, 0), mayPass(rule(), memory, 0)]).toEqual([true, true, false]);
    expect(learn(rule(), memory, false, 0)).toBe(State.halfOpen);
    expect(mayPass(rule(), memory, 0)).toBe(false);
    expect(learn(rule(), memory, false, 0)).toBe(State.closed);
    enter(memory, State.halfOpen, 0);
    mayPass(rule(), memory, 0);
    expect(learn(rule(), memory, true, 0)).toBe(State.open);
  });
});

describe('what does not count', () => {
  it('changes neither the run of failures nor the share, and gives a trial back', () => {
    const memory = emptyMemory();
    learn(rule(), memory, true, 0);
    learn(rule(), memory, true, 0);
    learnNothing(memory);
    expect(memory.failuresInRow).toBe(2);
    expect(learn(rule(), memory, true, 0)).toBe(State.open);
    enter(memory, State.halfOpen, 0);
    const one = rule({ trials: 1 });
    expect([mayPass(one, memory, 0), mayPass(one, memory, 0)]).toEqual([true, false]);
    learnNothing(memory);
    expect([memory.state, memory.succeeded, mayPass(one, memory, 0)]).toEqual([State.halfOpen, 0, true]);
  });
});

describe('a trial that nobody answers', () => {
  const one = rule({ trials: 1, trialNs: 5 * SECOND });
  it('holds up the next for so long and no longer, and still counts when it is answered late', () => {
    const memory = emptyMemory();
    enter(memory, State.halfOpen, 0);
    expect([0, 1, 4.9].map((at) => mayPass(one, memory, at * SECOND))).toEqual([true, false, false]);
    expect(mayPass(one, memory, 5 * SECOND)).toBe(true);
    expect(mayPass(one, memory, 6 * SECOND)).toBe(false);
    expect(learn(one, memory, false, 6 * SECOND)).toBe(State.closed);
  });
});

describe('a window of another length', () => {
  const counted = (from: number, to: number): number[] => {
    const memory = emptyMemory();
    const short = rule({ opensOn: 'error-rate', leastAnswers: 1000, windowNs: from * SECOND });
    for (let at = 0; at < 40; at++) learn(short, memory, at % 4 === 0, at * SECOND);
    const other = rule({ ...short, windowNs: to * SECOND });
    reshape(other, memory, from * SECOND, 39 * SECOND);
    const { failed, answers } = countsNow(other, memory, 39 * SECOND);
    return [answers, failed];
  };
  it('keeps what it knows of the time that it spans', () => {
    expect(counted(20, 10)).toEqual([10, 2]);
    expect(counted(10, 20)).toEqual([10, 2]);
    expect(counted(20, 20)).toEqual([20, 5]);
  });
});
