import { mkdtemp, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** The worker of runs, built from the sources as they are, so that these tests need no earlier build. */
export interface BuiltWorker {
  readonly file: string;
  remove(): Promise<void>;
}

/** Builds the worker thread of runs, or another thread's file, into a temporary folder. */
export async function buildWorker(entry = 'src/main/services/runWorker.ts'): Promise<BuiltWorker> {
  const folder = await mkdtemp(join(tmpdir(), 'faultboard-worker-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        external: [...builtinModules, /^node:/],
        input: join(root, entry),
        output: { format: 'es', entryFileNames: 'runWorker.mjs', codeSplitting: false },
      },
    },
  });
  return { file: join(folder, 'runWorker.mjs'), remove: () => rm(folder, { recursive: true, force: true }) };
}
