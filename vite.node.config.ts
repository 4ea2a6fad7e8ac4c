import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { bundlePlugin } from './scripts/bundlePlugin.mjs';

const at = (path: string): string => resolve(import.meta.dirname, path);

const INPUTS: Readonly<Record<string, Record<string, string>>> = {
  host: { index: at('src/main/browser/index.ts'), runWorker: at('src/main/services/runWorker.ts') },
  cli: { index: at('src/cli/index.ts'), worker: at('src/cli/worker.ts'), gradeWorker: at('src/cli/gradeWorker.ts') },
  bench: { workloads: at('bench/workloads.ts') },
};

/** What runs in plain Node: the browser shell (`--mode host`) and the command line (`--mode cli`), each in one self-contained folder. */
export default defineConfig(({ mode }) => ({
  plugins: [bundlePlugin()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    // What the bundle has taken in from others; the packages carry it on.
    license: { fileName: '.vite/licences.json' },
    target: 'node20',
    outDir: `out/${mode}`,
    emptyOutDir: mode !== 'bench',
    rolldownOptions: {
      optimization: { inlineConst: { mode: 'all', pass: 2 } },
      external: [...builtinModules, /^node:/, 'bufferutil', 'utf-8-validate'],
      input: INPUTS[mode],
      output: { format: 'es', entryFileNames: '[name].js', topLevelVar: false },
    },
  },
}));
