import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiSchemas, USUAL_SETTINGS, type FaultboardApi, type OpenedFile, type Result, type RunProgress } from '../../src/contract/index';
import { createRun, parseScenario, requestFacts, requestWaits } from '../../src/sim/index';
import { buildWorker, type BuiltWorker } from './builtWorker';
import { transports, type Connected } from './transports';

let worker: BuiltWorker;
beforeAll(async () => {
  worker = await buildWorker();
});
afterAll(() => worker.remove());

/** The value of a result; a failure fails the test with its sentence. */
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.name}: ${result.failure.message}`);
  return result.value;
}

/** Makes a run and waits until it has ended one way or another. Progress may come before the answer that names the run. */
async function runToEnd(api: FaultboardApi, start: () => Promise<Result<{ runId: string }>>): Promise<RunProgress> {
  const seen: RunProgress[] = [];
  let look = (): void => undefined;
  const stop = api.onProgress((progress) => {
    seen.push(progress);
    look();
  });
  const { runId } = valueOf(await start());
  const last = await new Promise<RunProgress>((resolve) => {
    look = () => {
      const end = seen.find((progress) => progress.runId === runId && progress.phase !== 'running');
      if (end !== undefined) resolve(end);
    };
    look();
  });
  stop();
  return last;
}

/** The path that a person chooses in the shell's way: in the system's dialog, or in the page's own. */
async function choose(connected: Connected, name: string): Promise<string> {
  const info = await connected.api.shellInfo();
  if (info.nativeDialogs) return (await connected.api.chooseSave({ suggestedName: name })) ?? '';
  valueOf(await connected.api.listFolder({ path: '' }));
  return join(connected.documentsFolder, name);
}

async function example(api: FaultboardApi, id = 'five-workers'): Promise<string> {
  return valueOf(await api.openExample({ id })).text;
}

describe.each(transports)('$name', (transport) => {
  let connected: Connected;
  let api: FaultboardApi;
  beforeAll(async () => {
    connected = await transport.connect(worker.file);
    ({ api } = connected);
  });
  afterAll(() => connected.close());

  const chosen = (name: string): Promise<string> => choose(connected, name);

  describe('the shell', () => {
    it('says what it can do', async () => {
      const info = await api.shellInfo();
      expect(info).toMatchObject({ appVersion: '1.2.3', documentsFolder: connected.documentsFolder, openAtStart: null });
      expect(info.nativeDialogs).toBe(info.shell === 'electron');
      expect(await api.chooseOpen()).toEqual(info.nativeDialogs ? expect.stringContaining('chosen.json') : null);
    });

    it('has every call of the contract, and refuses what is none', async () => {
      for (const method of Object.keys(apiSchemas)) expect(api, method).toHaveProperty(method);
      await expect(connected.raw('readAnything', {})).rejects.toThrow(/readAnything/);
      await expect(connected.raw('constructor', {})).rejects.toThrow(/constructor/);
    });

    it.each([
      ['openFile', {}, 'path'],
      ['openFile', { path: 7 }, 'path'],
      ['openFile', { path: '/a', more: 1 }, 'more'],
      ['openExample', { id: '../../etc/passwd' }, 'id'],
      ['startRun', { scenarioText: '{}', seed: -1 }, 'seed'],
      ['dropRecovery', { id: '../settings' }, 'id'],
      ['setSettings', { theme: 'pink' }, 'theme'],
      ['shellInfo', { x: 1 }, ''],
      ['fileAssociation', { action: 'run' }, 'action'],
      ['fileAssociation', { action: 'add', path: '/etc/passwd' }, 'path'],
    ])('refuses %s with %j', async (method, args, where) => {
      await expect(connected.raw(method, args)).rejects.toThrow(new RegExp(`arguments of ${method} are not allowed.*${where}`));
    });
  });

  describe('files', () => {
    it('lists the examples in teaching order and opens them without a place of their own', async () => {
      const examples = await api.listExamples();
      expect(examples.map((info) => info.id).slice(0, 2)).toEqual(['single-server', 'five-workers']);
      for (const { id } of examples) {
        const opened = valueOf(await api.openExample({ id }));
        expect(opened.path).toBe('');
        expect(parseScenario(opened.text).ok, id).toBe(true);
      }
    });

    it('saves, opens again, and keeps the file among the recent ones', async () => {
      const path = await chosen('mine.json');
      const text = await example(api);
      const saved: OpenedFile = valueOf(await api.saveFile({ path, text, stamp: null }));
      expect(await readFile(path, 'utf8')).toBe(text);
      expect(valueOf(await api.openFile({ path }))).toEqual(saved);
      expect(await api.fileStamp({ path })).toBe(saved.stamp);
      expect((await api.recentFiles())[0]).toEqual({ path, name: 'mine.json' });
      const listed = await api.listFolder({ path: '' });
      if ((await api.shellInfo()).nativeDialogs) expect(listed).toMatchObject({ ok: false, failure: { name: 'no-dialog' } });
      else expect(valueOf(listed).entries.map((entry) => entry.name)).toContain('mine.json');
    });

    it('reads and writes nothing that nobody has chosen', async () => {
      const path = join(dirname(connected.documentsFolder), 'theirs.json');
      await writeFile(path, 'not for this page');
      const refused = { ok: false, failure: { name: 'not-chosen', message: expect.stringContaining('Nobody has chosen') as string } };
      expect(await api.openFile({ path })).toMatchObject(refused);
      expect(await api.saveFile({ path, text: '{}', stamp: null })).toMatchObject(refused);
      expect(await api.exportFile({ path, text: '', base64: false, ending: '.csv', replace: true })).toMatchObject(refused);
      expect(await api.fileStamp({ path })).toBeNull();
      expect(await readFile(path, 'utf8')).toBe('not for this page');
    });

    it('asks before an export replaces a file', async () => {
      const path = await chosen('again.csv');
      const file = { path, base64: false, ending: '.csv' };
      valueOf(await api.exportFile({ ...file, text: 'first', replace: false }));
      const isAsked = (await api.shellInfo()).nativeDialogs;
      const second = await api.exportFile({ ...file, text: 'second', replace: false });
      // The dialogs of the system have asked already.
      expect(second.ok).toBe(isAsked);
      if (!second.ok) expect(second.failure.message).toBe('again.csv already exists; replace it, or choose another name.');
      valueOf(await api.exportFile({ ...file, text: 'third', replace: true }));
      expect(await readFile(path, 'utf8')).toBe('third');
    });

    it("does not overwrite another program's change, unless told to", async () => {
      const path = await chosen('shared.json');
      const { stamp } = valueOf(await api.saveFile({ path, text: 'mine', stamp: null }));
      await writeFile(path, 'theirs, longer');
      const refused = await api.saveFile({ path, text: 'mine again', stamp });
      expect(refused).toMatchObject({ ok: false, failure: { name: 'changed-on-disk' } });
      expect(await readFile(path, 'utf8')).toBe('theirs, longer');
      valueOf(await api.saveFile({ path, text: 'mine again', stamp: null }));
      expect(await readFile(path, 'utf8')).toBe('mine again');
    });

    it('says in a sentence what is wrong with a file', async () => {
      expect(await api.openFile({ path: await chosen('gone.json') })).toMatchObject({
        ok: false,
        failure: { name: 'file-missing' },
      });
      expect(await api.saveFile({ path: 'relative.json', text: '', stamp: null })).toMatchObject({
        ok: false,
        failure: { name: 'bad-path' },
      });
      expect(await api.exportFile({ path: 'relative.png', text: '', base64: true, ending: '.png', replace: false })).toMatchObject({
        ok: false,
        failure: { name: 'bad-path' },
      });
    });

    it('ties files to the app, and unties them', async () => {
      expect(valueOf(await api.fileAssociation({ action: 'look' })).on).toBe(false);
      const { on, places } = valueOf(await api.fileAssociation({ action: 'add' }));
      expect({ on, entry: await readFile(places.find((place) => place.endsWith('.desktop')) ?? '', 'utf8') }).toMatchObject({
        on: true,
        entry: expect.stringContaining('Exec=/opt/node /opt/start.mjs %f'),
      });
      expect(valueOf(await api.fileAssociation({ action: 'remove' })).on).toBe(false);
    });

    it('exports bytes', async () => {
      const path = await chosen('picture.png');
      valueOf(
        await api.exportFile({
          path,
          text: Buffer.from([137, 80, 78, 71, 0, 255]).toString('base64'),
          base64: true,
          ending: '.png',
          replace: false,
        }),
      );
      expect([...(await readFile(path))]).toEqual([137, 80, 78, 71, 0, 255]);
    });
  });

  describe('what is kept', () => {
    it('offers unsaved work until it is dropped', async () => {
      valueOf(await api.saveRecovery({ id: 'w-1', name: 'draft', path: null, text: 'half done' }));
      const own = [{ id: 'w-1', name: 'draft', path: null, text: 'half done', savedAtMs: 1_700_000_000_000 }];
      expect(await api.listRecoveries()).toEqual(own);
      await api.dropRecovery({ id: 'w-1' });
      expect(await api.listRecoveries()).toEqual([]);
    });

    it('knows the file of unsaved work only when somebody has chosen it', async () => {
      const path = await chosen('kept.json');
      valueOf(await api.saveRecovery({ id: 'w-2', name: 'a', path, text: '' }));
      expect((await api.listRecoveries())[0].path).toBe(path);
      valueOf(await api.saveRecovery({ id: 'w-2', name: 'a', path: '/etc/hosts.json', text: '' }));
      expect((await api.listRecoveries())[0].path).toBeNull();
      await api.dropRecovery({ id: 'w-2' });
    });

    it('keeps settings, changed one by one or all at once', async () => {
      await Promise.all([api.setSettings({ theme: 'dark' }), api.setSettings({ seenTour: true }), api.setSettings({ panelWidthPx: 400 })]);
      expect(await api.getSettings()).toEqual({
        theme: 'dark',
        reducedMotion: 'system',
        seenTour: true,
        panelWidthPx: 400,
        dockHeightPx: 0,
        partsOpen: null,
        sideOpen: null,
        dockOpen: null,
        charts: USUAL_SETTINGS.charts,
        openLesson: '',
        lessons: {},
      });
    });

    it('takes note of the document', async () => {
      await expect(api.setDocumentState({ title: 'mine', unsaved: true })).resolves.not.toThrow();
    });

    it('takes the commands for a menu of the system, whether it has one or not', async () => {
      const commands = [{ id: 'file.save', label: 'Save', group: 'File', key: 'Mod+S', line: true, enabled: true }];
      await expect(api.setMenu({ commands })).resolves.not.toThrow();
    });
  });

  describe('runs', () => {
    it('runs a design with many seeds, and two designs with the same seeds', async () => {
      const text = await example(api);
      const { runId } = await runToEnd(api, () => api.startRun({ scenarioText: text, seed: null }));
      const other = await runToEnd(api, () => api.startRun({ scenarioText: text.replace('"random"', '"least-connections"'), seed: null }));
      const repeated = await runToEnd(api, () => api.startExperiment({ runId, otherId: null, seeds: 3, names: ['Run 1', ''] }));
      expect(repeated).toMatchObject({ phase: 'done', reachedNs: 3, endNs: 3 });
      expect(valueOf(await api.experimentResult({ runId: repeated.runId }))).toMatchObject({
        comparison: null,
        replication: { seeds: [1, 2, 3] },
      });
      const compared = await runToEnd(api, () => api.startExperiment({ runId, otherId: other.runId, seeds: 4, names: ['Run 1', 'Run 2'] }));
      const { comparison } = valueOf(await api.experimentResult({ runId: compared.runId }));
      expect(comparison?.seeds).toEqual([1, 2, 3, 4]);
      expect(comparison?.figures.find(({ name }) => name === 'latencyMeanMs')?.sentence).toMatch(/B \(Run 2\) is better/);
      expect(await api.startExperiment({ runId: 'run-none', otherId: null, seeds: 3, names: ['', ''] })).toMatchObject({
        ok: false,
        failure: { name: 'run-not-found' },
      });
      expect(await api.experimentResult({ runId })).toMatchObject({ ok: false, failure: { name: 'no-experiment' } });
      for (const id of [runId, other.runId, repeated.runId, compared.runId]) await api.closeRun({ runId: id });
    });

    it('computes in the worker the same run, bit for bit, as the engine in this thread', async () => {
      const text = await example(api);
      const { runId, phase } = await runToEnd(api, () => api.startRun({ scenarioText: text, seed: 7 }));
      expect(phase).toBe('done');
      const report = valueOf(await api.runReport({ runId }));
      const parsed = parseScenario(text);
      if (!parsed.ok) throw new Error(parsed.failure.message);
      const here = createRun(parsed.scenario, { seed: 7 });
      while (!here.advance({ maxEvents: 100_000 }));
      const facts = requestFacts(here, 3);
      if (facts === null) throw new Error('there is no third request');
      expect(report.summary).toEqual(here.summary());
      expect(report.summary.traceHash).toBe(here.summary().traceHash);
      expect(valueOf(await api.runWindow({ runId, fromNs: 1e9, toNs: 2e9, maxRows: 100_000 }))).toEqual(here.window(1e9, 2e9, 100_000));
      expect(valueOf(await api.runMoment({ runId, atNs: 5e9 }))).toEqual(here.moment(5e9));
      expect(valueOf(await api.runRequest({ runId, request: 3 }))).toEqual({ ...facts, waits: requestWaits(here, facts) });
      expect(await api.runRequest({ runId, request: 4_000_000 })).toMatchObject({ ok: false, failure: { name: 'request-not-found' } });
      await api.closeRun({ runId });
      expect(await api.runReport({ runId })).toMatchObject({ ok: false, failure: { name: 'run-not-found' } });
    });

    it('answers somebody who waits before what is only fetched ahead', async () => {
      const { runId } = await runToEnd(api, async () => api.startRun({ scenarioText: await example(api), seed: 7 }));
      const order: string[] = [];
      const ahead = Array.from({ length: 30 }, async (_, i) => {
        const answer = valueOf(await api.runWindow({ runId, fromNs: i, toNs: 50e9, maxRows: 1_000_000, ahead: true }));
        order.push('ahead');
        return answer;
      });
      const moment = api.runMoment({ runId, atNs: 5e9 }).then(() => order.push('moment'));
      const [first] = await Promise.all([...ahead, moment]);
      expect(order.length).toBe(31);
      expect(order.indexOf('moment')).toBeLessThan(30);
      expect(first).toEqual(valueOf(await api.runWindow({ runId, fromNs: 0, toNs: 50e9, maxRows: 1_000_000 })));
      await api.closeRun({ runId });
    });

    it('tries a program: nothing wrong, or what and in which line; a runaway is stopped', async () => {
      const tried = (code: string): Promise<unknown> => api.tryProgram({ code, name: 'choose', trial: '[{},[{"id":"W1"}],{}]' });
      expect(await tried('const choose = () => 0;')).toEqual({ ok: true, value: null });
      expect(await tried('function choose() {\n  return nobody;\n}')).toEqual({
        ok: true,
        value: { message: '\u0027nobody\u0027 is not defined', line: 2, isRunaway: false },
      });
      expect(await tried('function choose() { for (;;); }')).toMatchObject({ ok: true, value: { isRunaway: true } });
    });

    it('branches: the past is the same, the fault takes effect, the old run stays', async () => {
      const text = await example(api);
      const { runId: before } = await runToEnd(api, () => api.startRun({ scenarioText: text, seed: 7 }));
      const { runId: after } = await runToEnd(api, () =>
        api.branchRun({ runId: before, atNs: 10e9, faults: [{ id: 'f1', type: 'crash', atSeconds: 10, node: 'W1' }] }),
      );
      const [old, branch] = [valueOf(await api.runReport({ runId: before })), valueOf(await api.runReport({ runId: after }))];
      expect(branch.summary.traceHash).not.toBe(old.summary.traceHash);
      expect(branch.faults.length).toBe(old.faults.length + 1);
      const past = { fromNs: 0, toNs: 9e9, maxRows: 100_000 };
      expect(valueOf(await api.runWindow({ runId: after, ...past }))).toEqual(valueOf(await api.runWindow({ runId: before, ...past })));
      await Promise.all([api.closeRun({ runId: before }), api.closeRun({ runId: after })]);
    });

    it('changes a field in the middle of a run, and refuses a value that the part could not have', async () => {
      const { runId: before } = await runToEnd(api, async () => api.startRun({ scenarioText: await example(api), seed: 7 }));
      const change = (value: number): Parameters<FaultboardApi['branchRun']>[0] => ({
        runId: before,
        atNs: 10e9,
        faults: [{ id: 'P1', type: 'set', atSeconds: 10, node: 'W1', param: 'concurrency', value }],
      });
      const refused = await runToEnd(api, () => api.branchRun(change(-3)));
      expect(refused).toMatchObject({ phase: 'failed', failure: { message: expect.stringMatching(/Slots is -3; it must be/) as string } });
      const { runId: after, phase } = await runToEnd(api, () => api.branchRun(change(7)));
      expect(phase).toBe('done');
      expect(valueOf(await api.runReport({ runId: after })).summary.traceHash).not.toBe(
        valueOf(await api.runReport({ runId: before })).summary.traceHash,
      );
      await Promise.all([refused.runId, before, after].map((runId) => api.closeRun({ runId })));
    });

    it('keeps a branch when the run it came from is closed, and the other way round', async () => {
      const { runId: before } = await runToEnd(api, async () => api.startRun({ scenarioText: await example(api), seed: 7 }));
      const { runId: first } = await runToEnd(api, () => api.branchRun({ runId: before, atNs: 10e9, faults: [] }));
      const { runId: second } = await runToEnd(api, () => api.branchRun({ runId: first, atNs: 20e9, faults: [] }));
      const hash = valueOf(await api.runReport({ runId: before })).summary.traceHash;
      await api.closeRun({ runId: first });
      await api.closeRun({ runId: before });
      expect(await api.runReport({ runId: before })).toMatchObject({ ok: false, failure: { name: 'run-not-found' } });
      expect(valueOf(await api.runReport({ runId: second })).summary.traceHash).toBe(hash);
      await api.closeRun({ runId: second });
    });

    it('cancels at once, however long the run would be', async () => {
      const scenario = { ...(JSON.parse(await example(api)) as object), durationSeconds: 1_000_000 };
      const { runId, phase } = await runToEnd(api, async () => {
        const started = await api.startRun({ scenarioText: JSON.stringify(scenario), seed: null });
        await api.cancelRun(valueOf(started));
        return started;
      });
      expect(phase).toBe('cancelled');
      expect(await api.runReport({ runId })).toMatchObject({ ok: false, failure: { name: 'run-not-found' } });
    });

    it('says what is wrong with a scenario instead of running it', async () => {
      expect(await api.startRun({ scenarioText: '{ nonsense', seed: null })).toMatchObject({
        ok: false,
        failure: { message: expect.stringMatching(/\S+ \S+/) as string },
      });
      expect(await api.branchRun({ runId: 'run-none', atNs: 0, faults: [] })).toMatchObject({
        ok: false,
        failure: { name: 'run-not-found' },
      });
    });
  });
});
