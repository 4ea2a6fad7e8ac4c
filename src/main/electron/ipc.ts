import { isAbsolute } from 'node:path';
import { apiSchemas, DROP_CHANNEL, isScenarioName } from '../../contract/index';
import { BadCallError, dispatch } from '../services/dispatch';
import type { ServiceApi } from '../services/services';

/** The part of Electron's ipcMain that is used, so that the wrapper is tested without Electron. */
export interface IpcMainLike {
  handle(
    channel: string,
    listener: (event: { readonly senderFrame: { readonly url: string } | null }, args: unknown) => Promise<unknown>,
  ): void;
}

/** Channel of a call. */
export function channelOf(method: string): string {
  return `faultboard:${method}`;
}

/**
 * Serves every call of the contract over ipc, to whatever page is there at the moment. A sender that is not our own page is refused,
 * whatever it asks.
 */
export function serveIpc(ipc: IpcMainLike, api: () => ServiceApi, isOurPage: (url: string) => boolean): void {
  for (const method of Object.keys(apiSchemas)) {
    ipc.handle(channelOf(method), async (event, args) => {
      refuseStrangers(event, isOurPage);
      return dispatch(api(), method, args);
    });
  }
}

/**
 * Grants scenario files that are dropped on the window. Their paths come from the preload script, which has them from the system: a page
 * has files, and cannot say where they lie.
 */
export function serveDrops(ipc: IpcMainLike, grant: (path: string) => void, isOurPage: (url: string) => boolean): void {
  ipc.handle(DROP_CHANNEL, async (event, path) => {
    refuseStrangers(event, isOurPage);
    if (typeof path !== 'string' || !isAbsolute(path) || !isScenarioName(path)) return null;
    grant(path);
    return path;
  });
}

function refuseStrangers(event: { readonly senderFrame: { readonly url: string } | null }, isOurPage: (url: string) => boolean): void {
  if (event.senderFrame === null || !isOurPage(event.senderFrame.url)) throw new BadCallError('the call did not come from the app');
}
