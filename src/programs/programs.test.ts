import { describe, expect, it } from 'vitest';
import type { Program } from '../sim/index';
import { preparePrograms, tryProgram } from './index';

async function program(code: string): Promise<Program> {
  const ready = (await preparePrograms({ programs: { P1: { language: 'javascript', code } } })).get('P1');
  if (ready === undefined) throw new Error('not there');
  return ready;
}

const called = async (code: string, args: unknown[] = [{ key: 'peter' }, [{ id: 'W1' }], {}], seed = 1): Promise<unknown> =>
  (await program(code)).call('choose', JSON.stringify(args), seed);
const problem = async (code: string): Promise<unknown> => ((await called(code)) as { problem: unknown }).problem;

describe('a learner\u2019s program', () => {
  it('gets its arguments, gives back a value, and what it has written into the last argument', async () => {
    const code =
      'function choose(request, targets, state) {\n  state.seen = [...(state.seen ?? []), request.key];\n  return ' +
      'targets[targets.length - 1].id;\n}';
    expect(await called(code, [{ key: 'mary' }, [{ id: 'W1' }, { id: 'W2' }], { seen: ['peter'] }])).toMatchObject({
      ok: true,
      type: 'string',
      value: 'W2',
      kept: '{"seen":["peter","mary"]}',
    });
  });

  it('keeps nothing else: neither in its own variables nor in what JavaScript shares', async () => {
    const counting = await program(
      'let n = 0; const list = [];\nfunction choose() { n++; list.push(n); globalThis.m = (globalThis.m ?? 0) + 1; ' +
        'Array.prototype.q = (Array.prototype.q ?? 0) + 1; choose.calls = (choose.calls ?? 0) + 1; return n + ' +
        'list.length + m + [].q + choose.calls; }',
    );
    for (let i = 0; i < 5; i++) expect(counting.call('choose', '[]', i)).toMatchObject({ value: 5 });
  });

  it('has chance that the seed decides, and no clock, network or files', async () => {
    const dice = await program('function choose() { return Math.random(); }');
    const throws = (seed: number): unknown => (dice.call('choose', '[]', seed) as { value: unknown }).value;
    expect(throws(7)).toBe(throws(7));
    expect(throws(7)).not.toBe(throws(8));
    expect(throws(7)).toBe(0.011704753153026104);
    expect(await problem('function choose() {\n  return Date.now() % 3;\n}')).toMatchObject({
      message: 'there is no clock here; the time is given as request.atMs',
      isRunaway: false,
    });
    for (const name of [
      'process',
      'performance',
      'window',
      'self',
      'WebAssembly',
      'navigator',
      'std',
      'os',
      'scriptArgs',
      'WeakRef',
      'Intl',
    ])
      expect(await called(`function choose() { return typeof ${name}; }`), name).toMatchObject({ value: 'undefined' });
    expect(await problem('function choose() { return fetch("http://localhost"); }')).toMatchObject({
      message: 'there is no network and there are no files here',
    });
  });

  it('is told what is wrong with it, and in which line', async () => {
    expect(await problem('function choose(request, targets) {\n  const best = targets[9];\n  return best.id;\n}')).toEqual({
      message: 'cannot read property \u0027id\u0027 of undefined',
      line: 3,
      isRunaway: false,
    });
    expect(await problem('function choose() {\n  retrun 1;\n}')).toMatchObject({ line: 2 });
    expect(await problem('function choos() { return 0; }')).toEqual({
      message: 'the program has no function named choose',
      line: null,
      isRunaway: false,
    });
    expect(await problem('function choose() { throw 5; }')).toMatchObject({ message: 'it threw 5' });
    expect(await problem('function choose(r, t, state) { state.self = state; return 0; }')).toMatchObject({
      message: 'circular reference',
    });
    expect(await problem('function choose(r, t, state) { state.text = "x".repeat(30000); return 0; }')).toMatchObject({
      message: 'it keeps 30011 characters of state, and 20000 are allowed',
    });
    expect(
      await tryProgram(
        { language: 'javascript', code: 'const choose = (request, targets) => targets.length - 1;' },
        { name: 'choose', trial: '[{},[1,2],{}]' },
      ),
    ).toBeNull();
  });

  it('is told in a trial when what it gives back is of no use to a part', async () => {
    const tried = async (name: string, trial: string, body: string): Promise<string | null> =>
      (await tryProgram({ language: 'javascript', code: `function ${name}() { ${body} }` }, { name, trial }))?.message ?? null;
    const targets = '[{},[{"id":"W1"},{"id":"W2"}],{}]';
    expect(await tried('choose', targets, 'return "W2";')).toBeNull();
    expect(await tried('choose', targets, '')).toBe(
      'choose returned nothing; it must return a position from 0 to 1, or the id of a target in the list',
    );
    expect(await tried('choose', targets, 'return 2;')).toMatch(/^choose returned 2; /);
    expect(await tried('choose', targets, 'return "W9";')).toMatch(/^choose returned "W9"; /);
    expect(await tried('shardOf', '["alexandra",4]', 'return 3;')).toBeNull();
    expect(await tried('shardOf', '["alexandra",4]', 'return 0.5;')).toBe(
      'shardOf returned 0.5; it must return a whole number from 0 to 3',
    );
    expect(await tried('hash', '["alexandra"]', 'return -7;')).toBeNull();
    expect(await tried('hash', '["alexandra"]', 'return NaN;')).toBe('hash returned NaN or Infinity; it must return a whole number');
  });

  it('is stopped when it does not end or takes too much, and goes on as if nothing had been', async () => {
    const runaways: readonly [string, string][] = [
      ['for (;;);', 'steps'],
      ['while (true) request.x = {};', 'steps'],
      ['const f = () => f() + 1; return f();', 'deeply'],
      ['return /(a+)+$/.test("a".repeat(60) + "b") ? 1 : 0;', 'steps'],
      ['const all = []; for (;;) all.push("x".repeat(1000) + all.length);', 'memory'],
      ['try { for (;;); } catch { return 0; }', 'steps'],
      ['let text = "x"; for (let i = 0; i < 40; i++) text = [text, text].join(""); return text.length;', 'memory'],
    ];
    for (const [body, word] of runaways) {
      const runs = await program(`function choose(request) { if (request.isBad) { ${body} } return 1; }`);
      const bad = runs.call('choose', '[{"isBad":true},[],{}]', 1);
      expect(bad, body).toMatchObject({ ok: false, problem: { isRunaway: true } });
      expect((bad as { problem: { message: string } }).problem.message).toContain(word);
      expect(runs.call('choose', '[{"isBad":true},[],{}]', 1)).toEqual(bad);
      expect(runs.call('choose', '[{"isBad":false},[],{}]', 1)).toMatchObject({ ok: true, value: 1 });
    }
    expect(await problem('function choose() { return [].indexOf.call({ length: 2 ** 50 }, 1); }')).toMatchObject({
      message: 'a list of 1125899906842624 entries is too long here',
    });
    expect(await problem('function choose() { return new Array(1e6).fill(1).length; }')).toMatchObject({
      message: 'a list of 1000000 entries is too long here',
    });
    expect(await problem('for (;;);\nfunction choose() { return 0; }')).toMatchObject({ isRunaway: true });
  });

  it('counts its steps exactly: whether it is stopped does not depend on what ran before', async () => {
    const looping = await program('function choose(n) { for (let i = 0; i < n; i++); return 1; }');
    const ends = (n: number): boolean => looping.call('choose', `[${n}]`, 1).ok;
    let [low, high] = [0, 1_000_000];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (ends(middle)) low = middle;
      else high = middle;
    }
    expect(low).toBeGreaterThan(200_000);
    for (let i = 0; i < 30; i++) {
      ends(i * 777);
      expect([ends(low), ends(high)]).toEqual([true, false]);
    }
  });
});
