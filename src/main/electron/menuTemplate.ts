import type { MenuItemConstructorOptions } from 'electron';
import { basename, dirname } from 'node:path';
import type { MenuCommand } from '../../contract/index';

/** What the menu shows. */
export interface MenuState {
  readonly commands: readonly MenuCommand[];
  /** Paths of the files opened or saved last, the latest first. */
  readonly recent: readonly string[];
  /** The file that is open; null: it has no place yet. */
  readonly file: string | null;
}

/** What the menu does; commands of the window go back to it by their ids. */
export interface MenuActions {
  send(id: string): void;
  openRecent(path: string): void;
  clearRecent(): void;
  showInFolder(path: string): void;
  /** Everything in the window larger (1), smaller (-1) or at its usual size (0). */
  zoom(step: 1 | -1 | 0): void;
  about(): void;
  licences(): void;
}

type Item = MenuItemConstructorOptions;

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
] as const satisfies readonly (readonly [string, Item['role']])[]) as ReadonlyMap<string, Item['role'] & string>;
const SEPARATOR: Item = { type: 'separator' };
/** What file managers are called. */
const SHOW_IN: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Show in Finder', win32: 'Show in File Explorer' };

/** The application's menu. What the window can do it does itself: the menu names its commands and their keys, and sends the id. */
export function menuTemplate(state: MenuState, actions: MenuActions, platform: NodeJS.Platform): Item[] {
  const isMac = platform === 'darwin';
  const item = ({ id, label, key, enabled }: MenuCommand): Item => ({
    label,
    enabled,
    ...(key === null ? {} : { accelerator: key.replace('Mod', 'CmdOrCtrl') }),
    // The key is only shown: the renderer listens to it, and knows when it means something else, such as undo in a text field.
    registerAccelerator: false,
    click: () => actions.send(id),
  });
  const menu = (group: string, role?: 'help'): Item => {
    const [before, after] = systemItems(group, state, actions, platform);
    const own = state.commands
      .filter((command) => command.group === group && !(isMac && MAC_EDIT.has(command.id)))
      .flatMap((command, i) => [
        ...(command.line && i > 0 ? [SEPARATOR] : []),
        item(command),
        ...(command.id === 'file.open' ? [recentItem(state, actions)] : []),
      ]);
    return { label: `&${group}`, ...(role === undefined ? {} : { role }), submenu: [...before, ...own, ...after] };
  };
  return [...(isMac ? [{ role: 'appMenu' } as const] : []), ...MENUS.map((group) => menu(group)), menu('Help', 'help')];
}

/** What of each menu is the system's own: before and after the commands of the window. */
function systemItems(group: string, state: MenuState, actions: MenuActions, platform: NodeJS.Platform): readonly [Item[], Item[]] {
  const isMac = platform === 'darwin';
  switch (group) {
    case 'File':
      return [[], [SEPARATOR, showItem(state, actions, platform), SEPARATOR, isMac ? { role: 'close' } : { role: 'quit' }]];
    case 'Edit':
      // macOS takes a key that the page leaves alone to the menu, and text fields need theirs: there the system's own stand in the menu.
      // Elsewhere text fields know these keys by themselves, and the menu is for parts.
      return [isMac ? [...MAC_EDIT.values()].map((role) => ({ role })) : [], []];
    case 'View':
      return [[], [SEPARATOR, ...zoomItems(actions), SEPARATOR, { role: 'togglefullscreen' }, { role: 'toggleDevTools' }]];
    case 'Help':
      return [
        [],
        [
          SEPARATOR,
          { label: 'Licences', click: () => actions.licences() },
          // A Mac has this in the menu of the app.
          ...(isMac ? [] : [{ label: 'About Faultboard', click: () => actions.about() }]),
        ],
      ];
    default:
      return [[], []];
  }
}

/** Whether the window would open a file now: not while it asks something. */
function canOpen({ commands }: MenuState): boolean {
  return commands.some(({ id, enabled }) => id === 'file.open' && enabled);
}

function recentItem(state: MenuState, actions: MenuActions): Item {
  const { recent } = state;
  const names = recent.map((path) => basename(path));
  const files = recent.map((path, i): Item => {
    // Two files of one name are told apart by where they lie.
    const isAlone = names.indexOf(names[i]) === names.lastIndexOf(names[i]);
    return { label: plain(isAlone ? names[i] : `${names[i]} (${dirname(path)})`), toolTip: path, click: () => actions.openRecent(path) };
  });
  return {
    label: 'Open recent',
    enabled: files.length > 0 && canOpen(state),
    submenu: [...files, SEPARATOR, { label: 'Clear recent files', click: () => actions.clearRecent() }],
  };
}

/** In labels & marks the letter behind it. */
function plain(name: string): string {
  return name.replaceAll('&', '&&');
}

function showItem({ file }: MenuState, actions: MenuActions, platform: NodeJS.Platform): Item {
  return {
    label: SHOW_IN[platform] ?? 'Show in its folder',
    enabled: file !== null,
    click: () => (file === null ? undefined : actions.showInFolder(file)),
  };
}

function zoomItems({ zoom }: MenuActions): Item[] {
  return [
    { label: 'Make everything larger', accelerator: 'CmdOrCtrl+Plus', click: () => zoom(1) },
    // The same key without Shift, where + needs it, and the one of the number pad.
    { label: 'Larger', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true, click: () => zoom(1) },
    { label: 'Larger', accelerator: 'CmdOrCtrl+numadd', visible: false, acceleratorWorksWhenHidden: true, click: () => zoom(1) },
    { label: 'Make everything smaller', accelerator: 'CmdOrCtrl+-', click: () => zoom(-1) },
    { label: 'Smaller', accelerator: 'CmdOrCtrl+numsub', visible: false, acceleratorWorksWhenHidden: true, click: () => zoom(-1) },
    { label: 'Everything at its usual size', accelerator: 'CmdOrCtrl+0', click: () => zoom(0) },
  ];
}
