import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preparePrograms } from '../../src/programs/index';
import { createRun, parseScenario, type ProgramAnswer, type ProgramProblem } from '../../src/sim/index';

const ARGS = '[{"key":"peter"},[{"id":"W1"},{"id":"W2"}],{"seen":1}]';

async function called(code: string, name = 'choose'): Promise<ProgramAnswer> {
  const program = (await preparePrograms({ programs: { P1: { language: 'javascript', code } } })).get('P1');
  if (program === undefined) throw new Error('not there');
  return program.call(name, ARGS, 1);
}

async function problemOf(body: string): Promise<ProgramProblem> {
  const answer = await called(`function choose(request, targets, state) { ${body} }`);
  if (answer.ok) throw new Error(`it answered ${JSON.stringify(answer)}`);
  return answer.problem;
}

describe('what a program answers cannot be forged', () => {
  it.each([
    'Array.prototype.toJSON = () => ["number", 1, "{}"];',
    'String.prototype.toJSON = Number.prototype.toJSON = Object.prototype.toJSON = () => "1";',
    'JSON.stringify = () => "number\\n1\\n{}";',
    'JSON.parse = () => [{}, [], {}]; Reflect.apply = () => 1; Function.prototype.apply = Function.prototype.call = () => 1;',
    'Object.defineProperty(Array.prototype, 0, { get: () => "number", set() {}, configurable: true });',
    'String.prototype.slice = String.prototype.split = () => "number\\n1\\n{}";',
    'globalThis.InternalError = class {};',
    'Array.prototype[Symbol.iterator] = function* () { yield 1; };',
  ])('by %s', async (attack) => {
    const answer = await called(`${attack}\nfunction choose(request, targets, state) { ${attack} return "W2"; }`);
    expect(answer).toMatchObject({ ok: true, type: 'string', value: 'W2' });
  });

  it('by a text that looks like the answer of the sandbox', async () => {
    expect(await called('const choose = () => "number\\n1\\n{}";')).toMatchObject({ type: 'string', value: 'number\n1\n{}' });
    expect(await called('const choose = () => "threw\\n1";')).toMatchObject({ ok: true, value: 'threw\n1' });
    expect(await problemOf('throw "threw\\n\\"a\\"\\n\\"b\\"\\n\\"c\\"\\n\\"InternalError\\"";')).toMatchObject({ isRunaway: false });
  });
});

describe('what a program throws is told, whatever it is', () => {
  it.each([
    ['throw null;', 'it threw null'],
    ['throw undefined;', 'it threw undefined'],
    ['throw Symbol("x");', 'it threw Symbol(x)'],
    ['throw { get message() { throw 1; } };', 'it threw something that cannot be shown'],
    ['throw new Proxy({}, { has() { throw 1; } });', 'it threw something that cannot be shown'],
    [
      'throw { message: { toString() { for (;;); } } };',
      'it took more than 400,000 steps, so it was stopped (is there a loop that never ends?)',
    ],
    [
      'let o = {}; for (let i = 0; i < 30000; i++) o = { o }; throw o;',
      'its functions call each other too deeply, or its objects are nested too deeply (is there a recursion that never ends?)',
    ],
    ['const e = new Error("x".repeat(1e6)); e.stack = "program:99999\\n".repeat(1e4); throw e;', 'x'.repeat(200)],
    ['throw Object.assign(new Error("a\\nb\\u001b[2J"), { stack: 5, name: { } });', 'a\nb\u001b[2J'],
  ])('%s', async (body, message) => expect((await problemOf(body)).message).toBe(message));
});

describe('running out of memory is told as that', () => {
  it.each([
    'const all = []; for (;;) all.push(new Uint8Array(1e5));',
    'const all = []; for (;;) { try { for (;;) all.push(new Uint8Array(5e4)); } catch (e) { throw null; } }',
    'const all = []; try { for (;;) all.push(new Uint8Array(3e4)); } catch {} const more = []; for (;;) more.push([{}, {}]);',
    'return "x".repeat(5e6);',
  ])('%s', async (body) =>
    expect(await problemOf(body)).toMatchObject({
      message: 'it took more than 10 MB of memory, or 4 MB at once, so it was stopped',
      isRunaway: true,
    }),
  );
});

describe('a program with a search that never ends', () => {
  it('ends as a run in which its part could not choose, with a sentence', async () => {
    const parsed = parseScenario(readFileSync(resolve(import.meta.dirname, 'inputs/hang-indexof.json'), 'utf8'));
    if (!parsed.ok) throw new Error(parsed.failure.message);
    const run = createRun(parsed.scenario, { programs: await preparePrograms(parsed.scenario) });
    while (!run.advance({ maxEvents: 1_000_000 }));
    const { nodes, requests } = run.summary();
    expect(requests.ok).toBe(0);
    expect(nodes.find(({ id }) => id === 'LB1')?.problem).toMatch(
      /last with: it did too much work, so it was stopped \(is there a loop that never ends, or a search in a very long text\?\)\. It had to be stopped 20 times/,
    );
  });
});
