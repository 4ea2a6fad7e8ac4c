import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { EventEmitter } from 'node:events';
import { app } from './app';
import { emitPreventable } from './parts';
import type { WindowOptions } from './wire';

/** What the window asks of the process that holds its page. */
export type AskHost = (name: string, data?: unknown) => Promise<unknown>;

let askHost: AskHost = () => Promise.reject(new Error('nobody holds the window'));

/** Tells windows who holds their pages. */
export function connectWindows(ask: AskHost): void {
  askHost = ask;
}

/** What goes to the page after the process that holds it has gone is of no use to anybody. */
function tell(name: string, data?: unknown): void {
  void askHost(name, data).catch(() => undefined);
}

/** The contents of a window: what is sent arrives as a structured clone, and what the page does comes as events. */
export class StandInContents extends EventEmitter {
  zoomFactor = 1;
  url = '';
  windowOpenHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  private gone = false;

  send(channel: string, ...args: unknown[]): void {
    if (this.gone) throw new TypeError('Object has been destroyed');
    // Throws what cannot be cloned, at once, as Electron does.
    tell('send', { channel, args: structuredClone(args) });
  }

  reload(): void {
    tell('reload');
  }

  getURL(): string {
    return this.url;
  }

  setZoomFactor(factor: number): void {
    this.zoomFactor = factor;
    tell('zoom', factor);
  }

  getZoomFactor(): number {
    return this.zoomFactor;
  }

  isDestroyed(): boolean {
    return this.gone;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }

  destroy(): void {
    this.gone = true;
    this.emit('destroyed');
  }
}

/** A window whose page is in real Chromium. `close` comes before the page's `beforeunload`, and either may keep it. */
export class BrowserWindow extends EventEmitter {
  readonly id = 1;
  readonly webContents = new StandInContents();
  readonly made: BrowserWindowConstructorOptions;
  private bounds: Rectangle;
  private title = '';
  private edited = false;
  private minimized = false;
  private maximized = false;
  private fullScreen = false;
  private visible: boolean;
  private destroyed = false;
  private firstLoad = true;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    if (process.env.STAND_IN_FAILS === 'window') throw new Error('the window server does not answer');
    this.made = options;
    const { width = 800, height = 600, x = 0, y = 0 } = options;
    this.bounds = { x, y, width, height };
    this.visible = options.show !== false;
    this.webContents.zoomFactor = options.webPreferences?.zoomFactor ?? 1;
    app.windows.add(this);
    app.emit('browser-window-created', {}, this);
    app.emit('web-contents-created', {}, this.webContents);
    tell('createWindow', { preload: options.webPreferences?.preload ?? '', width, height } satisfies WindowOptions);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...app.windows] as BrowserWindow[];
  }

  async loadURL(url: string): Promise<void> {
    await askHost('load', url);
    this.shown();
    this.webContents.emit('did-finish-load');
  }

  close(): void {
    if (this.destroyed) return;
    if (emitPreventable(this, 'close')) app.closeWasPrevented();
    else
      void askHost('closePage').then(
        (closed) => {
          if (closed === true) this.destroy();
          else app.closeWasPrevented();
        },
        () => this.destroy(),
      );
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    tell('destroyPage');
    this.webContents.destroy();
    this.emit('closed');
    app.windowClosed(this);
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  setTitle(title: string): void {
    this.title = title;
  }

  getTitle(): string {
    return this.title;
  }

  setDocumentEdited(edited: boolean): void {
    this.edited = edited;
  }

  isDocumentEdited(): boolean {
    return this.edited;
  }

  show(): void {
    this.visible = true;
  }

  isVisible(): boolean {
    return this.visible;
  }

  focus(): void {
    this.emit('focus');
  }

  minimize(): void {
    this.minimized = true;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.minimized = false;
  }

  maximize(): void {
    this.maximized = true;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  isFullScreen(): boolean {
    return this.fullScreen;
  }

  setFullScreen(fullScreen: boolean): void {
    this.fullScreen = fullScreen;
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.emit('resize');
  }

  getNormalBounds(): Rectangle {
    return { ...this.bounds };
  }

  private shown(): void {
    if (this.firstLoad) this.emit('ready-to-show');
    this.firstLoad = false;
  }
}
