import type { ReactElement } from 'react';
import { ChoiceList } from '../../ui/ChoiceList';
import { DialogBox } from '../../ui/Dialog';
import { useServices } from '../../workbench/context';
import { keyText } from '../../workbench/keyboard';

/** Every command that can be used now, to be found by typing. */
export function CommandPalette(): ReactElement {
  const { commands } = useServices();
  const choices = commands.all
    .filter((command) => command.hidden !== true && command.id !== 'view.palette' && commands.isEnabled(command))
    .map((command) => ({
      key: command.id,
      label: command.label,
      detail: command.group,
      keys: command.keys?.[0] === undefined ? undefined : keyText(command.keys[0]),
      choose: () => command.run(),
    }));
  return (
    <DialogBox title="All commands">
      <ChoiceList label="Commands" placeholder="What do you want to do?" choices={choices} />
    </DialogBox>
  );
}
