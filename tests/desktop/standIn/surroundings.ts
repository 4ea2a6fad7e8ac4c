import type { Display, NativeTheme, Rectangle, Screen, Shell } from 'electron';
import { EventEmitter } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHOWN_FILES } from './wire';

type Source = NativeTheme['themeSource'];

/** The look of the system, which the app may override for its own windows; pages are told by the media query. */
class StandInTheme extends EventEmitter {
  private source: Source = 'system';
  private systemIsDark = process.env.STAND_IN_DARK === '1';
  /** Called with what pages are to see. */
  onLook: (isDark: boolean) => void = () => undefined;

  get themeSource(): Source {
    return this.source;
  }

  set themeSource(source: Source) {
    this.source = source;
    this.changed();
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'system' ? this.systemIsDark : this.source === 'dark';
  }

  /** A person changes the look of the system. */
  systemIs(isDark: boolean): void {
    this.systemIsDark = isDark;
    this.changed();
  }

  private changed(): void {
    this.onLook(this.shouldUseDarkColors);
    this.emit('updated');
  }
}

function displayOf(workArea: Rectangle, id: number): Display {
  return { id, bounds: workArea, workArea, size: workArea, workAreaSize: workArea, scaleFactor: 1 } as unknown as Display;
}

const screens = JSON.parse(process.env.STAND_IN_SCREENS ?? '[{"x":0,"y":0,"width":1920,"height":1040}]') as Rectangle[];

export const nativeTheme = new StandInTheme() satisfies Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;

/** The screens that a test says there are, the main one first. */
export const screen = {
  getAllDisplays: () => screens.map(displayOf),
  getPrimaryDisplay: () => displayOf(screens[0], 0),
} satisfies Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>;

function shown(how: 'folder' | 'opened', path: string): void {
  appendFileSync(join(process.env.STAND_IN_FOLDER ?? '', SHOWN_FILES), `${JSON.stringify({ how, path })}\n`);
}

/** Other programs that are asked to show something. */
export const shell = {
  showItemInFolder: (path: string): void => shown('folder', path),
  openPath: async (path: string): Promise<string> => {
    shown('opened', path);
    return '';
  },
} satisfies Pick<Shell, 'showItemInFolder' | 'openPath'>;
