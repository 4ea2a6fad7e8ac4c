import { defineConfig } from '@playwright/test';

/** Where the browser comes from: `scripts/test.mjs` finds one and hands it over; without it Playwright uses its own. */
const executablePath = process.env.FAULTBOARD_BROWSER || undefined;

/** What runs in real time: playback, marks that move, presses that are held, processes. Another test beside it would be in its way. */
const REAL_TIME = /e2e\/(canvasRun|keeping|processes|tasks|touch|watching)\.spec\.ts$/;

/** Two projects, one after the other (`scripts/test.mjs`): files that may run side by side, then those that want the machine to themselves. */
export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'desktop/**/*.spec.ts'],
  fullyParallel: false,
  // Each test starts a shell of its own, at a port of its own, with folders of its own.
  workers: 2,
  projects: [
    { name: 'together', testIgnore: REAL_TIME, outputDir: 'test-results/together' },
    { name: 'alone', testMatch: REAL_TIME, outputDir: 'test-results/alone', workers: 1 },
  ],
  forbidOnly: true,
  // A shared machine may stall for seconds; a test that fails twice is broken.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env.FAULTBOARD_E2E_REPORT ?? 'test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Recording one takes as much of the processor as the test itself; `--trace on` records one of a test that failed here.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath,
      args: [
        '--disable-quic',
        '--disable-background-networking',
        '--disable-gpu',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // Chromium refuses its own sandbox to root, which is who runs tests in most containers.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
});
