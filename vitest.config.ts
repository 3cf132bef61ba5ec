import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'knowledge/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/fixtures/**', 'test/slow/**'],
    testTimeout: 30_000,
    pool: 'forks',
  },
});
