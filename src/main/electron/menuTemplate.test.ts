import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { MenuCommand } from '../../contract/index';
import { menuTemplate, type MenuActions, type MenuState } from './menuTemplate';

const COMMANDS: readonly MenuCommand[] = [
  { id: 'file.open', label: 'Open...', group: 'File', key: 'Mod+O', line: false, enabled: true },
  { id: 'file.save', label: 'Save', group: 'File', key: 'Mod+S', line: true, enabled: false },
  { id: 'edit.undo', label: 'Undo', group: 'Edit', key: 'Mod+Z', line: false, enabled: true },
  { id: 'view.shortcuts', label: 'Keyboard shortcuts', group: 'Help', key: null, line: false, enabled: true },
];

function items(template: MenuItemConstructorOptions[], label: string): MenuItemConstructorOptions[] {
  const found = template.find((menu) => menu.label === label)?.submenu;
  if (!Array.isArray(found)) throw new Error(`there is no menu ${label}`);
  return found;
}

const NOTHING: MenuActions = {
  send: () => undefined,
  openRecent: () => undefined,
  clearRecent: () => undefined,
  showInFolder: () => undefined,
  zoom: () => undefined,
  about: () => undefined,
  licences: () => undefined,
};
const STATE: MenuState = { commands: COMMANDS, recent: [], file: null };

function nameOf({ label, role, type }: MenuItemConstructorOptions): string | undefined {
  return label ?? role ?? type;
}

describe('the menu of the desktop app', () => {
  it('holds the commands of the window with their keys and lines, and sends what is chosen', () => {
    const sent: string[] = [];
    const file = items(menuTemplate(STATE, { ...NOTHING, send: (id) => void sent.push(id) }, 'linux'), '&File');
    expect(file.map(nameOf)).toEqual([
      'Open...',
      'Open recent',
      'separator',
      'Save',
      'separator',
      'Show in its folder',
      'separator',
      'quit',
    ]);
    expect(file[0].accelerator).toBe('CmdOrCtrl+O');
    expect([file[0].enabled, file[3].enabled]).toEqual([true, false]);
    (file[3].click as () => void)();
    expect(sent).toEqual(['file.save']);
  });

  it("has the system's own undo on a Mac, where text fields need it", () => {
    const names = (platform: NodeJS.Platform): unknown[] => items(menuTemplate(STATE, NOTHING, platform), '&Edit').map(nameOf);
    expect(names('linux').slice(0, 1)).toEqual(['Undo']);
    expect(names('darwin').slice(0, 2)).toEqual(['undo', 'redo']);
    expect(names('darwin')).not.toContain('Undo');
  });

  it('never takes a key of the window from it', () => {
    const template = menuTemplate(STATE, NOTHING, 'linux');
    const all = template.flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []));
    const keys = new Set(COMMANDS.flatMap(({ key }) => (key === null ? [] : [key.replace('Mod', 'CmdOrCtrl')])));
    expect(keys.size).toBe(3);
    for (const item of all.filter(({ accelerator }) => keys.has(accelerator ?? ''))) expect(item.registerAccelerator).toBe(false);
  });

  it('offers the recent files, told apart by their folders, while the window can open one', () => {
    const opened: string[] = [];
    const recent = ['/home/ada/shop.faultboard', '/home/bob/shop.faultboard', '/tmp/a & b.json'];
    const actions = { ...NOTHING, openRecent: (path: string) => void opened.push(path) };
    const item = (state: MenuState): MenuItemConstructorOptions | undefined =>
      items(menuTemplate(state, actions, 'linux'), '&File').find(({ label }) => label === 'Open recent');
    const files = item({ ...STATE, recent })?.submenu as MenuItemConstructorOptions[];
    expect(files.map(nameOf)).toEqual([
      'shop.faultboard (/home/ada)',
      'shop.faultboard (/home/bob)',
      'a && b.json',
      'separator',
      'Clear recent files',
    ]);
    (files[1].click as () => void)();
    expect(opened).toEqual(['/home/bob/shop.faultboard']);
    expect(item({ ...STATE, recent })?.enabled).toBe(true);
    expect(item(STATE)?.enabled).toBe(false);
    const asking = COMMANDS.map((command) => ({ ...command, enabled: false }));
    expect(item({ ...STATE, recent, commands: asking })?.enabled).toBe(false);
  });

  it('shows the file in its folder, by the name that the system gives its file manager', () => {
    const shown: string[] = [];
    const actions = { ...NOTHING, showInFolder: (path: string) => void shown.push(path) };
    const find = (file: string | null, platform: NodeJS.Platform) =>
      items(menuTemplate({ ...STATE, file }, actions, platform), '&File').find(({ label }) => label?.startsWith('Show in'));
    expect([find(null, 'linux')?.enabled, find('/a.json', 'linux')?.enabled]).toEqual([false, true]);
    const click = find('/a.json', 'linux')?.click as (() => void) | undefined;
    click?.();
    expect(shown).toEqual(['/a.json']);
    expect([find(null, 'darwin')?.label, find(null, 'win32')?.label]).toEqual(['Show in Finder', 'Show in File Explorer']);
  });
});
