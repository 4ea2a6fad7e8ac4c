import { protocol, session } from 'electron';
import { pageAnswer } from './pageAnswer';

const SCHEME = 'faultboard';
/** What a board needs that parts are copied on. */
const CLIPBOARD: ReadonlySet<string> = new Set(['clipboard-read', 'clipboard-sanitized-write']);

/**
 * Address of the app's page. A scheme of our own instead of file: gives the page an origin, response headers, and no way to the user's
 * files.
 */
export const APP_URL = `${SCHEME}://app/`;

/** Makes the scheme known; has to happen before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built renderer under the scheme, lets the page copy and paste, and refuses every other permission and request of it. */
export function serveRenderer(folder: string): void {
  const { defaultSession } = session;
  defaultSession.protocol.handle(SCHEME, (request) => pageAnswer(folder, request.method, request.url));
  defaultSession.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) =>
    decide(isAllowed(permission, requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin));
  defaultSession.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isOwnRequest(details.url) }));
}

/** Chromium names an origin with and without a slash at its end. */
function isAllowed(permission: string, from: string): boolean {
  return CLIPBOARD.has(permission) && `${from.replace(/\/$/, '')}/` === APP_URL;
}

function isOwnRequest(url: string): boolean {
  return [APP_URL, 'data:', 'blob:', 'devtools:'].some((start) => url.startsWith(start));
}
