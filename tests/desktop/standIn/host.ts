import type { Browser, BrowserContext, Page, Request, Route } from '@playwright/test';
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { Link } from './link';
import type { ShownItem } from './menu';
import { makePreloadElectron } from './page';
import {
  SHOWN_DIALOGS,
  SHOWN_FILES,
  type DialogAnswers,
  type KeyPress,
  type PageRequest,
  type PageResponse,
  type ShownDialog,
  type WindowOptions,
} from './wire';

const root = resolve(import.meta.dirname, '../../..');
const moduleFolder = join(root, 'node_modules/.cache/faultboard/stand-in');
/** Chromium knows no scheme of the app's own: addresses are kept under this name, which no network has. */
const HOST = '.faultboard.test';
const PERMISSIONS = { 'clipboard-read': 'clipboard-read', 'clipboard-sanitized-write': 'clipboard-write' } as const;
const OTHER_PERMISSIONS = ['notifications', 'geolocation'] as const;

/** Makes the stand-in's module, once for all tests of a process. */
let made: Promise<unknown> | null = null;
function makeModule(): Promise<unknown> {
  return (made ??= build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: moduleFolder,
      emptyOutDir: true,
      rolldownOptions: {
        input: { electron: fileURLToPath(new URL('./electron.ts', import.meta.url)) },
        output: { entryFileNames: '[name].mjs', format: 'es' },
      },
    },
  }));
}

/** A hook for Node's loader, as text: `electron` is the stand-in. */
function loaderHook(): string {
  const target = JSON.stringify(pathToFileURL(join(moduleFolder, 'electron.mjs')).href);
  const hook = `export const resolve = (name, context, next) => name === 'electron' ? { url: ${target}, shortCircuit: true } : next(name, context);`;
  const hookUrl = `data:text/javascript,${encodeURIComponent(hook)}`;
  return `data:text/javascript,${encodeURIComponent(`import { register } from 'node:module'; register(${JSON.stringify(hookUrl)});`)}`;
}

/** faultboard://app/x as Chromium gets it. */
function toChromium(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url);
  return protocol.startsWith('http') ? url : `https://${host}.${protocol.slice(0, -1)}${HOST}${pathname}${search}${hash}`;
}

/** What Chromium asks for, as Electron would name it. */
function fromChromium(url: string): string {
  const found = /^https:\/\/([^./]+)\.([^./]+)\.faultboard\.test(\/.*)?$/.exec(url);
  return found === null ? url : `${found[2]}://${found[1]}${found[3] ?? '/'}`;
}

/** How an app is started. */
export interface Launch {
  readonly browser: Browser;
  /** Where its user's folders are. */
  readonly folder: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** No page can be loaded. */
  readonly failLoads?: boolean;
  /** The main process; without it, the one that was built here. */
  readonly main?: string;
}

/** The built main process of the app with its window in real Chromium. */
export class DesktopApp {
  private readonly link: Link;
  private creating: Promise<void> = Promise.resolve();
  private context: BrowserContext | null = null;
  private open: Page | null = null;
  private preload = '';
  private closing: Promise<void> | null = null;
  private ownNavigation = false;
  private isDark = false;
  /** Resolves with the exit code once the main process has ended. */
  readonly ended: Promise<number | null>;
  private pageReady: (page: Page) => void = () => undefined;
  private readonly firstPage: Promise<Page>;

  private constructor(
    private readonly launched: Launch,
    readonly process: ChildProcess,
  ) {
    this.link = new Link(
      // A process that ends while it is told something hears no more; without someone to take it, the error would fail a test.
      (message) => void (process.connected && process.send(message, () => undefined)),
      (name, data) => this.answer(name, data),
    );
    process.on('message', (message) => void this.link.receive(message as never));
    this.firstPage = new Promise((ready) => {
      this.pageReady = ready;
    });
    this.ended = new Promise((end) => {
      process.on('exit', (code) => {
        this.link.close('the main process has ended');
        void this.closeContext().then(() => end(code));
      });
    });
  }

  /** Starts the built main process; `window()` has its page. */
  static async launch(launched: Launch): Promise<DesktopApp> {
    const { folder, args = [], env = {}, main } = launched;
    await makeModule();
    const child = fork(main ?? join(root, 'out/main/index.js'), [...args], {
      cwd: root,
      serialization: 'advanced',
      execArgv: ['--no-warnings', '--import', loaderHook()],
      env: { ...process.env, STAND_IN_FOLDER: folder, HOME: join(folder, 'home'), ...env },
    });
    return new DesktopApp(launched, child);
  }

  /** The page of the window, once there is one. */
  window(): Promise<Page> {
    return this.open === null ? this.firstPage : Promise.resolve(this.open);
  }

  /** Runs a function in the main process, with Electron's modules; it may use nothing outside of itself. */
  async evaluate<T, A = null>(work: (electron: typeof import('electron'), given: A) => T | Promise<T>, given?: A): Promise<T> {
    return (await this.link.ask('evaluate', { code: String(work), given: given ?? null })) as T;
  }

  /** What a person will answer to the dialogs that come next. */
  async answers(answers: DialogAnswers): Promise<void> {
    await this.link.ask('answers', answers);
  }

  /** The dialogs of the system that were shown, the first one first. */
  dialogs(): readonly ShownDialog[] {
    return this.lines<ShownDialog>(SHOWN_DIALOGS);
  }

  /** The files that other programs were asked to show: opened, or in their folders. */
  shownFiles(): readonly { readonly how: 'folder' | 'opened'; readonly path: string }[] {
    return this.lines(SHOWN_FILES);
  }

  private lines<T>(name: string): T[] {
    const file = join(this.launched.folder, name);
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    return lines.map((line) => JSON.parse(line) as T);
  }

  /** A person changes the look of the whole system. */
  async systemIs(look: 'light' | 'dark'): Promise<void> {
    await this.link.ask('systemIs', look === 'dark');
  }

  /** A person drops a file of the system on the window. */
  async drop(path: string): Promise<void> {
    const page = await this.window();
    await page.evaluate(
      ([name, where, text]) => {
        (Reflect.get(window, Symbol.for('stand-in dropped')) as Map<string, string>).set(name, where);
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], name));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      [basename(path), path, readFileSync(path, 'utf8')],
    );
  }

  async menu(): Promise<readonly ShownItem[]> {
    return (await this.link.ask('menu')) as ShownItem[];
  }

  async choose(...labels: readonly string[]): Promise<void> {
    await this.link.ask('chooseMenuItem', labels);
  }

  /** The system asks the app for something, such as `open-file`. Returns whether the app took it on. */
  async fromSystem(name: string, ...args: readonly unknown[]): Promise<boolean> {
    return (await this.link.ask('emitOnApp', { name, args })) as boolean;
  }

  /** Kills the process that draws the page. */
  async crashPage(): Promise<void> {
    const page = await this.window();
    const session = await page.context().newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    void session.send('Page.crash').catch(() => undefined);
    await crashed;
  }

  /** From now on every file takes this long to be put in its place, ms. */
  async slowWrites(delayMs: number): Promise<void> {
    await this.link.ask('slowWrites', delayMs);
  }

  /** Ends the threads of runs, as the system does when memory is short. */
  async killThreads(): Promise<void> {
    await this.link.ask('killThreads');
  }

  /** How many calls of a channel have come from the page. */
  async callsOf(channel: string): Promise<number> {
    return (await this.link.ask('callsOf', channel)) as number;
  }

  /** Starts the app once more, with the same home, while this one runs. Returns how that ended. */
  async again(args: readonly string[]): Promise<number | null> {
    return (await DesktopApp.launch({ ...this.launched, args })).ended;
  }

  /** Ends it, whatever it is doing. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  private answer(name: string, data: unknown): unknown {
    switch (name) {
      case 'createWindow':
        return (this.creating = this.createWindow(data as WindowOptions));
      case 'load':
        return this.load(String(data));
      case 'reload':
        return this.reload();
      case 'send':
        return this.send(data as { channel: string; args: unknown[] });
      case 'closePage':
        return this.closePage();
      case 'destroyPage':
        return this.closeContext();
      case 'zoom':
        return null;
      case 'look':
        return this.look(data === true);
      default:
        throw new Error(`the window has no answer to ${name}`);
    }
  }

  private async look(isDark: boolean): Promise<void> {
    this.isDark = isDark;
    await this.open?.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' }).catch(() => undefined);
  }

  private closeContext(): Promise<void> {
    return (this.closing ??= this.context?.close().catch(() => undefined) ?? Promise.resolve());
  }

  private async createWindow({ preload, width, height }: WindowOptions): Promise<void> {
    this.preload = readFileSync(preload, 'utf8');
    const context = await this.launched.browser.newContext({ viewport: { width, height } });
    this.context = context;
    await context.exposeBinding('standInCall', async ({ frame }, channel: string, args: unknown[]) => {
      try {
        return { value: await this.link.ask('call', { channel, args, frameUrl: fromChromium(frame.url()) }) };
      } catch (error) {
        return { error: (error as Error).message };
      }
    });
    await context.exposeBinding('standInKey', (_source, press: KeyPress) => this.link.ask('key', press).catch(() => undefined));
    await context.addInitScript(
      `(() => { if (location.protocol !== 'https:' || window.top !== window) return;
        const electron = (${String(makePreloadElectron)})();
        const require = (name) => { if (name === 'electron') return electron; throw new Error('module not found: ' + name); };
        const module = { exports: {} }; const exports = module.exports;
        (() => { ${this.preload}\n })(); })();`,
    );
    await context.route('**/*', (route, request) => this.serve(route, request).catch(() => undefined));
    await this.newPage(context);
  }

  private async newPage(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    this.open = page;
    await this.look(this.isDark);
    page.on('crash', () => this.event('render-process-gone', { reason: 'crashed', exitCode: 5 }));
    return page;
  }

  private async event(name: string, ...args: readonly unknown[]): Promise<boolean> {
    return (await this.link.ask('pageEvent', { name, args }).catch(() => false)) === true;
  }

  private async load(url: string): Promise<void> {
    await this.creating;
    await this.grant(url);
    const page = this.open;
    if (page === null) throw new Error('there is no window');
    this.ownNavigation = true;
    try {
      const response = await page.goto(toChromium(url), { waitUntil: 'load' });
      if (response === null) throw new Error('no answer');
      await this.event('did-navigate', {}, url, response.status(), response.statusText());
    } catch (error) {
      await this.event('did-fail-load', {}, -2, 'ERR_FAILED', url, true);
      throw new Error(`ERR_FAILED (-2) loading '${url}'`, { cause: error });
    } finally {
      this.ownNavigation = false;
      this.pageReady(page);
    }
  }

  /** Gives the page the permissions that the app's handlers allow, and no others. */
  private async grant(url: string): Promise<void> {
    const { protocol, host } = new URL(url);
    const allowed: string[] = [];
    for (const [name, real] of [...Object.entries(PERMISSIONS), ...OTHER_PERMISSIONS.map((other) => [other, other])])
      if (await this.link.ask('permission', { permission: name, origin: `${protocol}//${host}` })) allowed.push(real);
    await this.context?.grantPermissions(allowed, { origin: new URL(toChromium(url)).origin });
  }

  private async reload(): Promise<void> {
    const { open, context } = this;
    if (open === null || context === null) return;
    const url = open.url();
    this.ownNavigation = true;
    try {
      // A page that has crashed takes nothing more; Electron starts a new process for it.
      await open.reload().catch(async () => {
        const page = await this.newPage(context);
        await page.goto(url);
        await open.close().catch(() => undefined);
      });
    } finally {
      this.ownNavigation = false;
    }
  }

  private async send({ channel, args }: { channel: string; args: unknown[] }): Promise<void> {
    await this.open
      ?.evaluate(
        ([name, values]) => {
          const receive = Reflect.get(window, Symbol.for('stand-in receive')) as ((name: string, args: unknown[]) => void) | undefined;
          receive?.(name, values);
        },
        [channel, args] as [string, unknown[]],
      )
      .catch(() => undefined);
  }

  /** Closes the page unless its `beforeunload` says no; Electron asks nobody then. */
  private async closePage(): Promise<boolean> {
    const page = this.open;
    if (page === null || page.isClosed()) return true;
    const closed = page.waitForEvent('close').then(() => true);
    const refused = page.waitForEvent('dialog').then(async (dialog) => {
      await dialog.dismiss();
      return false;
    });
    refused.catch(() => undefined);
    closed.catch(() => undefined);
    await page.close({ runBeforeUnload: true });
    return Promise.race([closed, refused]);
  }

  private async serve(route: Route, request: Request): Promise<void> {
    const url = fromChromium(request.url());
    const isPage = request.isNavigationRequest() && request.frame().parentFrame() === null;
    if (isPage) {
      if (!this.ownNavigation && (await this.event('will-navigate', { url }))) return route.abort('aborted');
      await this.event('did-start-navigation', { url, isMainFrame: true, isSameDocument: false });
    }
    if (this.launched.failLoads === true && isPage) return route.abort('failed');
    const asked: PageRequest = { method: request.method(), url };
    const response = (await this.link.ask('request', asked)) as PageResponse;
    if (response.cancelled) return route.abort('blockedbyclient');
    await route.fulfill({ status: response.status, headers: response.headers, body: Buffer.from(response.body) });
  }
}
