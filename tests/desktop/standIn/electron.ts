import type { BrowserWindow as RealWindow, Dialog, IpcMain, IpcMainInvokeEvent, Session, WebContents } from 'electron';
import { runInThisContext } from 'node:vm';
import { app } from './app';
import { dialog, setAnswers } from './dialog';
import { killThreads, slowWrites } from './hardTimes';
import { Link } from './link';
import { chooseMenuItem, Menu, menuAsText, pressAccelerator } from './menu';
import { emitPreventable } from './parts';
import { protocol, session, sessionAnswers } from './session';
import { nativeTheme, screen, shell } from './surroundings';
import { BrowserWindow, connectWindows, type StandInContents } from './window';
import type { DialogAnswers, KeyPress, PageCall, PageEvent, PageRequest } from './wire';

export { app, BrowserWindow, dialog, Menu, nativeTheme, protocol, screen, session, shell };

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;
const handlers = new Map<string, Handler>();
const calls: string[] = [];

/** Calls of the page; a second handler for a channel is an error, as in Electron. */
export const ipcMain = {
  handle(channel: string, listener: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, listener);
  },
  removeHandler: (channel: string): void => void handlers.delete(channel),
};

/** What the stand-in has, held against Electron's own types: a method that is not there, or takes something else, does not compile. */
export const held: readonly [
  Pick<Dialog, 'showMessageBoxSync' | 'showMessageBox' | 'showOpenDialog' | 'showErrorBox'>,
  Pick<IpcMain, 'handle' | 'removeHandler'>,
  Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>,
  (contents: StandInContents) => Pick<WebContents, 'send' | 'reload' | 'getURL' | 'setZoomFactor' | 'getZoomFactor' | 'isDestroyed'>,
  (
    window: BrowserWindow,
  ) => Pick<
    RealWindow,
    | 'loadURL'
    | 'close'
    | 'destroy'
    | 'isDestroyed'
    | 'setTitle'
    | 'getTitle'
    | 'setDocumentEdited'
    | 'isDocumentEdited'
    | 'show'
    | 'isVisible'
    | 'focus'
    | 'minimize'
    | 'isMinimized'
    | 'restore'
    | 'maximize'
    | 'isMaximized'
    | 'isFullScreen'
    | 'setFullScreen'
    | 'getNormalBounds'
    | 'setBounds'
  >,
] = [dialog, ipcMain, session.defaultSession, (contents) => contents, (window) => window];

function onlyWindow(): BrowserWindow {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) throw new Error('there is no window');
  return window;
}

async function answerCall({ channel, args, frameUrl }: PageCall): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`Error: No handler registered for '${channel}'`);
  const { webContents } = onlyWindow();
  calls.push(channel);
  try {
    return await handler({ type: 'frame', sender: webContents, senderFrame: { url: frameUrl } } as unknown as IpcMainInvokeEvent, ...args);
  } catch (error) {
    // Electron hands the error on as a text.
    throw new Error(String(error), { cause: error });
  }
}

function pageEvent({ name, args }: PageEvent): boolean {
  const { webContents } = onlyWindow();
  const [details, ...rest] = args;
  if (name === 'did-start-navigation') webContents.url = String((details as { url: string }).url);
  if (name !== 'render-process-gone') return emitPreventable(webContents, name, (details ?? {}) as object, ...rest);
  webContents.emit(name, {}, details);
  return false;
}

const ANSWERS: Readonly<Record<string, (data: never) => unknown>> = {
  request: (request: PageRequest) => sessionAnswers.request(request),
  permission: (asked: { permission: string; origin: string }) => sessionAnswers.permission(asked.permission, asked.origin, onlyWindow()),
  call: answerCall,
  pageEvent,
  windowOpen: (url: string) => onlyWindow().webContents.windowOpenHandler({ url }).action,
  key: (press: KeyPress) => pressAccelerator(press, onlyWindow()),
  answers: (answers: DialogAnswers) => setAnswers(answers),
  slowWrites,
  killThreads,
  systemIs: (isDark: boolean) => nativeTheme.systemIs(isDark),
  callsOf: (channel: string) => calls.filter((call) => call === channel).length,
  menu: () => menuAsText(),
  chooseMenuItem: (labels: readonly string[]) => chooseMenuItem(labels, onlyWindow()),
  emitOnApp: ({ name, args }: PageEvent) => emitPreventable(app, name, {}, ...args),
  evaluate: ({ code, given }: { code: string; given: unknown }) =>
    (runInThisContext(`(${code})`) as (electron: object, given: unknown) => unknown)(
      { app, BrowserWindow, dialog, Menu, nativeTheme, session },
      given,
    ),
};

const link: Link = new Link(
  (message) => void process.send?.(message),
  (name, data) => {
    const answer = ANSWERS[name];
    if (answer === undefined) throw new Error(`the stand-in has no answer to ${name}`);
    return answer(data as never);
  },
);
connectWindows((name, data) => link.ask(name, data));
nativeTheme.onLook = (isDark) => void link.ask('look', isDark).catch(() => undefined);
process.on('message', (message) => void link.receive(message as never));
process.on('disconnect', () => process.exit(1));
