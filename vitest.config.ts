/** Tests: one shared PostgreSQL, one database per file, three workers for two processors: one of them waits for a database or a page. */
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The fuzzer comes first: it counts the blocks that its inputs reach, and V8 counts them only in what was compiled since the
 * counting began, so its worker must be a fresh one. All else in vitest's own order, the longest first where it knows them.
 */
class FuzzerFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isFuzzer = (file: TestSpecification): boolean => file.moduleId.includes('/test/fuzz/');
    const sorted = await super.sort(files);
    return [...sorted.filter(isFuzzer), ...sorted.filter((file) => !isFuzzer(file))];
  }
}

const everyDay = ['src/**/*.test.ts', 'test/**/*.test.ts', 'demo/**/*.test.ts', 'bench/**/*.test.ts'];

export default defineConfig({
  test: {
    // The long tier names its files (npm run soak), which may be those of every day, in more rounds.
    include: process.env['DUNWELL_TIER'] === 'soak' ? [...everyDay, 'test/soak/*.soak.ts'] : everyDay,
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 3,
    // A worker keeps the modules of the files before: reading the whole program anew took two seconds of every file.
    isolate: false,
    sequence: { sequencer: FuzzerFirst },
    maxConcurrency: 3,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // What is waited for on a page comes when it comes; a slow machine is no failure.
    expect: { poll: { timeout: 120_000 } },
  },
});
