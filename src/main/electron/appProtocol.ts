import { protocol, session } from 'electron';
import { pageAnswer } from './pageAnswer';

const SCHEME = 'faultboard';

/**
 * Address of the app's page. A scheme of our own instead of file: gives the page an origin, response headers, and no way to the user's
 * files.
 */
export const APP_URL = `${SCHEME}://app/`;

/** Makes the scheme known; has to happen before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built renderer under the scheme, and refuses every other permission and request of the page. */
export function serveRenderer(folder: string): void {
  const { defaultSession } = session;
  defaultSession.protocol.handle(SCHEME, (request) => pageAnswer(folder, request.method, request.url));
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isOwnRequest(details.url) }));
}

function isOwnRequest(url: string): boolean {
  return [APP_URL, 'data:', 'blob:', 'devtools:'].some((start) => url.startsWith(start));
}
