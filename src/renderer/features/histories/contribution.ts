import type { Contribution } from '../../workbench/workbenchApi';
import { HistoryPanel } from './HistoryPanel';
import { strings } from './strings';

/** Who asked for what, and how it ended: as a table, and as a row for each process. */
export const historiesContribution: Contribution = {
  id: 'histories',
  title: strings.title,
  commands: ({ window }) => [
    { id: 'view.history', label: strings.show, group: 'View', keys: ['Shift+H'], run: () => window.showPanel('history') },
  ],
  panels: [{ id: 'history', place: 'dock', title: strings.tab, Panel: HistoryPanel }],
};
