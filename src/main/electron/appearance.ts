import { nativeTheme } from 'electron';
import type { Settings } from '../../contract/index';

/** What the page is drawn on, so that a window that is not drawn yet does not flash. */
const PAPER = { light: '#f3f4f6', dark: '#11151b' } as const;
/** What the system's own parts of the window (title bar, menus, dialogs) look like in each theme. */
const SYSTEM_THEMES = { system: 'system', light: 'light', dark: 'dark', contrast: 'dark' } as const satisfies Record<
  Settings['theme'],
  typeof nativeTheme.themeSource
>;

/** Has the system's own parts of the window follow the theme; `system` is whatever the system has at any time. */
export function followTheme({ theme }: Settings): void {
  nativeTheme.themeSource = SYSTEM_THEMES[theme];
}

/** Colour of the window before its page is drawn. */
export function paperColor(): string {
  return nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light;
}
