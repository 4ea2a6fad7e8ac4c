import type { Contribution } from '../../workbench/workbenchApi';
import { CommandPalette } from './CommandPalette';
import { Shortcuts } from './Shortcuts';
import { strings } from './strings';

/** The lists of all commands and all keys. */
export const commandListContribution: Contribution = {
  id: 'commandList',
  title: strings.allCommands,
  commands: ({ window }) => [
    {
      id: 'view.palette',
      label: strings.openAllCommands,
      group: 'View',
      line: true,
      keys: ['Mod+K', 'F1'],
      native: true,
      run: () => window.openDialog(<CommandPalette />),
    },
    {
      id: 'view.shortcuts',
      label: strings.keyboardShortcuts,
      group: 'Help',
      keys: ['?'],
      native: true,
      run: () => window.openDialog(<Shortcuts />),
    },
  ],
};
