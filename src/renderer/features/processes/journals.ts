import { MOST_TEXT } from '../../../contract/index';
import { JOURNAL_ENDING, serializeScenario, startsProcesses, type Scenario } from '../../../sim/index';
import { exportFile, plainName } from '../../workbench/exportFile';
import type { Command, CommandContext, Services } from '../../workbench/workbenchApi';
import { strings } from './strings';

const hasProcesses = (scenario: Scenario | undefined): boolean => scenario?.nodes.some(({ kind }) => startsProcesses(kind)) === true;

/** Whether the run on screen is over and has process nodes. */
function canSave({ playback: { runs, currentRunId } }: CommandContext): boolean {
  const run = runs.find(({ runId }) => runId === currentRunId);
  return run !== undefined && run.report !== null && hasProcesses(run.design);
}

/** Writes what the processes of the run on screen were given and wrote. */
async function save(services: Services): Promise<void> {
  const { api, document, playback } = services;
  const run = playback.store.getState().runs.find(({ runId }) => runId === playback.store.getState().currentRunId);
  if (run === undefined) return;
  const answer = await api.runJournal({ runId: run.runId });
  if (!answer.ok) return document.actions.setFailure(answer.failure);
  const name = `${plainName(run.design?.name ?? '')}${JOURNAL_ENDING}`;
  await exportFile(services, { name, content: answer.value.text, mediaType: 'application/json' });
}

/** Runs the board with its processes as a journal has them: none is started, and nobody is asked. */
async function runWith({ document, playback }: Services, file: File): Promise<void> {
  const refuse = (message: string): void => document.actions.setFailure({ name: 'no-journal', path: '', message });
  if (file.size > MOST_TEXT) return refuse(strings.tooLarge(file.name));
  const text = await file.text().catch(() => null);
  if (text === null) return refuse(strings.notRead(file.name));
  const { scenario, revision } = document.store.getState();
  await playback.actions.run(serializeScenario(scenario), revision, scenario, { name: file.name, text });
}

/** Asks for a file. Its content is all that the page gets, so it needs no leave of the shell. */
function choose(then: (file: File) => void): void {
  const input = window.document.createElement('input');
  input.type = 'file';
  input.accept = '.json';
  input.onchange = () => {
    const file = input.files?.[0];
    if (file !== undefined) then(file);
  };
  input.click();
}

/** Saving the journal of a run's processes, and running from one. */
export const journalCommands = (services: Services): readonly Command[] => [
  {
    id: 'run.saveJournal',
    label: strings.saveJournal,
    group: 'Run',
    line: true,
    enabled: canSave,
    run: () => void save(services),
  },
  {
    id: 'run.openJournal',
    label: strings.openJournal,
    group: 'Run',
    enabled: ({ document }) => hasProcesses(document.scenario),
    run: () => choose((file) => void runWith(services, file)),
  },
];
