import type { Files } from '../../document/index';
import type { Command, Contribution, Services } from '../../workbench/workbenchApi';
import { RecoveryDialog } from './FileDialogs';
import { OpenTextDialog } from './OpenTextDialog';
import { strings } from './strings';
import { copyAsText, filesOf, openDropped, openPasted, watchDocument } from './windowFiles';

function commands(services: Services): readonly Command[] {
  const { window } = services;
  const files = filesOf(services);
  return [
    { id: 'file.new', label: strings.newScenario, group: 'File', keys: ['Mod+N', 'Alt+N'], native: true, run: () => void files.newFile() },
    { id: 'file.open', label: strings.openFile, group: 'File', keys: ['Mod+O'], native: true, run: () => void files.open() },
    { id: 'file.save', label: strings.save, group: 'File', line: true, keys: ['Mod+S'], native: true, run: () => void files.save() },
    { id: 'file.saveAs', label: strings.saveAs, group: 'File', keys: ['Mod+Shift+S'], native: true, run: () => void files.saveAs() },
    { id: 'file.copyText', label: strings.copyScenario, group: 'File', line: true, run: () => void copyAsText(services) },
    {
      id: 'file.openText',
      label: strings.openPastedText,
      group: 'File',
      run: (text) => {
        if (text !== undefined) void openPasted(services, text);
        else window.openDialog(<OpenTextDialog open={(written) => void openPasted(services, written)} />);
      },
    },
  ];
}

/** What is there at the very first start. */
const FIRST_EXAMPLE = 'five-workers';

/** Opens what the window is to begin with, and offers what was kept when the app did not close in the usual way. */
async function begin({ api, commands, document, window }: Services, files: Files): Promise<void> {
  const [shell, found, settings] = await Promise.all([api.shellInfo(), api.listRecoveries(), api.getSettings()]);
  if (shell.openAtStart !== null) await files.openPath(shell.openAtStart);
  else if (settings.openLesson !== '') commands.run('lessons.resume');
  else if (await files.openExample(FIRST_EXAMPLE)) commands.run('run.restart');
  window.store.setState({ hasBegun: true });
  if (shell.notices.length > 0) document.actions.setFailure({ name: 'notice', path: '', message: shell.notices.join(' ') });
  if (found.length > 0) window.openDialog(<RecoveryDialog found={found} recover={(recovery) => void files.recover(recovery)} />);
}

function start(services: Services): () => void {
  const { api } = services;
  const files = filesOf(services);
  services.setOpening({ text: (name, text) => files.openText(name, text), example: (id) => files.openExample(id) });
  const stops = [
    watchDocument(services),
    openDropped(services),
    api.onCommand(({ path }) => {
      if (path !== undefined) void files.openPath(path);
    }),
  ];
  begin(services, files).catch((error: unknown) =>
    services.window.store.setState({ hasBegun: true, disconnected: error instanceof Error ? error.message : String(error) }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

/** Opening, saving and recovering scenarios. */
export const filesContribution: Contribution = { id: 'files', title: strings.title, commands, start };
