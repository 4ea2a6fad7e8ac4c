import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Desktop, LaunchedWith } from './desktopTest';
import type { ShownItem } from './standIn/menu';
import { SHOWN_DIALOGS, SHOWN_FILES, type DialogAnswers, type ShownDialog } from './standIn/wire';

const root = resolve(import.meta.dirname, '../..');
/** The program of Electron that the tests are to use in place of the stand-in; empty: the stand-in. */
export const REAL_ELECTRON = process.env.FAULTBOARD_ELECTRON ?? '';

/** A home of its own for the app, on every system. */
function environment(folder: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const own = { HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: join(folder, 'config'), XDG_DATA_HOME: join(folder, 'share') };
  return { ...(process.env as Record<string, string>), ...own, ...env };
}

/**
 * Answers the dialogs of the system in place of a person, and notes what other programs are asked to show. Runs in the main process, so it
 * may use nothing outside of itself.
 */
function standForPerson({ dialog, shell }: typeof import('electron'), [dialogsFile, filesFile]: readonly [string, string]): void {
  const { appendFileSync } = process.getBuiltinModule('node:fs');
  const answers = { buttons: [] as number[], opened: [] as string[], saved: [] as string[] };
  Reflect.set(globalThis, 'faultboardAnswers', answers);
  const note = (kind: string, message: string, options: unknown): void =>
    appendFileSync(dialogsFile, `${JSON.stringify({ kind, message, options })}\n`);
  const optionsOf = (args: readonly unknown[]) => (args.length > 1 ? args[1] : args[0]) as { message?: string; cancelId?: number };
  const replace = (target: object, name: string, work: (...args: unknown[]) => unknown) => Reflect.set(target, name, work);
  replace(dialog, 'showMessageBoxSync', (...args) => {
    const options = optionsOf(args);
    note('message', options.message ?? '', options);
    return answers.buttons.shift() ?? options.cancelId ?? 0;
  });
  replace(dialog, 'showErrorBox', (title, content) => note('error', String(title), content));
  replace(dialog, 'showOpenDialog', async (...args) => {
    note('open', '', optionsOf(args));
    const path = answers.opened.shift();
    return { canceled: path === undefined, filePaths: path === undefined ? [] : [path] };
  });
  replace(dialog, 'showSaveDialog', async (...args) => {
    note('save', '', optionsOf(args));
    const path = answers.saved.shift();
    return { canceled: path === undefined, filePath: path ?? '' };
  });
  replace(shell, 'showItemInFolder', (path) => appendFileSync(filesFile, `${JSON.stringify({ how: 'folder', path })}\n`));
  replace(shell, 'openPath', async (path) => {
    appendFileSync(filesFile, `${JSON.stringify({ how: 'opened', path })}\n`);
    return '';
  });
}

/** The menu of the application as plain data; runs in the main process. */
function readMenu({ Menu }: typeof import('electron')): ShownItem[] {
  const shown = (items: readonly Electron.MenuItem[]): ShownItem[] =>
    items
      .filter((item) => item.type !== 'separator' && item.visible)
      .map((item) => ({
        label: item.label.replace('&', ''),
        accelerator: String(item.accelerator ?? ''),
        enabled: item.enabled,
        items: shown(item.submenu?.items ?? []),
      }));
  return shown(Menu.getApplicationMenu()?.items ?? []);
}

/** Chooses an item of the menu by the labels that lead to it; runs in the main process. */
function chooseItem({ Menu }: typeof import('electron'), labels: readonly string[]): void {
  let items: readonly Electron.MenuItem[] = Menu.getApplicationMenu()?.items ?? [];
  let found: Electron.MenuItem | undefined;
  for (const label of labels) {
    found = items.find((item) => item.label.replace('&', '') === label);
    items = found?.submenu?.items ?? [];
  }
  if (found === undefined || !found.enabled) throw new Error(`${labels.join(' > ')} is greyed out`);
  found.click();
}

/** The real desktop app, driven by Playwright: what `npm run desktop:check` runs the tests with. */
export class RealDesktop implements Desktop {
  readonly ended: Promise<number | null>;

  private constructor(
    private readonly app: ElectronApplication,
    private readonly launched: LaunchedWith,
  ) {
    this.ended = new Promise((end) => app.process().once('exit', end));
  }

  static async launch(launched: LaunchedWith): Promise<RealDesktop> {
    const { folder, args = [], env = {} } = launched;
    const app = await _electron.launch({
      executablePath: REAL_ELECTRON,
      args: [root, ...args],
      cwd: root,
      env: environment(folder, env),
    });
    await app.evaluate(standForPerson, [join(folder, SHOWN_DIALOGS), join(folder, SHOWN_FILES)] as const);
    return new RealDesktop(app, launched);
  }

  window(): Promise<Page> {
    const [open] = this.app.windows();
    return open === undefined ? this.app.firstWindow() : Promise.resolve(open);
  }

  evaluate<T, A = null>(work: (electron: typeof import('electron'), given: A) => T | Promise<T>, given?: A): Promise<T> {
    return this.app.evaluate(work as never, (given ?? null) as never) as Promise<T>;
  }

  async answers({ buttons = [], opened = [], saved = [] }: DialogAnswers): Promise<void> {
    await this.app.evaluate(
      (_electron_, more) => {
        const answers = Reflect.get(globalThis, 'faultboardAnswers') as { buttons: number[]; opened: string[]; saved: string[] };
        answers.buttons.push(...more.buttons);
        answers.opened.push(...more.opened);
        answers.saved.push(...more.saved);
      },
      { buttons, opened, saved },
    );
  }

  dialogs(): readonly ShownDialog[] {
    return this.lines(SHOWN_DIALOGS);
  }

  shownFiles(): readonly { readonly how: 'folder' | 'opened'; readonly path: string }[] {
    return this.lines(SHOWN_FILES);
  }

  menu(): Promise<readonly ShownItem[]> {
    return this.app.evaluate(readMenu);
  }

  choose(...labels: readonly string[]): Promise<void> {
    return this.app.evaluate(chooseItem, labels);
  }

  fromSystem(name: string, ...args: readonly unknown[]): Promise<boolean> {
    return this.app.evaluate(
      ({ app }, [event, given]) => {
        let isTaken = false;
        app.emit(event, { preventDefault: () => (isTaken = true) }, ...given);
        return isTaken;
      },
      [name, args] as const,
    );
  }

  async crashPage(): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.forcefullyCrashRenderer());
  }

  /** A file of an input element keeps its path, as one from the system does. */
  async drop(path: string): Promise<void> {
    const page = await this.window();
    await page.evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'dropped-by-test';
      input.hidden = true;
      document.body.append(input);
    });
    await page.locator('#dropped-by-test').setInputFiles(path);
    await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#dropped-by-test');
      const dataTransfer = new DataTransfer();
      const file = input?.files?.[0];
      if (file !== undefined) dataTransfer.items.add(file);
      input?.remove();
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
  }

  /** Starts the app once more, with the same home, while this one runs. */
  again(args: readonly string[]): Promise<number | null> {
    const { folder, env = {} } = this.launched;
    const child = spawn(REAL_ELECTRON, [root, ...args], { cwd: root, env: environment(folder, env), stdio: 'ignore' });
    return new Promise((end) => child.once('exit', end));
  }

  async kill(): Promise<void> {
    const { exitCode } = this.app.process();
    if (exitCode !== null) return;
    this.app.process().kill('SIGKILL');
    await this.ended;
  }

  private lines<T>(name: string): T[] {
    const file = join(this.launched.folder, name);
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    return lines.map((line) => JSON.parse(line) as T);
  }
}
