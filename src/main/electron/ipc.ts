import { apiSchemas } from '../../contract/index';
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
      if (event.senderFrame === null || !isOurPage(event.senderFrame.url)) throw new BadCallError('the call did not come from the app');
      return dispatch(api(), method, args);
    });
  }
}
