import { app, BrowserWindow, dialog, screen } from 'electron';
import { paperColor } from './appearance';
import { APP_URL } from './appProtocol';
import { Closing, type CloseAnswer } from './closing';
import { FIRST_SIZE, LEAST_SIZE, nextZoom, placeOnScreens, type Place } from './windowPlace';
import type { KeptWindowState } from './windowState';

/** Chromium's number for a load that another has taken the place of. */
const ABORTED = -3;
const FIRST_FAILURE_STATUS = 400;
const ANSWERS: readonly CloseAnswer[] = ['save', 'discard', 'stay'];

/** The app's window with what the shell does to it. */
export interface AppWindow {
  readonly browserWindow: BrowserWindow;
  readonly closing: Closing;
  /** Sends to the page, if it is still there. */
  send(channel: 'progress' | 'command', data: unknown): void;
  /** Everything in it larger (1), smaller (-1) or at its usual size (0). */
  zoom(step: 1 | -1 | 0): void;
}

/** What a window is made with. */
export interface WindowParts {
  readonly preloadFile: string;
  readonly iconFile: string;
  readonly kept: KeptWindowState;
  /** Called whenever its page starts afresh or is gone. */
  readonly onNewPage: () => void;
}

/** Makes the app's window: sandboxed, isolated, unable to go anywhere else, and as it was when it was last seen. */
export function createWindow({ preloadFile, iconFile, kept, onNewPage }: WindowParts): AppWindow {
  const { place, zoom: zoomFactor } = kept.current;
  const browserWindow = new BrowserWindow({
    ...FIRST_SIZE,
    ...(place === null ? {} : placeOnScreens(place, workAreas())),
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    show: false,
    title: 'Faultboard',
    icon: iconFile,
    backgroundColor: paperColor(),
    // The spelling checker would download its dictionaries.
    webPreferences: {
      preload: preloadFile,
      zoomFactor,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // A middle click would ask for a new window; none is ever opened, and so none is even asked for.
      disableBlinkFeatures: 'Auxclick',
      spellcheck: false,
    },
  });
  const send = (channel: string, data: unknown): void => {
    if (!browserWindow.isDestroyed()) browserWindow.webContents.send(`faultboard:${channel}`, data);
  };
  const closing = new Closing({
    ask: () => askToClose(browserWindow),
    save: () => send('command', { id: 'file.save' }),
    close: () => browserWindow.close(),
  });
  const newPage = (): void => {
    closing.reset();
    onNewPage();
  };
  browserWindow.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) newPage();
  });
  browserWindow.webContents.on('render-process-gone', (_event, details) => {
    newPage();
    if (details.reason !== 'clean-exit') offerReload(browserWindow);
  });
  browserWindow.webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) offerRetry(browserWindow, description);
  });
  browserWindow.webContents.on('did-navigate', (_event, _url, status) => {
    if (status >= FIRST_FAILURE_STATUS) offerRetry(browserWindow, `its file is missing, ${status}`);
  });
  browserWindow.on('close', (event) => {
    if (!closing.mayClose()) event.preventDefault();
  });
  browserWindow.on('page-title-updated', (event) => event.preventDefault());
  const zoom = keepState(browserWindow, kept);
  // What fails here is said by did-fail-load.
  browserWindow.loadURL(APP_URL).catch(() => undefined);
  return { browserWindow, closing, send, zoom };
}

/** The parts of the screens that windows may take, that of the main screen first. */
function workAreas(): readonly Place[] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}

/** Shows a window as it was, and keeps how it is from here on. Returns what zooms it. */
function keepState(window: BrowserWindow, kept: KeptWindowState): AppWindow['zoom'] {
  window.once('ready-to-show', () => {
    if (kept.current.maximized) window.maximize();
    if (kept.current.fullScreen) window.setFullScreen(true);
    window.show();
  });
  window.on('close', () =>
    kept.change({ place: window.getNormalBounds(), maximized: window.isMaximized(), fullScreen: window.isFullScreen() }),
  );
  const { webContents } = window;
  // A page that is loaded anew begins at its usual size.
  webContents.on('did-finish-load', () => webContents.setZoomFactor(kept.current.zoom));
  return (step) => {
    if (window.isDestroyed()) return;
    kept.change({ zoom: nextZoom(kept.current.zoom, step) });
    webContents.setZoomFactor(kept.current.zoom);
  };
}

/** No page of this app opens windows, goes elsewhere or embeds anything, whatever asks for it. */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

function askToClose(window: BrowserWindow): CloseAnswer {
  const choice = dialog.showMessageBoxSync(window, {
    type: 'warning',
    buttons: ['Save', 'Close without saving', 'Keep editing'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
    message: 'There is unsaved work in this scenario.',
    detail: 'Without saving it stays in the recovery file and is offered at the next start.',
  });
  return ANSWERS[choice] ?? 'stay';
}

function offerRetry(window: BrowserWindow, why: string): void {
  const choice = dialog.showMessageBoxSync(window, {
    type: 'error',
    buttons: ['Try again', 'Quit'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
    message: `The window could not be loaded (${why}).`,
    detail: 'Try again. If that does not help, install or build Faultboard again: a part of it may be missing.',
  });
  if (choice === 0) window.loadURL(APP_URL).catch(() => undefined);
  else app.exit(1);
}

function offerReload(window: BrowserWindow): void {
  const choice = dialog.showMessageBoxSync(window, {
    type: 'error',
    buttons: ['Start again', 'Quit'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
    message: 'The window stopped working.',
    detail: 'Unsaved work is in the recovery file and is offered when it starts again.',
  });
  if (choice === 0) window.webContents.reload();
  else window.destroy();
}
