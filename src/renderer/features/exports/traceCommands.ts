import { EXPORT_FORMS } from '../../../exports/forms';
import type { Command, CommandContext } from '../../workbench/commandTypes';
import { exportCurrentRun } from './exporting';
import { exportGif } from './gif';
import { lookInside } from '../inside/inside';
import { documentModel } from '../../workbench/model';
import { uiStore } from '../../workbench/windowState';
import { askWhy } from '../why/why';

const hasReport = ({ playback }: CommandContext): boolean =>
  playback.runs.some((run) => run.runId === playback.currentRunId && run.report !== null);

/** What can be asked of a finished run. */
export const traceCommands: readonly Command[] = [
  ...Object.entries(EXPORT_FORMS).map(([name, form]): Command => ({
    id: `export.${name}`,
    label: `Export run: ${form.title}...`,
    group: 'File',
    enabled: hasReport,
    run: () => void exportCurrentRun(name),
  })),
  {
    id: 'export.gif',
    label: 'Export run: moving picture (GIF) from the playhead...',
    group: 'File',
    enabled: hasReport,
    run: () => void exportGif(),
  },
  {
    id: 'run.why',
    label: 'Why did requests fail?',
    group: 'Run',
    line: true,
    keys: ['Y'],
    enabled: hasReport,
    run: () => void askWhy({ request: null, check: null }),
  },
  {
    id: 'view.spaceTime',
    label: 'Show the space-time diagram',
    group: 'View',
    line: true,
    keys: ['Shift+T'],
    enabled: hasReport,
    run: () => uiStore.setState({ dockOpen: true, dockTab: 'space' }),
  },
  {
    id: 'view.inside',
    label: 'Look inside the selected part',
    group: 'View',
    keys: ['I'],
    enabled: hasReport,
    run: () => lookInside(documentModel.store.getState().selection.nodes[0] ?? null),
  },
  { id: 'view.log', label: 'Show the log', group: 'View', run: () => uiStore.setState({ dockOpen: true, dockTab: 'log' }) },
];
