import { defineConfig } from 'vitest/config';
import { bundlePlugin } from './scripts/bundlePlugin.mjs';
import { cssModules } from './scripts/cssModules.mjs';
import { simulatorPlugin } from './scripts/simulatorPlugin.mjs';

const E2E = 'tests/e2e/**';
const ENGINE = 'tests/engine/**/*.test.ts';
const TIDY = 'tests/tidy*/**/*.test.ts';
/** What puts others in the place of the simulator's own modules. */
const REPLACING = 'tests/alone/newKinds.test.ts';

/** Projects by name: `unit` beside the code, `renderer` with a page to draw on, `engine` over the simulator (theory, golden traces),
 * `suites` over the whole (lessons, command line, shells), `replacing` for what needs the simulator as it is written, `tidy` over the
 * files. */
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
      // These share what they import, too. What stands in for modules, or counts what is loaded, is in tests/alone.
      {
        extends: true,
        plugins: [simulatorPlugin()],
        test: { name: 'engine', environment: 'node', isolate: false, include: [ENGINE] },
      },
      {
        extends: true,
        plugins: [simulatorPlugin()],
        test: {
          name: 'suites',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: [E2E, ENGINE, TIDY, 'tests/tidy.test.ts', REPLACING],
        },
      },
      { extends: true, test: { name: 'replacing', environment: 'node', include: [REPLACING] } },
      { extends: true, test: { name: 'tidy', environment: 'node', include: [TIDY, 'tests/tidy.test.ts'] } },
    ],
  },
});
