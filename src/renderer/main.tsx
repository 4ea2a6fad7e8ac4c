import './ui/tokens.css';
import './ui/app.css';
import './ui/panels.css';
import { createRoot } from 'react-dom/client';
import { App, listenToShell } from './app/App';
import { files, runScenario, watchDocument } from './app/files';
import { listenToKeys } from './app/keyboard';
import { api } from './app/model';
import { openDialog, uiStore } from './app/uiStore';
import { watchWhy } from './app/why';

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
