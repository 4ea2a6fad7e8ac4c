import { describe, expect, it } from 'vitest';
import { emptyMemory, enter, learn, mayPass, State, type BreakerRule } from './judge';

const SECOND = 1e9;
const rule = (more: Partial<BreakerRule> = {}): BreakerRule => ({
  opensOn: 'consecutive',
  failuresToOpen: 3,
  errorPercent: 50,
  leastAnswers: 4,
  trials: 2,
  windowNs: 10 * SECOND,
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
    enter(memory, State.open);
    expect(mayPass(rule(), memory)).toBe(false);
    enter(memory, State.halfOpen);
    expect([mayPass(rule(), memory), mayPass(rule(), memory), mayPass(rule(), memory)]).toEqual([true, true, false]);
    expect(learn(rule(), memory, false, 0)).toBe(State.halfOpen);
    expect(mayPass(rule(), memory)).toBe(false);
    expect(learn(rule(), memory, false, 0)).toBe(State.closed);
    enter(memory, State.halfOpen);
    mayPass(rule(), memory);
    expect(learn(rule(), memory, true, 0)).toBe(State.open);
  });
});
