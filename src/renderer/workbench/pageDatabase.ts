import type { PageKey, PageKeyStore } from './pageKey';

const NAME = 'faultboard';
const VERSION = 1;
const KEYS = 'keys';
/** Recovery files that could not be given to the shell. */
export const WORK = 'work';
const OWN_KEY = 'page';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.addEventListener('upgradeneeded', () => {
      for (const store of [KEYS, WORK]) asked.result.createObjectStore(store);
    });
    asked.addEventListener('success', () => resolve(asked.result));
    asked.addEventListener('error', () => reject(asked.error ?? new Error('the database of the page cannot be opened')));
  });
}

/** Does one thing with a store of the page's database, which lives in the browser and belongs to this address alone. */
export async function inDatabase<T>(
  store: typeof KEYS | typeof WORK,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const asked = work(transaction.objectStore(store));
      transaction.addEventListener('complete', () => resolve(asked.result));
      transaction.addEventListener('error', () => reject(transaction.error ?? new Error('the database of the page refused')));
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('the database of the page refused')));
    });
  } finally {
    database.close();
  }
}

/** Keeps the page's key in the browser. Where the browser keeps nothing (a private window of some), it lasts as long as the page. */
export function browserKeys(): PageKeyStore {
  let own: PageKey | null = null;
  return {
    load: async () =>
      own ?? (await inDatabase<PageKey | undefined>(KEYS, 'readonly', (store) => store.get(OWN_KEY)).catch(() => undefined)) ?? null,
    save: async (key) => {
      own = key;
      await inDatabase(KEYS, 'readwrite', (store) => store.put(key, OWN_KEY)).catch(() => undefined);
    },
  };
}
