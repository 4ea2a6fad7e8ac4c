import { defineConfig } from 'vitest/config';
import { bundlePlugin } from './scripts/bundlePlugin.mjs';
import { cssModules } from './scripts/cssModules.mjs';

const E2E = 'tests/e2e/**';
const TIDY = 'tests/tidy*/**/*.test.ts';

/** Projects by name: `unit` beside the code, `renderer` with a page to draw on, `suites` over the whole (theory, golden traces, shells), `tidy` over the files. */
export default defineConfig({
  plugins: [bundlePlugin()],
  css: { modules: cssModules },
  test: {
    // Runs of the simulator are long for a unit test; the limit is for hangs, not for speed.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    projects: [
      // Files share what they import: loading it anew for each took longer than the tests. What must be alone in its process is a suite.
      {
        extends: true,
        test: { name: 'unit', environment: 'node', isolate: false, include: ['src/**/*.test.ts'], exclude: ['src/renderer/**'] },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          isolate: false,
          include: ['src/renderer/**/*.test.{ts,tsx}'],
          css: { include: /\.module\.css$/, modules: { classNameStrategy: 'scoped' } },
        },
      },
      {
        extends: true,
        test: { name: 'suites', environment: 'node', include: ['tests/**/*.test.ts'], exclude: [E2E, TIDY, 'tests/tidy.test.ts'] },
      },
      { extends: true, test: { name: 'tidy', environment: 'node', include: [TIDY, 'tests/tidy.test.ts'] } },
    ],
  },
});
