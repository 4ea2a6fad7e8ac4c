import type { Command, CommandContext } from './commandTypes';
import { uiStore } from './uiStore';
import { askWhy } from './why';

const hasReport = ({ playback }: CommandContext): boolean => playback.runs.some((run) => run.runId === playback.currentRunId && run.report !== null);

/** What can be asked of a finished run. */
export const traceCommands: readonly Command[] = [
  { id: 'run.why', label: 'Why did requests fail?', group: 'Run', keys: ['Y'], enabled: hasReport, run: () => void askWhy({ request: null, check: null }) },
  { id: 'view.spaceTime', label: 'Show the space-time diagram', group: 'View', keys: ['T'], enabled: hasReport, run: () => uiStore.setState({ dockOpen: true, dockTab: 'space' }) },
  { id: 'view.log', label: 'Show the log', group: 'View', run: () => uiStore.setState({ dockOpen: true, dockTab: 'log' }) },
];
