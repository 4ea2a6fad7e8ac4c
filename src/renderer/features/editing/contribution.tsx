import type { Contribution } from '../../workbench/workbenchApi';
import { arrangeCommands } from './arrangeCommands';
import { editCommands } from './editCommands';
import { FanOutDialog } from './FanOutDialog';
import { HistoryDialog } from './HistoryDialog';
import { strings } from './strings';

/** Undo, clipboard, moving, layout and groups: everything that changes what stands on the board. */
export const editingContribution: Contribution = {
  id: 'editing',
  title: strings.editing,
  commands: (services) => [
    ...editCommands(services, { history: () => <HistoryDialog />, fanOut: (ids) => <FanOutDialog ids={ids} /> }),
    ...arrangeCommands(services),
  ],
};
