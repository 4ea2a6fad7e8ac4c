import type { FaultboardApi, Recovery } from '../../contract/index';
import { inDatabase, WORK } from './pageDatabase';
import { NotConnectedError } from './pageKey';

type RecoveryCalls = Pick<FaultboardApi, 'saveRecovery' | 'listRecoveries' | 'dropRecovery'>;

/** Keeping of unsaved work that goes on while the shell is gone. */
export interface PageKeeping {
  readonly calls: RecoveryCalls;
  /** Gives to the shell, which is there again, what this window has kept in the page. */
  handOver(): Promise<void>;
}

const lockName = (id: string): string => `faultboard-window-${id}`;

/** Says to other tabs of this browser, as long as this one is open, that this work is its own. */
function claim(id: string): void {
  void navigator.locks?.request(lockName(id), () => new Promise(() => undefined));
}

async function ofGoneWindows(works: readonly Recovery[]): Promise<Recovery[]> {
  const held = new Set(((await navigator.locks?.query())?.held ?? []).map(({ name }) => name));
  return works.filter(({ id }) => !held.has(lockName(id)));
}

/**
 * Recovery calls that keep the work in the browser's database while the shell is gone. It is there after the next start at the same
 * address, even when the page was closed meanwhile.
 */
export function keepInPage(shell: RecoveryCalls): PageKeeping {
  const own = new Set<string>();
  const calls: RecoveryCalls = {
    saveRecovery: async (work) => {
      try {
        const kept = await shell.saveRecovery(work);
        if (own.delete(work.id)) await inDatabase(WORK, 'readwrite', (store) => store.delete(work.id));
        return kept;
      } catch (error) {
        if (!(error instanceof NotConnectedError)) throw error;
        if (!own.has(work.id)) claim(work.id);
        own.add(work.id);
        const savedAtMs = Date.now();
        await inDatabase(WORK, 'readwrite', (store) => store.put({ ...work, savedAtMs }, work.id));
        return { ok: true, value: { savedAtMs } };
      }
    },
    listRecoveries: async () => {
      const [ofShell, all] = await Promise.all([
        shell.listRecoveries(),
        inDatabase<Recovery[]>(WORK, 'readonly', (store) => store.getAll()).catch(() => []),
      ]);
      const ofPage = await ofGoneWindows(all);
      // What was kept in the page is the later version of what the shell has under the same id.
      const ids = new Set(ofPage.map(({ id }) => id));
      return [...ofPage, ...ofShell.filter(({ id }) => !ids.has(id))].sort((p, q) => q.savedAtMs - p.savedAtMs);
    },
    dropRecovery: async ({ id }) => {
      own.delete(id);
      await inDatabase(WORK, 'readwrite', (store) => store.delete(id)).catch(() => undefined);
      await shell.dropRecovery({ id });
    },
  };
  return {
    calls,
    handOver: async () => {
      for (const id of own) {
        const work = await inDatabase<Recovery | undefined>(WORK, 'readonly', (store) => store.get(id));
        if (work !== undefined) await calls.saveRecovery({ id, name: work.name, path: work.path, text: work.text });
      }
    },
  };
}
