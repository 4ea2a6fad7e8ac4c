import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { MenuCommand } from '../../contract/index';
import { menuTemplate } from './menuTemplate';

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

describe('the menu of the desktop app', () => {
  it('holds the commands of the window with their keys and lines, and sends what is chosen', () => {
    const sent: string[] = [];
    const file = items(
      menuTemplate(COMMANDS, (id) => void sent.push(id), false),
      '&File',
    );
    expect(file.map((item) => item.label ?? item.role ?? item.type)).toEqual(['Open...', 'separator', 'Save', 'separator', 'quit']);
    expect(file[0].accelerator).toBe('CmdOrCtrl+O');
    expect([file[0].enabled, file[2].enabled]).toEqual([true, false]);
    (file[2].click as () => void)();
    expect(sent).toEqual(['file.save']);
  });

  it("has the system's own undo on a Mac, where text fields need it", () => {
    const names = (isMac: boolean): unknown[] =>
      items(
        menuTemplate(COMMANDS, () => undefined, isMac),
        '&Edit',
      ).map((item) => item.label ?? item.role);
    expect(names(false).slice(0, 1)).toEqual(['Undo']);
    expect(names(true).slice(0, 2)).toEqual(['undo', 'redo']);
    expect(names(true)).not.toContain('Undo');
  });

  it('is there before the window has said anything', () => {
    const help = menuTemplate([], () => undefined, false).find((menu) => menu.role === 'help');
    expect(help?.submenu).toEqual([]);
  });
});
