import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../contract/index';

/** Gives a command of the renderer by its id. */
export type SendCommand = (id: string) => void;

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** The menus in order, with what of each is the system's own: before and after the commands of the window. */
function systemItems(group: string, isMac: boolean): readonly [MenuItemConstructorOptions[], MenuItemConstructorOptions[]] {
  switch (group) {
    case 'File':
      return [[], [SEPARATOR, isMac ? { role: 'close' } : { role: 'quit' }]];
    case 'Edit':
      // macOS takes a key that the page leaves alone to the menu, and text fields need theirs: there the system's own undo stands in the menu.
      return [
        isMac ? [{ role: 'undo' }, { role: 'redo' }] : [],
        [SEPARATOR, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
      ];
    case 'View':
      return [[], [SEPARATOR, { role: 'togglefullscreen' }, { role: 'toggleDevTools' }]];
    default:
      return [[], []];
  }
}

/** The application's menu. What the window can do it does itself: the menu names its commands and their keys, and sends the id. */
export function menuTemplate(commands: readonly MenuCommand[], send: SendCommand, isMac: boolean): MenuItemConstructorOptions[] {
  const item = ({ id, label, key }: MenuCommand): MenuItemConstructorOptions => ({
    label,
    ...(key === null ? {} : { accelerator: key.replace('Mod', 'CmdOrCtrl') }),
    // The key is only shown: the renderer listens to it, and knows when it means something else, such as undo in a text field.
    registerAccelerator: false,
    click: () => send(id),
  });
  const menu = (group: string, role?: 'help'): MenuItemConstructorOptions => {
    const [before, after] = systemItems(group, isMac);
    const own = commands
      .filter((command) => command.group === group && !(isMac && (command.id === 'edit.undo' || command.id === 'edit.redo')))
      .flatMap((command, i) => (command.line && i > 0 ? [SEPARATOR, item(command)] : [item(command)]));
    return { label: `&${group}`, ...(role === undefined ? {} : { role }), submenu: [...before, ...own, ...after] };
  };
  return [...(isMac ? [{ role: 'appMenu' } as const] : []), menu('File'), menu('Edit'), menu('Run'), menu('View'), menu('Help', 'help')];
}
