import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunProgress } from '../../src/contract/index';
import { Runs } from '../../src/main/services/runs';
import { Trials } from '../../src/main/services/trials';

const folder = mkdtempSync(join(tmpdir(), 'faultboard-dead-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A thread of runs that does something else. */
function thread(name: string, code: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads';\n${code}`);
  return file;
}

/** What a sandbox with a fault of its own would do: a call begins and does not end. */
const STUCK = 'const beat = new Int32Array(workerData.beat.memory, workerData.beat.at, 2); Atomics.add(beat, 0, 1); for (;;);';
const scenario = readFileSync(resolve(import.meta.dirname, '../../scenarios/own-balancer.json'), 'utf8');
const other = readFileSync(resolve(import.meta.dirname, '../../scenarios/single-server.json'), 'utf8');

function started(runs: Runs, text = scenario): string {
  const made = runs.start(text, null);
  if (!made.ok) throw new Error(made.failure.message);
  return made.value.runId;
}

function lastProgress(runs: Runs): Map<string, RunProgress> {
  const last = new Map<string, RunProgress>();
  runs.onProgress((progress) => last.set(progress.runId, progress));
  return last;
}

describe('a thread that dies', () => {
  it('answers every open question with a failure, and every later one', async () => {
    const runs = new Runs(thread('exits', "parentPort.on('message', () => setTimeout(() => process.exit(3), 50));"));
    const last = lastProgress(runs);
    const runId = started(runs);
    const questions = [1e9, 2e9, 3e9].map((atNs) => runs.ask(runId, { type: 'moment', atNs }));
    const failure = { name: 'run-failed', message: 'The run stopped, because its thread ended; run the scenario again.' };
    for (const answer of await Promise.all(questions)) expect(answer).toMatchObject({ ok: false, failure });
    expect(last.get(runId)).toMatchObject({ phase: 'failed', failure });
    expect(await runs.ask(runId, { type: 'report' })).toMatchObject({ ok: false, failure });
    expect(runs.branch(runId, 1e9, [])).toMatchObject({ ok: false, failure });
    await runs.close(runId);
    expect(runs.start(other, null)).toMatchObject({ ok: true });
    await runs.closeAll();
  });

  it('by an error, or by a lack of memory, says so', async () => {
    const thrown = new Runs(thread('throws', "parentPort.on('message', () => { throw new Error('no luck'); });"));
    expect(await thrown.ask(started(thrown), { type: 'report' })).toMatchObject({ failure: { message: 'The run stopped: no luck.' } });
    await thrown.closeAll();
    const code =
      "const e = Object.assign(new Error('x'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }); parentPort.on('message', () => { throw e; });";
    const full = new Runs(thread('full', code));
    expect(await full.ask(started(full), { type: 'report' })).toMatchObject({
      failure: { message: 'The run needed more memory than there is and was stopped; make it shorter, or send fewer requests.' },
    });
    await full.closeAll();
  });

  it('is ended when a program in it does not come to an end, and says which', async () => {
    const runs = new Runs(thread('stuck', STUCK));
    const runId = started(runs);
    const message = 'The program P1 did not end, so it was stopped and there is no run; look for a loop in it that never ends.';
    expect(await runs.ask(runId, { type: 'report' })).toMatchObject({ ok: false, failure: { name: 'program-endless', message } });
    await runs.closeAll();
  });

  it('is not mistaken for stuck while it computes without programs', async () => {
    const code =
      "parentPort.on('message', ({ serial }) => { const end = Date.now() + 4500; while (Date.now() < end); parentPort.postMessage({ type: 'answer', serial, answer: 'done' }); });";
    const runs = new Runs(thread('busy', code));
    expect(await runs.ask(started(runs, other), { type: 'report' })).toBe('done');
    await runs.closeAll();
  });
});

describe('trials', () => {
  const called = { name: 'choose', trial: '[]' };

  it('go on in another thread when one does not come to an end', async () => {
    const code = `parentPort.on('message', ({ serial, program }) => { if (program.code === 'stuck') { ${STUCK} } parentPort.postMessage({ serial, answer: null }); });`;
    const trials = new Trials(thread('trials', code));
    const answers = await Promise.all(
      ['fine', 'stuck', 'fine'].map((text) => trials.try({ program: { language: 'javascript', code: text }, called })),
    );
    expect(answers).toEqual([
      { ok: true, value: null },
      { ok: true, value: { message: 'it did not end, so it was stopped', line: null, isRunaway: true } },
      { ok: true, value: null },
    ]);
    await trials.close();
  });

  it('fail with a sentence when their thread dies, and are told when there are too many or all is closed', async () => {
    const trials = new Trials(thread('dies', "parentPort.on('message', () => process.exit(1));"));
    expect(await trials.try({ program: { language: 'javascript', code: '' }, called })).toMatchObject({
      failure: { message: 'The program could not be tried, because its thread ended.' },
    });
    await trials.close();
    const waiting = new Trials(thread('silent', "parentPort.on('message', () => undefined);"));
    const all = Array.from({ length: 101 }, () => waiting.try({ program: { language: 'javascript', code: '' }, called }));
    expect(await all[100]).toMatchObject({ ok: false, failure: { name: 'too-many-trials' } });
    await waiting.close();
    expect(await all[0]).toMatchObject({ ok: false, failure: { name: 'closed' } });
  });
});
