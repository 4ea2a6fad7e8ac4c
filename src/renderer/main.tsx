import './workbench/withoutEval';
import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/widgets.css';
import './workbench/partEntry.css';
import { createRoot } from 'react-dom/client';
import { Board } from './board/index';
import { CONTRIBUTIONS } from './features/index';
import { shellApi } from './workbench/browserApi';
import { ServicesContext } from './workbench/context';
import { createServices } from './workbench/createServices';
import { startWindow } from './workbench/startWindow';
import { WindowBoundary } from './workbench/WindowBoundary';
import { Workbench } from './workbench/Workbench';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root element');
// The shell around this window: what the preload put there, else a socket to the process that served this page.
const services = createServices(window.faultboard ?? shellApi(), CONTRIBUTIONS);
createRoot(root).render(
  <ServicesContext value={services}>
    <WindowBoundary>
      <Workbench board={<Board />} />
    </WindowBoundary>
  </ServicesContext>,
);
startWindow(services).catch((error: unknown) => {
  services.window.store.setState({ disconnected: error instanceof Error ? error.message : String(error) });
  throw error;
});
