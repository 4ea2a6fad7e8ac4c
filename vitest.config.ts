import { defineConfig } from 'vitest/config';

/** Unit, theory, golden and contract tests. Browser and Electron tests are Playwright's (playwright.config.ts). */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
