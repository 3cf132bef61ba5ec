import { defineConfig } from 'vitest/config';

/** Checks that need a browser, other people's parsers or minutes, of what users run too, so it builds first: `npx vitest run --config vitest.slow.config.ts`. */
export default defineConfig({
  test: {
    include: ['test/slow/**/*.test.ts'],
    testTimeout: 180_000,
    pool: 'forks',
    globalSetup: 'test/global-setup.ts',
  },
});
