import { defineConfig } from 'vitest/config';

const BUILT = ['test/e2e/**/*.test.ts', 'test/readme.test.ts'];
const common = { testTimeout: 60_000, hookTimeout: 60_000, pool: 'forks' } as const;

export default defineConfig({
  test: {
    // Two cores are the least we run on; the default leaves one of them idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'source',
          include: ['test/**/*.test.ts', 'knowledge/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/fixtures/**', 'test/slow/**', ...BUILT],
        },
      },
      // These run what users run, so they build first.
      { test: { ...common, name: 'built', include: BUILT, globalSetup: 'test/global-setup.ts' } },
    ],
  },
});
