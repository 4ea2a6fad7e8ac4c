import { serializeScenario, startsProcesses } from '../../../sim/index';
import type { RunSession } from '../../playback/index';
import type { Contribution, Services } from '../../workbench/workbenchApi';
import { journalCommands } from './journals';
import { ProcessDialog } from './ProcessDialog';
import { strings } from './strings';

/** Whether a run was begun for a board that names programs of this computer; branches take over what their parent was allowed. */
function namesPrograms({ design, parent, journal }: RunSession): boolean {
  return parent === null && journal === undefined && design?.nodes.some(({ kind }) => startsProcesses(kind)) === true;
}

/** Asks about programs that are not allowed yet, and runs the board again once they are. */
async function ask({ api, window, commands }: Services, run: RunSession): Promise<void> {
  if (run.design === undefined) return;
  const { question, isAllowed } = await api.processQuestion({ scenarioText: serializeScenario(run.design) });
  if (isAllowed) commands.run('run.restart');
  if (question === null) return;
  const allow = async (code: string): Promise<boolean> => {
    const isAllowed = await api.allowProcesses({ code });
    if (isAllowed) commands.run('run.restart');
    return isAllowed;
  };
  window.openDialog(<ProcessDialog question={question} allow={allow} />);
}

function start(services: Services): () => void {
  return services.playback.store.subscribe(({ runs }, before) => {
    if (runs === before.runs) return;
    const begun = runs.find(({ runId }) => before.runs.every((other) => other.runId !== runId));
    if (begun !== undefined && namesPrograms(begun)) void ask(services, begun);
  });
}

/** The question before programs of this computer are started. */
export const processesContribution: Contribution = { id: 'processes', title: strings.title, commands: journalCommands, start };
