import { BrowserWindow, dialog, session } from 'electron';

const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/** Makes the app's window: sandboxed, isolated, and unable to go anywhere else. */
export function createWindow(preloadFile: string, rendererFile: string, isUnsaved: () => boolean): BrowserWindow {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.defaultSession.webRequest.onHeadersReceived((details, respond) => {
    respond({ responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': [CONTENT_POLICY] } });
  });
  const window = new BrowserWindow({
    width: 1440, height: 900, minWidth: 960, minHeight: 600, show: false, title: 'Faultboard',
    webPreferences: { preload: preloadFile, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  window.on('close', (event) => {
    if (!isUnsaved()) return;
    const choice = dialog.showMessageBoxSync(window, {
      type: 'warning', buttons: ['Keep editing', 'Close without saving'], defaultId: 0, cancelId: 0,
      message: 'There is unsaved work in this scenario.', detail: 'It stays in the recovery file and is offered at the next start.',
    });
    if (choice === 0) event.preventDefault();
  });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(rendererFile);
  return window;
}
