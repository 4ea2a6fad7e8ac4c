import { isAbsolute } from 'node:path';
import { apiSchemas, DROP_CHANNEL, isScenarioName } from '../../contract/index';
import { BadCallError, dispatch } from '../services/dispatch';
import type { ServiceApi } from '../services/services';

/** Calls that write something down, which is not to be cut short. */
const WRITES: ReadonlySet<string> = new Set(['saveFile', 'exportFile', 'saveRecovery', 'dropRecovery', 'setSettings', 'fileAssociation']);

/** The part of Electron's ipcMain that is used, so that the wrapper is tested without Electron. */
export interface IpcMainLike {
  handle(
    channel: string,
    listener: (event: { readonly senderFrame: { readonly url: string } | null }, args: unknown) => Promise<unknown>,
  ): void;
}

/** The calls that are being served. */
export interface ServedCalls {
  /** Resolves once nothing is being written any more. */
  written(): Promise<void>;
}

/** Channel of a call. */
export function channelOf(method: string): string {
  return `faultboard:${method}`;
}

/**
 * Serves every call of the contract over ipc, to whatever page is there at the moment. A sender that is not our own page is refused,
 * whatever it asks.
 */
export function serveIpc(ipc: IpcMainLike, api: () => ServiceApi, isOurPage: (url: string) => boolean): ServedCalls {
  const writing = new Set<Promise<unknown>>();
  for (const method of Object.keys(apiSchemas)) {
    ipc.handle(channelOf(method), async (event, args) => {
      refuseStrangers(event, isOurPage);
      const answer = dispatch(api(), method, args);
      if (!WRITES.has(method)) return answer;
      writing.add(answer);
      return answer.finally(() => writing.delete(answer));
    });
  }
  return {
    written: async () => {
      while (writing.size > 0) await Promise.allSettled(writing);
    },
  };
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
