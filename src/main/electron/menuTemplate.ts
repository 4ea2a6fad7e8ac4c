import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../contract/index';

/** Gives a command of the renderer by its id. */
export type SendCommand = (id: string) => void;

/** The menus in the order of the window's own. */
const MENUS = ['File', 'Edit', 'Add', 'View', 'Run', 'Fault'] as const;
/** Commands whose place the system's own take on a Mac. */
const MAC_EDIT = new Map([
  ['edit.undo', 'undo'],
  ['edit.redo', 'redo'],
  ['edit.cut', 'cut'],
  ['edit.copy', 'copy'],
  ['edit.paste', 'paste'],
  ['edit.selectAll', 'selectAll'],
] as const satisfies readonly (readonly [string, MenuItemConstructorOptions['role']])[]) as ReadonlyMap<
  string,
  MenuItemConstructorOptions['role'] & string
>;
const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** The menus in order, with what of each is the system's own: before and after the commands of the window. */
function systemItems(group: string, isMac: boolean): readonly [MenuItemConstructorOptions[], MenuItemConstructorOptions[]] {
  switch (group) {
    case 'File':
      return [[], [SEPARATOR, isMac ? { role: 'close' } : { role: 'quit' }]];
    case 'Edit':
      // macOS takes a key that the page leaves alone to the menu, and text fields need theirs: there the system's own stand in the menu.
      // Elsewhere text fields know these keys by themselves, and the menu is for parts.
      return [isMac ? [...MAC_EDIT.values()].map((role) => ({ role })) : [], []];
    case 'View':
      return [[], [SEPARATOR, { role: 'togglefullscreen' }, { role: 'toggleDevTools' }]];
    default:
      return [[], []];
  }
}

/** The application's menu. What the window can do it does itself: the menu names its commands and their keys, and sends the id. */
export function menuTemplate(commands: readonly MenuCommand[], send: SendCommand, isMac: boolean): MenuItemConstructorOptions[] {
  const item = ({ id, label, key, enabled }: MenuCommand): MenuItemConstructorOptions => ({
    label,
    enabled,
    ...(key === null ? {} : { accelerator: key.replace('Mod', 'CmdOrCtrl') }),
    // The key is only shown: the renderer listens to it, and knows when it means something else, such as undo in a text field.
    registerAccelerator: false,
    click: () => send(id),
  });
  const menu = (group: string, role?: 'help'): MenuItemConstructorOptions => {
    const [before, after] = systemItems(group, isMac);
    const own = commands
      .filter((command) => command.group === group && !(isMac && MAC_EDIT.has(command.id)))
      .flatMap((command, i) => (command.line && i > 0 ? [SEPARATOR, item(command)] : [item(command)]));
    return { label: `&${group}`, ...(role === undefined ? {} : { role }), submenu: [...before, ...own, ...after] };
  };
  return [...(isMac ? [{ role: 'appMenu' } as const] : []), ...MENUS.map((group) => menu(group)), menu('Help', 'help')];
}
