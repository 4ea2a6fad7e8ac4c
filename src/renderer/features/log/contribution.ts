import type { Contribution } from '../../workbench/workbenchApi';
import { LogPanel } from './LogPanel';
import { strings } from './strings';

/** What happened, line by line. */
export const logContribution: Contribution = {
  id: 'log',
  title: strings.title,
  commands: ({ window }) => [{ id: 'view.log', label: strings.showTheLog, group: 'View', run: () => window.showPanel('log') }],
  panels: [{ id: 'log', place: 'dock', title: strings.title, Panel: LogPanel }],
};
