import type { Contribution } from '../../workbench/workbenchApi';
import { AssociationDialog } from './AssociationDialog';
import { strings } from './strings';

/** Opening scenario files by double-click: about the computer more than about this scenario. */
export const fileAssociationContribution: Contribution = {
  id: 'fileAssociation',
  title: strings.title,
  commands: ({ window }) => [
    {
      id: 'file.association',
      label: strings.openByDoubleClick,
      group: 'File',
      line: true,
      run: () => window.openDialog(<AssociationDialog />),
    },
  ],
};
