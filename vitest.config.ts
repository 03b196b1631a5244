/** Tests: one shared PostgreSQL, one database per file, two workers (the smallest machine we promise to run on). */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The long tier is run by itself: npm run soak.
    include:
      process.env['DUNWELL_TIER'] === 'soak'
        ? ['test/soak/*.soak.ts', 'test/fuzz/*.test.ts', 'test/faults/database.test.ts']
        : ['src/**/*.test.ts', 'test/**/*.test.ts', 'demo/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    maxConcurrency: 3,
    testTimeout: 300_000,
    hookTimeout: 600_000,
    // What is waited for on a page comes when it comes; a slow machine is no failure.
    expect: { poll: { timeout: 60_000 } },
  },
});
