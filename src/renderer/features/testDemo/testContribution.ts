import type { Contribution } from '../../workbench/workbenchApi';
import { DemoPanel } from './testPanel';
import { strings } from './testStrings';

/** A feature that shows how little one takes: this folder, and a line in the list of features. Only tests list it. */
export const demoContribution: Contribution = {
  id: 'demo',
  title: strings.title,
  commands: ({ window }) => [
    {
      id: 'view.demo',
      label: strings.command,
      group: 'View',
      keys: ['Mod+Shift+D'],
      native: true,
      run: () => window.showPanel('demo'),
    },
  ],
  panels: [{ id: 'demo', place: 'dock', title: strings.title, Panel: DemoPanel }],
};
