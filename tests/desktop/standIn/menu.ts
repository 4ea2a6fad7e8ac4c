import type { MenuItemConstructorOptions } from 'electron';
import { app } from './app';
import type { BrowserWindow } from './window';
import type { KeyPress } from './wire';

type Item = MenuItemConstructorOptions;

/** Accelerators that roles bring along (Linux and Windows). */
const ROLE_KEYS: Readonly<Record<string, string>> = {
  quit: 'CmdOrCtrl+Q',
  close: 'CmdOrCtrl+W',
  copy: 'CmdOrCtrl+C',
  cut: 'CmdOrCtrl+X',
  paste: 'CmdOrCtrl+V',
  selectAll: 'CmdOrCtrl+A',
  togglefullscreen: 'F11',
  toggleDevTools: 'Ctrl+Shift+I',
};

/** An item as a person sees it. */
export interface ShownItem {
  readonly label: string;
  readonly accelerator: string;
  readonly enabled: boolean;
  readonly items: readonly ShownItem[];
}

let applicationMenu: Menu | null = null;

/** A menu of a template; what Electron refuses in one is refused here. */
export class Menu {
  constructor(readonly template: readonly Item[]) {}

  static buildFromTemplate(template: readonly Item[]): Menu {
    const check = (items: readonly Item[]): void => {
      for (const item of items) {
        if (item.label === undefined && item.role === undefined && item.type !== 'separator')
          throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
        if (Array.isArray(item.submenu)) check(item.submenu);
      }
    };
    check(template);
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }
}

function below(item: Item): readonly Item[] {
  return Array.isArray(item.submenu) ? item.submenu : [];
}

function labelOf(item: Item): string {
  return (item.label ?? item.role ?? '').replace('&', '');
}

function keyOf(item: Item): string {
  return item.accelerator ?? ROLE_KEYS[item.role ?? ''] ?? '';
}

/** The menu as it is shown now, without lines and invisible items. */
export function menuAsText(): readonly ShownItem[] {
  const shown = (items: readonly Item[]): ShownItem[] =>
    items
      .filter((item) => item.type !== 'separator' && item.visible !== false)
      .map((item) => ({ label: labelOf(item), accelerator: keyOf(item), enabled: item.enabled !== false, items: shown(below(item)) }));
  return shown(applicationMenu?.template ?? []);
}

function carryOut(item: Item, window: BrowserWindow): void {
  if (item.role === 'quit') app.quit();
  else if (item.role === 'close') window.close();
  else item.click?.(undefined as never, window as never, {} as never);
}

/** Chooses an item by the labels that lead to it; what is greyed out cannot be chosen. */
export function chooseMenuItem(labels: readonly string[], window: BrowserWindow): void {
  let items: readonly Item[] = applicationMenu?.template ?? [];
  let found: Item | undefined;
  for (const label of labels) {
    found = items.find((item) => labelOf(item) === label);
    if (found === undefined) throw new Error(`the menu has no ${labels.join(' > ')}, but ${items.map(labelOf).join(', ')}`);
    items = below(found);
  }
  if (found === undefined || found.enabled === false) throw new Error(`${labels.join(' > ')} is greyed out`);
  carryOut(found, window);
}

/** A key that the page has left alone goes to the menu; returns whether it is an accelerator there. */
export function pressAccelerator({ key, control, shift, alt }: KeyPress, window: BrowserWindow): boolean {
  const pressed = [control ? 'ctrl' : '', alt ? 'alt' : '', shift ? 'shift' : '', key.toLowerCase()]
    .filter((name) => name !== '')
    .join('+');
  const all = (items: readonly Item[]): Item[] => items.flatMap((item) => [item, ...all(below(item))]);
  const found = all(applicationMenu?.template ?? []).find(
    (item) => item.registerAccelerator !== false && item.enabled !== false && normal(keyOf(item)) === pressed,
  );
  if (found !== undefined) carryOut(found, window);
  return found !== undefined;
}

function normal(accelerator: string): string {
  const names = accelerator
    .toLowerCase()
    .split('+')
    .map((name) => (name === 'cmdorctrl' || name === 'commandorcontrol' || name === 'control' ? 'ctrl' : name));
  const key = names.at(-1) ?? '';
  return [...['ctrl', 'alt', 'shift'].filter((name) => names.includes(name)), key].join('+');
}
