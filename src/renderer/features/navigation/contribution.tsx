import type { Command, Contribution, Services } from '../../workbench/workbenchApi';
import { FindDialog } from './FindDialog';
import { strings } from './strings';

// With Ctrl (on a Mac Cmd), these keys belong to the browser and to the desktop app: they zoom all there is in the window.
const commands = ({ boardView, document, window }: Services): readonly Command[] => [
  { id: 'view.fit', native: true, label: strings.zoomToFit, group: 'View', keys: ['0'], run: () => boardView.fit() },
  {
    id: 'view.selection',
    label: strings.zoomToSelection,
    group: 'View',
    keys: ['F'],
    enabled: (c) => c.document.selection.nodes.length > 0,
    run: () => boardView.show(document.store.getState().selection.nodes),
  },
  {
    id: 'view.find',
    label: strings.findPart,
    group: 'View',
    line: true,
    keys: ['Mod+F'],
    enabled: (c) => c.document.scenario.nodes.length > 0,
    run: () => window.openDialog(<FindDialog />),
  },
  { id: 'view.zoomIn', label: strings.zoomIn, group: 'View', keys: ['+', '='], run: () => boardView.zoom(1.25) },
  { id: 'view.zoomOut', label: strings.zoomOut, group: 'View', keys: ['-'], run: () => boardView.zoom(0.8) },
];

/** What of the board is seen: zoom, and finding a part. */
export const navigationContribution: Contribution = { id: 'navigation', title: strings.find, commands };
