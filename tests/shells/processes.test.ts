import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunProgress } from '../../src/contract/index';
import { createServices, type ServicePage, type Services, type ServicesOptions } from '../../src/main/services/services';
import { serializeScenario, type RunSummary } from '../../src/sim/index';
import { noAssociation } from '../support/noAssociation';
import { build } from '../support/scenarios';
import { buildWorker, type BuiltWorker } from './builtWorker';
import { isAlive, pause } from '../support/processes/alive';

const folder = mkdtempSync(join(tmpdir(), 'faultboard-allowed-'));
/** A copy, which a test may change. */
const program = join(folder, 'node.mjs');
let worker: BuiltWorker;
beforeAll(async () => {
  worker = await buildWorker();
  copyFileSync(fileURLToPath(new URL('../support/processes/node.mjs', import.meta.url)), program);
  chmodSync(program, 0o755);
});
afterAll(async () => {
  await worker.remove();
  rmSync(folder, { recursive: true });
});

const opened: Services[] = [];
afterEach(async () => {
  for (const services of opened.splice(0)) await services.close();
});

/** A page of a shell, and what its runs tell. */
function openPage(
  data: string,
  more: Partial<ServicesOptions> = {},
): { readonly page: ServicePage; readonly codes: readonly string[]; ended(runId: string): Promise<RunProgress> } {
  const codes: string[] = [];
  const services = createServices({
    shell: 'browser',
    platform: process.platform,
    appVersion: '1.2.3',
    workerFile: worker.file,
    openAtStart: null,
    now: () => 0,
    documentsFolder: folder,
    userDataFolder: join(folder, data),
    examplesFolder: folder,
    association: noAssociation,
    sayCode: (code) => void codes.push(code),
    ...more,
  });
  opened.push(services);
  const told: RunProgress[] = [];
  let heard = (): void => undefined;
  const page = services.openPage((progress) => {
    told.push(progress);
    heard();
  });
  const ended = async (runId: string): Promise<RunProgress> => {
    for (;;) {
      const end = told.find((progress) => progress.runId === runId && progress.phase !== 'running');
      if (end !== undefined) return end;
      await new Promise<void>((done) => (heard = done));
    }
  };
  return { page, codes, ended };
}

/** Two nodes and whoever asks them, for half a second. */
function board(mode: string, durationSeconds = 0.8): string {
  const node = (id: string): { id: string; kind: string; params: object } => ({
    id,
    kind: 'process-node',
    params: { path: program, arguments: mode },
  });
  const asker = { workload: 'broadcast', ratePerSecond: 20, operationLimit: 5, settleSeconds: 0.1, arrivals: 'constant' };
  return serializeScenario(
    build({
      durationSeconds,
      nodes: [node('n1'), node('n2'), { id: 'N1', kind: 'network' }, { id: 'c1', kind: 'workload', params: asker }],
      links: ['n1', 'n2', 'c1'].map((from) => ({ from, to: 'N1' })),
    }),
  );
}

async function runOnce(
  { page, ended }: ReturnType<typeof openPage>,
  scenarioText: string,
  journal?: string,
): Promise<{ readonly runId: string; readonly summary: RunSummary }> {
  const started = await page.api.startRun({ scenarioText, seed: null, journal });
  if (!started.ok) throw new Error(started.failure.message);
  const { runId } = started.value;
  expect(await ended(runId)).toMatchObject({ phase: 'done' });
  const report = await page.api.runReport({ runId });
  if (!report.ok) throw new Error(report.failure.message);
  return { runId, summary: report.value.summary };
}

const problem = ({ nodes }: RunSummary): string | undefined => nodes[0].problem;
const NOT_ALLOWED = 'The process of n1 is not there: nobody has allowed it to be started.';

describe('a page whose board names programs', () => {
  it('starts none of them, nor does an experiment, until the person has said yes to what was shown', async () => {
    const mark = join(folder, 'mark');
    const shell = openPage('first');
    const { api } = shell.page;
    const scenarioText = board(`marks ${mark}`, 0.2);
    const { runId, summary } = await runOnce(shell, scenarioText);
    expect(problem(summary)).toBe(NOT_ALLOWED);
    const many = await api.startExperiment({ runId, otherId: null, seeds: 2, names: ['a', 'b'] });
    if (many.ok) await shell.ended(many.value.runId);
    // A page can make up a code; it allows nothing.
    expect(await api.allowProcesses({ code: 'made up' })).toBe(false);
    expect(existsSync(mark)).toBe(false);
    const { question } = await api.processQuestion({ scenarioText });
    expect(question).toEqual({
      programs: [
        { path: program, args: ['marks', mark], files: [{ path: program, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string }] },
      ],
    });
    await api.processQuestion({ scenarioText });
    expect(shell.codes).toEqual([expect.stringMatching(/^[A-Z2-9]{8}$/)]);
    const [code] = shell.codes;
    expect(await api.allowProcesses({ code: `${code.slice(0, 4)}-${code.slice(4).toLowerCase()} ` })).toBe(true);
    expect(await api.allowProcesses({ code })).toBe(false);
    const { summary: allowed } = await runOnce(shell, scenarioText);
    expect(problem(allowed)).toBeUndefined();
    expect(readFileSync(mark, 'utf8')).toBe('started\nstarted\n');
  });

  it('is asked once for each program, its arguments and what is in its files', async () => {
    const asks = async (data: string, mode: string): Promise<number> => {
      const { question } = await openPage(data).page.api.processQuestion({ scenarioText: board(mode) });
      return question?.programs.length ?? 0;
    };
    const { page, codes } = openPage('second');
    await page.api.processQuestion({ scenarioText: board('echo') });
    await page.api.allowProcesses({ code: codes[0] });
    expect(await asks('second', 'echo')).toBe(0);
    expect(await asks('second', 'gossip')).toBe(1);
    expect(await asks('elsewhere', 'echo')).toBe(1);
    const before = readFileSync(program, 'utf8');
    writeFileSync(program, `${before}\n// changed\n`);
    expect(await asks('second', 'echo')).toBe(1);
    expect(problem((await runOnce(openPage('second'), board('echo', 0.1))).summary)).toBe(NOT_ALLOWED);
    writeFileSync(program, before);
    expect(await asks('second', 'echo')).toBe(0);
  });

  it('cannot try codes until one fits: after five the question is another one', async () => {
    const { page, codes } = openPage('guessing');
    const scenarioText = board('echo');
    await page.api.processQuestion({ scenarioText });
    for (let tries = 0; tries < 5; tries++) expect(await page.api.allowProcesses({ code: 'AAAAAAAA' })).toBe(false);
    expect(await page.api.allowProcesses({ code: codes[0] })).toBe(false);
    await page.api.processQuestion({ scenarioText });
    expect(codes).toHaveLength(2);
    expect(codes[1]).not.toBe(codes[0]);
    expect(await page.api.allowProcesses({ code: codes[1] })).toBe(true);
  });

  it('has no say where the shell asks in a dialog of its own', async () => {
    const shown: string[] = [];
    let answer = false;
    const { api } = openPage('third', { askProcesses: async ([{ path }]) => (shown.push(path), answer) }).page;
    expect(await api.processQuestion({ scenarioText: board('echo') })).toEqual({ question: null, isAllowed: false });
    answer = true;
    expect(await api.processQuestion({ scenarioText: board('echo') })).toEqual({ question: null, isAllowed: true });
    expect(await api.processQuestion({ scenarioText: board('echo') })).toEqual({ question: null, isAllowed: false });
    expect(shown).toEqual([program, program]);
  });

  it('gives out the journal of a run, with which any page runs the board again and starts nothing', async () => {
    const mark = join(folder, 'journal-mark');
    const shell = openPage('journal');
    const { api } = shell.page;
    const scenarioText = board(`marks ${mark}`, 0.3);
    const plain = {
      durationSeconds: 1,
      nodes: [
        { id: 'N1', kind: 'network' },
        { id: 'c1', kind: 'workload' },
      ],
      links: [{ from: 'c1', to: 'N1' }],
    };
    const without = await runOnce(shell, serializeScenario(build(plain)));
    expect(await api.runJournal({ runId: without.runId })).toMatchObject({ ok: false, failure: { name: 'no-journal' } });
    await api.processQuestion({ scenarioText });
    await api.allowProcesses({ code: shell.codes[0] });
    const { runId, summary } = await runOnce(shell, scenarioText);
    const journal = await api.runJournal({ runId });
    if (!journal.ok) throw new Error(journal.failure.message);
    const starts = readFileSync(mark, 'utf8');
    const elsewhere = openPage('nobody');
    const again = await runOnce(elsewhere, scenarioText, journal.value.text);
    expect([again.summary.traceHash, problem(again.summary)]).toEqual([summary.traceHash, undefined]);
    expect((await elsewhere.page.api.processQuestion({ scenarioText })).question).not.toBeNull();
    expect(readFileSync(mark, 'utf8')).toBe(starts);
    const bad = await elsewhere.page.api.startRun({ scenarioText, seed: null, journal: '{"faultboardJournal": 1' });
    const end = bad.ok ? await elsewhere.ended(bad.value.runId) : null;
    expect(end).toMatchObject({
      phase: 'failed',
      failure: { name: 'no-journal', message: expect.stringContaining('ends too early, in line 1') as string },
    });
  });

  it('looks back into a run, branches off it, and takes all processes with it when it goes', async () => {
    const numbers = join(folder, 'numbers');
    const shell = openPage('fourth');
    const { api } = shell.page;
    const scenarioText = board(`parent ${numbers}`, 1);
    await api.processQuestion({ scenarioText });
    await api.allowProcesses({ code: shell.codes[0] });
    const { runId, summary } = await runOnce(shell, scenarioText);
    const [first, again] = [await api.runMoment({ runId, atNs: 5e8 }), await api.runMoment({ runId, atNs: 5e8 })];
    expect(again).toEqual(first);
    expect(readFileSync(`${numbers}.pids`, 'utf8').split('\n')).toHaveLength(3);
    const same = await api.branchRun({ runId, atNs: 5e8, faults: [] });
    if (!same.ok) throw new Error(same.failure.message);
    await shell.ended(same.value.runId);
    const report = await api.runReport({ runId: same.value.runId });
    expect(report.ok && report.value.summary.traceHash).toBe(summary.traceHash);
    const crash = { id: 'F1', type: 'crash', node: 'n1', atSeconds: 0.5, forSeconds: 0.2 } as const;
    await api.branchRun({ runId, atNs: 5e8, faults: [crash] });
    const pids = (): number[] => readFileSync(`${numbers}.pids`, 'utf8').trim().split(/\s+/).map(Number);
    while (pids().length < 6) await pause();
    await shell.page.close();
    for (const pid of pids()) while (isAlive(pid)) await pause();
    expect(pids().some(isAlive)).toBe(false);
  });
});
