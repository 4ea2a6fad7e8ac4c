import { describe, expect, it } from 'vitest';
import type { Program, ProgramAnswer, ProgramProblem } from '../sim/index';
import { preparePrograms, tryProgram } from './index';

async function program(code: string): Promise<Program> {
  const ready = (await preparePrograms({ programs: { P1: { language: 'python', code } } })).get('P1');
  if (ready === undefined) throw new Error('not there');
  return ready;
}

const ARGS = [{ key: 'peter' }, [{ id: 'W1' }], {}];
const called = async (code: string, args: unknown[] = ARGS, seed = 1): Promise<ProgramAnswer> =>
  (await program(code)).call('choose', JSON.stringify(args), seed);
async function problem(code: string): Promise<ProgramProblem> {
  const answer = await called(code);
  if (answer.ok) throw new Error(`it answered ${JSON.stringify(answer)}`);
  return answer.problem;
}

describe('a learner\u2019s program in Python', () => {
  it('gets its arguments, gives back a value, and what it has written into the last argument', async () => {
    const code =
      'def choose(request, targets, state):\n    state["seen"] = [*state.get("seen", []), request["key"]]\n    return targets[-1]["id"]';
    expect(await called(code, [{ key: 'mary' }, [{ id: 'W1' }, { id: 'W2' }], { seen: ['peter'] }])).toMatchObject({
      ok: true,
      type: 'string',
      value: 'W2',
      kept: '{"seen":["peter","mary"]}',
    });
    expect(await called('def choose(*args): return "\u00e9\\ud800\\n" + args[0]["key"]', [{ key: '\u{1f600}\u0000' }])).toMatchObject({
      value: '\u00e9\ud800\n\u{1f600}\u0000',
    });
    expect(await called('def choose(*args): return 1.5')).toMatchObject({ type: 'number', value: 1.5 });
    expect(await called('def choose(*args): return float("nan")')).toMatchObject({ type: 'number', value: null });
    expect(await called('def choose(*args): pass')).toMatchObject({ type: 'undefined', value: null });
    expect(await called('def choose(*args): return True')).toMatchObject({ type: 'boolean', value: null });
  });

  it('keeps nothing else: neither in its own variables nor in what Python shares', async () => {
    const counting = await program(`
import math, sys
n = 0
items = []
def choose(given, kept=[]):
    global n
    n += 1
    items.append(n)
    kept.append(n)
    math.calls = getattr(math, "calls", 0) + 1
    sys.modules["q"] = sys.modules.get("q", 0) + 1
    __builtins__.m = getattr(__builtins__, "m", 0) + 1
    return [n, len(items), len(kept), math.calls, sys.modules["q"], __builtins__.m] == [1] * 6 and 1 or 0`);
    for (let i = 0; i < 5; i++) expect(counting.call('choose', '[{}]', i)).toMatchObject({ value: 1 });
  });

  it('shares nothing with another program either, though both use one interpreter in turn', async () => {
    const one = await program('import math\nmath.secret = 7\nstore = [1]\ndef choose(*args):\n    return math.secret + len(store)');
    const two = await program('import math\ndef choose(*args):\n    return getattr(math, "secret", 0)');
    for (let i = 0; i < 3; i++) {
      expect(one.call('choose', '[]', i)).toMatchObject({ value: 8 });
      expect(two.call('choose', '[]', i)).toMatchObject({ value: 0 });
    }
  });

  it('has chance and hashes that are the same everywhere, and no clock, network or files', async () => {
    const dice = await program('import random\ndef choose(*args):\n    return random.random()');
    const throws = (seed: number): unknown => (dice.call('choose', '[]', seed) as { value: unknown }).value;
    expect([throws(7), throws(7)]).toEqual([throws(7), throws(7)]);
    expect(throws(7)).not.toBe(throws(8));
    expect(throws(1)).toBe(0.13436424411240122);
    const mixed = 'import hashlib\ndef choose(*args):\n    return hash("peter") % 2**32 + int(hashlib.sha256(b"a").hexdigest()[:4], 16)';
    expect(await called(mixed)).toMatchObject({ value: 777744062 });
    expect((await problem('import time\ndef choose(*args): return 1')).message).toBe(
      'there is no clock here; the time is given as request["atMs"]',
    );
    expect(await problem('def choose(*args):\n    import os\n    return 1')).toEqual({
      message: 'there is no module os here: programs reach no files, no network and nothing of the machine',
      line: 2,
      isRunaway: false,
    });
    expect((await problem('def choose(*args): return open("/etc/passwd").read()')).message).toBe('there are no files here');
  });

  it('is told what is wrong with it, and in which line', async () => {
    expect(await problem('def choose(request, targets, state):\n    best = targets[9]\n    return best["id"]')).toEqual({
      message: 'IndexError: list index out of range',
      line: 2,
      isRunaway: false,
    });
    expect(await problem('def choose(*args):\n    retrun 1')).toEqual({
      message: 'it cannot be read: invalid syntax',
      line: 2,
      isRunaway: false,
    });
    expect(await problem('x = 1\ny = x / 0\ndef choose(*args): return 1')).toMatchObject({
      message: 'ZeroDivisionError: division by zero',
      line: 2,
    });
    expect(await problem('def choos(*args): return 0')).toEqual({
      message: 'the program has no function named choose',
      line: null,
      isRunaway: false,
    });
    expect((await problem('def choose(*args): return 2**60')).message).toContain('% 2**32');
    expect((await problem('def choose(r, t, state): state["self"] = state')).message).toBe('ValueError: Circular reference detected');
    expect((await problem('def choose(r, t, state): state["text"] = "x" * 30000')).message).toBe(
      'it keeps 30011 characters of state, and 20000 are allowed',
    );
    const trial = { name: 'choose', trial: '[{},[1,2],{}]' };
    expect(await tryProgram({ language: 'python', code: 'choose = lambda request, targets, state: len(targets) - 1' }, trial)).toBeNull();
  });

  it('counts its steps exactly: whether it is stopped does not depend on what ran before', async () => {
    const looping = await program('def choose(n):\n    for i in range(n): pass\n    return 1');
    const ends = (n: number): boolean => looping.call('choose', `[${n}]`, 1).ok;
    let [low, high] = [0, 10_000_000];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (ends(middle)) low = middle;
      else high = middle;
    }
    expect(low).toBeGreaterThan(200_000);
    for (let i = 0; i < 3; i++) {
      ends(i * 777);
      expect([ends(low), ends(high)]).toEqual([true, false]);
    }
  });
});
