import { defineConfig } from 'vitest/config';

/** Checks that need a browser or other people's parsers: `npx vitest run --config vitest.slow.config.ts`. */
export default defineConfig({
  test: { include: ['test/slow/**/*.test.ts'], testTimeout: 180_000, pool: 'forks' },
});
