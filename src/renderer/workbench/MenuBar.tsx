import { useState, type ReactElement } from 'react';
import { Menu, type MenuEntry, type MenuGroupOf } from '../ui/Menu';
import { useDocument, useServices, useWindow } from './context';
import { keyText } from './keyboard';
import { COMMAND_GROUPS, type CommandGroup, type Services } from './workbenchApi';
import { strings } from './strings';

interface CommandEntry extends MenuEntry {
  readonly run: () => void;
}

/** The commands of one menu, in groups where a line is asked for. */
function entriesOf(commands: Services['commands'], group: CommandGroup): MenuGroupOf<CommandEntry>[] {
  const groups: { id: string; items: CommandEntry[] }[] = [];
  for (const command of commands.all) {
    if (command.group !== group || command.hidden === true) continue;
    if (groups.length === 0 || command.line === true) groups.push({ id: command.id, items: [] });
    groups.at(-1)?.items.push({
      id: command.id,
      label: command.label,
      keys: command.keys?.[0] === undefined ? undefined : keyText(command.keys[0]),
      isDisabled: !commands.isEnabled(command),
      run: () => command.run(),
    });
  }
  return groups;
}

/** The menus along the top, made from the commands. */
export function MenuBar(): ReactElement | null {
  const { commands } = useServices();
  const [open, setOpen] = useState<{ readonly group: CommandGroup; readonly below: Element } | null>(null);
  useDocument((state) => state.revision);
  // There the system shows the menus.
  const isDesktop = useWindow((state) => state.shell?.shell === 'electron');
  if (isDesktop) return null;
  const close = (): void => setOpen(null);
  return (
    <nav className="menu-bar" aria-label={strings.menus}>
      {COMMAND_GROUPS.map((group) => (
        <button
          key={group}
          type="button"
          aria-haspopup="menu"
          aria-expanded={open?.group === group}
          onClick={(event) => setOpen({ group, below: event.currentTarget })}
        >
          {group}
        </button>
      ))}
      {open !== null && (
        <Menu
          key={open.group}
          label={open.group}
          at={open.below}
          groups={entriesOf(commands, open.group)}
          onClose={close}
          onChoose={(entry) => {
            close();
            entry.run();
          }}
        />
      )}
    </nav>
  );
}
