import { defineConfig } from '@playwright/test';

/** End-to-end tests of the real app: the browser shell in the system's Chromium, and the Electron shell where its binary is. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.spec.ts',
  timeout: 60_000,
  retries: process.env.CI ? 1 : 0,
  workers: 1,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      ...(process.env.FAULTBOARD_CHROMIUM ? { executablePath: process.env.FAULTBOARD_CHROMIUM } : {}),
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
});
