import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunProgress } from '../../src/contract/index';
import { Runs } from '../../src/main/services/runs';
import { Trials } from '../../src/main/services/trials';
import { newBeat, preparePrograms } from '../../src/programs/index';
import type { Program, ProgramProblem } from '../../src/sim/index';
import { buildWorker, type BuiltWorker } from '../shells/builtWorker';
import { nativeLoop } from './nativeLoopGrammar';

/** Programs that are called here; a tenth of them go through trials, a thirtieth through runs and the command line. */
const PROGRAMS = Number(process.env.FAULTBOARD_NATIVE_LOOPS ?? 20);
const root = resolve(import.meta.dirname, '../..');
const called = { name: 'choose', trial: '[{"key":"peter"},[{"id":"W1"}],{}]' };
const numbers = (share: number): number[] => Array.from({ length: Math.ceil(PROGRAMS / share) }, (_, i) => i * share);

let worker: BuiltWorker;
const folder = mkdtempSync(join(tmpdir(), 'faultboard-loops-'));
beforeAll(async () => {
  worker = await buildWorker();
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await worker.remove();
});

async function programOf(code: string): Promise<Program> {
  return (await preparePrograms({ programs: { P1: { language: 'javascript', code } } })).get('P1') as Program;
}

/** A scenario in which a balancer calls a program ten times a second. */
function scenarioText(code: string): string {
  const text = readFileSync(resolve(root, 'scenarios/five-workers.json'), 'utf8');
  const scenario = JSON.parse(text) as { nodes: { id: string; params: Record<string, unknown> }[] };
  const nodes = scenario.nodes.map((node) =>
    node.id === 'LB1'
      ? { ...node, params: { ...node.params, strategy: 'own', program: 'P1' } }
      : node.id === 'C1'
        ? { ...node, params: { ...node.params, ratePerSecond: 10 } }
        : node,
  );
  return JSON.stringify({
    ...scenario,
    durationSeconds: 2,
    faults: [],
    checks: [],
    nodes,
    programs: { P1: { language: 'javascript', code } },
  });
}

describe('programs whose work is done by native functions', () => {
  // A program that hangs stops the whole test here: there is no clock in what is called.
  it.each(numbers(1))('number %i ends, twice alike, and leaves nothing behind', async (number) => {
    const code = nativeLoop(number);
    const program = await programOf(`${code}\nfunction hash() { return 7; }`);
    const first = program.call(called.name, called.trial, 1);
    expect(program.call(called.name, called.trial, 1)).toEqual(first);
    expect(program.call('hash', '["peter"]', 1)).toMatchObject({ ok: true, value: 7 });
    const again = (await programOf(`${code}\nfunction hash() { return 7; }`)).call(called.name, called.trial, 1);
    expect(again).toEqual(first);
    if (!first.ok) expect(first.problem.message).not.toMatch(/sandbox itself/);
  });

  it('end in trials, which say the same', async () => {
    const trials = new Trials(worker.file);
    for (const number of numbers(10)) {
      const code = nativeLoop(number);
      const answer = (await programOf(code)).call(called.name, called.trial, 1);
      const problem: ProgramProblem | null = answer.ok ? null : answer.problem;
      expect(await trials.try({ program: { language: 'javascript', code }, called })).toEqual({ ok: true, value: problem });
    }
    await trials.close();
  }, 600_000);

  it('end in runs, and the same run is the same again', async () => {
    const runs = new Runs(worker.file);
    for (const number of numbers(30)) {
      const hashes = [];
      for (let time = 0; time < 2; time++) {
        const ended = endOf(runs);
        const started = runs.start(scenarioText(nativeLoop(number)), null);
        if (!started.ok) throw new Error(started.failure.message);
        expect(await ended).toMatchObject({ phase: 'done' });
        const report = await runs.ask(started.value.runId, { type: 'report' });
        hashes.push(report.ok ? report.value.summary.traceHash : report.failure.message);
        await runs.close(started.value.runId);
      }
      expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
      expect(hashes[1]).toBe(hashes[0]);
    }
  }, 600_000);

  it('end on the command line', async () => {
    for (const number of numbers(30)) {
      const file = join(folder, `${number}.json`);
      writeFileSync(file, scenarioText(nativeLoop(number)));
      const child = spawn(process.execPath, [resolve(root, 'bin/faultboard.mjs'), 'run', file, '--json']);
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      const [code] = (await once(child, 'close')) as [number];
      expect({ number, code }).toEqual({ number, code: 0 });
      expect(JSON.parse(out)).toMatchObject({ endedBy: expect.any(String) as string });
    }
  }, 600_000);
});

describe('no limit is the host\u2019s', () => {
  const DEEP = [
    'const f = () => f() + 1; return f();',
    'const f = () => eval("f()"); return f();',
    'let e = "1"; for (let i = 0; i < 400; i++) e = `eval(${JSON.stringify(e)})`.slice(0, 60000); return eval(e);',
    'let o = []; for (let i = 0; i < 60000; i++) o = [o]; return JSON.stringify(o).length;',
    'let o = {}; for (let i = 0; i < 60000; i++) o = { o }; throw o;',
    'r.toJSON = () => JSON.stringify(r); return 0;',
    'return JSON.parse("[".repeat(2e5) + "]".repeat(2e5)).length;',
    'return eval("(".repeat(3e4) + "1" + ")".repeat(3e4));',
    'return new RegExp("(".repeat(2e4) + ")".repeat(2e4)).test("a") ? 1 : 0;',
    'const p = new Proxy({}, { get: (o, k, self) => self[k] }); return p.x;',
    'const a = []; a[0] = a; return String([a, [a, [a]]].flat(Infinity));',
    'class A { constructor() { return new A(); } } return new A();',
    'const s = { toString: () => `${s}` }; return `${s}`;',
    'let f = () => 0; for (let i = 0; i < 3e4; i++) f = f.bind(null); return f();',
    'let p = {}; for (let i = 0; i < 3e4; i++) p = Object.create(p); return p.x ?? 1;',
    'let p = {}; for (let i = 0; i < 3e4; i++) p = new Proxy(p, {}); return p.x ?? 1;',
    'return [1, 2].sort(function c() { return [2, 1].sort(c)[0]; })[0];',
    'return "aaa".replace(/a/g, function c() { return "aaa".replace(/a/g, c); });',
  ];

  /** What trials say in a thread with a stack of so many megabytes. */
  async function toldWith(stackSizeMb: number): Promise<(ProgramProblem | null)[]> {
    const thread = new Worker(worker.file, { workerData: { trials: true, beat: newBeat() }, resourceLimits: { stackSizeMb } });
    const told = [];
    for (const [serial, body] of DEEP.entries()) {
      thread.postMessage({ serial, program: { language: 'javascript', code: `function choose(r) { ${body} }` }, called });
      const [answer] = (await once(thread, 'message')) as [{ answer: ProgramProblem | null }];
      told.push(answer.answer);
    }
    await thread.terminate();
    return told;
  }

  it('a program that goes deep ends alike on small and large stacks', async () => {
    const small = await toldWith(1);
    expect(await toldWith(64)).toEqual(small);
    for (const [i, problem] of small.entries()) expect(problem?.message ?? '', DEEP[i]).not.toMatch(/sandbox itself/);
    expect(small[0]).toMatchObject({ message: expect.stringContaining('too deeply') as string, isRunaway: true });
  });
});

function endOf(runs: Runs): Promise<RunProgress> {
  return new Promise((found) => {
    const stop = runs.onProgress((progress) => {
      if (progress.phase === 'running') return;
      stop();
      found(progress);
    });
  });
}
