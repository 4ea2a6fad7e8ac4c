import type { Contribution } from '../../workbench/workbenchApi';
import { CommandPalette } from './CommandPalette';
import { Shortcuts } from './Shortcuts';

/** The lists of all commands and all keys. */
export const commandListContribution: Contribution = {
  id: 'commandList',
  title: 'All commands',
  commands: ({ window }) => [
    {
      id: 'view.palette',
      label: 'All commands...',
      group: 'View',
      line: true,
      keys: ['Mod+K', 'F1'],
      native: true,
      run: () => window.openDialog(<CommandPalette />),
    },
    {
      id: 'view.shortcuts',
      label: 'Keyboard shortcuts',
      group: 'Help',
      keys: ['?'],
      native: true,
      run: () => window.openDialog(<Shortcuts />),
    },
  ],
};
