import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import workerThreads, { Worker } from 'node:worker_threads';

const threads = new Set<Worker>();

// The app's own threads, so that a test can end them.
workerThreads.Worker = class extends Worker {
  constructor(...args: ConstructorParameters<typeof Worker>) {
    super(...args);
    threads.add(this);
    this.on('exit', () => threads.delete(this));
  }
};
syncBuiltinESMExports();

/** Ends every thread that is running. */
export async function killThreads(): Promise<void> {
  await Promise.all([...threads].map((thread) => thread.terminate()));
}

/** Has every file take this long to be put in its place, ms, as on a network drive. */
export function slowWrites(delayMs: number): void {
  const { rename, link } = fsPromises;
  fsPromises.rename = async (...args) => {
    await sleep(delayMs);
    await rename(...args);
  };
  fsPromises.link = async (...args) => {
    await sleep(delayMs);
    await link(...args);
  };
  syncBuiltinESMExports();
}
