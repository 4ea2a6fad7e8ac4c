import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';
import { bundlePlugin } from './scripts/bundlePlugin.mjs';
import { cssModules } from './scripts/cssModules.mjs';

/** What each bundle has taken in from others, with its licence; the packages carry it on. */
const LICENCES = { fileName: '.vite/licences.json' };
const at = (path: string): string => resolve(import.meta.dirname, path);

/** The desktop shell: main and preload for Electron, and the renderer that both shells serve. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      license: LICENCES,
      rolldownOptions: {
        external: ['electron'],
        input: { index: at('src/main/electron/index.ts'), runWorker: at('src/main/services/runWorker.ts') },
        output: { format: 'es', entryFileNames: '[name].js', topLevelVar: false },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      license: LICENCES,
      rolldownOptions: {
        external: ['electron'],
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [bundlePlugin(), react()],
    css: { modules: cssModules },
    build: {
      outDir: at('out/renderer'),
      license: LICENCES,
      minify: true,
      emptyOutDir: true,
      rolldownOptions: { input: at('src/renderer/index.html') },
    },
  },
});
