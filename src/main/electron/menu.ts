import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Gives a command of the renderer by its id. */
export type SendCommand = (id: string) => void;

/** The application's menu. What the renderer can do it does itself: the menu names its commands and their keys, and sends the id. */
export function setMenu(send: SendCommand): void {
  // The key is only shown: the renderer listens to it, and knows when it means something else, such as undo in a text field.
  const command = (id: string, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    registerAccelerator: false,
    click: () => send(id),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const isMac = process.platform === 'darwin';
  // macOS takes a key that the page leaves alone to the menu, and text fields need theirs: there the system's own undo stands in the menu.
  const undo: MenuItemConstructorOptions[] = isMac
    ? [{ role: 'undo' }, { role: 'redo' }]
    : [command('edit.undo', 'Undo', 'CmdOrCtrl+Z'), command('edit.redo', 'Redo', 'CmdOrCtrl+Shift+Z')];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      {
        label: '&File',
        submenu: [
          command('file.new', 'New', 'CmdOrCtrl+N'),
          command('file.open', 'Open...', 'CmdOrCtrl+O'),
          command('file.examples', 'Examples...'),
          separator,
          command('file.save', 'Save', 'CmdOrCtrl+S'),
          command('file.saveAs', 'Save as...', 'CmdOrCtrl+Shift+S'),
          separator,
          isMac ? { role: 'close' } : { role: 'quit' },
        ],
      },
      {
        label: '&Edit',
        submenu: [...undo, separator, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
      },
      {
        label: '&Run',
        submenu: [
          command('run.toggle', 'Run or pause'),
          command('run.restart', 'Run from the start', 'CmdOrCtrl+Enter'),
          command('run.reset', 'Stop and go back to editing'),
        ],
      },
      {
        label: '&View',
        submenu: [
          command('view.fit', 'Zoom to fit', 'CmdOrCtrl+0'),
          command('view.palette', 'All commands...', 'CmdOrCtrl+K'),
          separator,
          { role: 'togglefullscreen' },
          { role: 'toggleDevTools' },
        ],
      },
      { label: '&Help', role: 'help', submenu: [command('view.shortcuts', 'Keyboard shortcuts')] },
    ]),
  );
}
