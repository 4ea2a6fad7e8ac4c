import { afterEach, expect, it, vi } from 'vitest';
import { emptyScenario, type Scenario } from '../../../sim/index';
import type { RunSession } from '../../playback/index';
import { testServices } from '../../workbench/testWindow';
import { journalCommands } from './journals';
import { strings } from './strings';

const board = {
  ...emptyScenario('Two echoes'),
  nodes: [{ id: 'P1', kind: 'process-node', x: 0, y: 0, params: {} }],
} as unknown as Scenario;

afterEach(() => vi.restoreAllMocks());

/** The command of an id, and whether it can be given now. */
function commandOf(services: ReturnType<typeof testServices>, id: string): { run: () => void; enabled: boolean } {
  const command = journalCommands(services).find((each) => each.id === id);
  if (command === undefined) throw new Error(id);
  const context = { document: services.document.store.getState(), playback: services.playback.store.getState() };
  return { run: command.run, enabled: command.enabled?.(context) !== false };
}

/** Lets the next choice of a file come out as this one. */
function chooseFile(file: File): void {
  vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function choose(this: HTMLInputElement) {
    Object.defineProperty(this, 'files', { value: [file] });
    this.onchange?.(new Event('change'));
  });
}

it('saves the journal of the run on screen under the name of the board', async () => {
  const services = testServices({ runJournal: ({ runId }) => Promise.resolve({ ok: true, value: { text: `journal of ${runId}` } }) });
  expect(commandOf(services, 'run.saveJournal').enabled).toBe(false);
  const run = { runId: 'r1', parent: null, design: board, report: {} } as unknown as RunSession;
  services.playback.store.setState({ runs: [run], currentRunId: 'r1' });
  const saved: [string, string][] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function save(this: HTMLAnchorElement) {
    saved.push([this.download, this.href.slice(0, 5)]);
  });
  const command = commandOf(services, 'run.saveJournal');
  expect(command.enabled).toBe(true);
  command.run();
  await vi.waitFor(() => expect(saved).toEqual([['two-echoes.journal.json', 'blob:']]));
});

it('runs the board with a journal, asks nobody about programs, and says what is no use', async () => {
  const asked: unknown[] = [];
  const services = testServices({
    startRun: (args) => {
      asked.push(args);
      return Promise.resolve({ ok: true, value: { runId: 'r1' } });
    },
  });
  expect(commandOf(services, 'run.openJournal').enabled).toBe(false);
  services.document.store.setState({ scenario: board });
  const command = commandOf(services, 'run.openJournal');
  expect(command.enabled).toBe(true);
  chooseFile(new File(['{"faultboardJournal":1}'], 'two.journal.json'));
  command.run();
  await vi.waitFor(() => expect(services.playback.store.getState().runs.map(({ journal }) => journal)).toEqual(['two.journal.json']));
  expect(asked).toMatchObject([{ journal: '{"faultboardJournal":1}', seed: null }]);
  const huge = new File(['x'], 'huge.journal.json');
  Object.defineProperty(huge, 'size', { value: 65_000_000 });
  chooseFile(huge);
  command.run();
  await vi.waitFor(() => expect(services.document.store.getState().failure?.message).toBe(strings.tooLarge('huge.journal.json')));
});
