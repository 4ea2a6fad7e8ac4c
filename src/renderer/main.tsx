import './ui/tokens.css';
import './ui/base.css';
import './ui/widgets.css';
import { createRoot } from 'react-dom/client';
import { App, listenToShell } from './workbench/Workbench';
import { files, runScenario, watchDocument } from './features/files/files';
import { listenToKeys } from './workbench/keyboard';
import { api } from './workbench/model';
import { openDialog, uiStore } from './workbench/windowState';
import { watchWhy } from './features/why/why';

const FIRST_EXAMPLE = 'five-workers';

async function begin(): Promise<void> {
  const [shell, settings, recoveries] = await Promise.all([api.shellInfo(), api.getSettings(), api.listRecoveries()]);
  uiStore.setState({ shell, settings });
  if (shell.openAtStart !== null) await files.openPath(shell.openAtStart);
  else if (await files.openExample(FIRST_EXAMPLE)) await runScenario();
  if (recoveries.length > 0) openDialog({ type: 'recovery', found: recoveries });
}

window.addEventListener('faultboard-disconnected', () => uiStore.setState({ disconnected: true }));
listenToKeys();
listenToShell();
watchDocument();
watchWhy();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root element');
createRoot(root).render(<App />);
begin().catch((error: unknown) => {
  uiStore.setState({ disconnected: true });
  throw error;
});
