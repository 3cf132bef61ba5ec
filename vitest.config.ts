import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'knowledge/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/fixtures/**', 'test/slow/**'],
    globalSetup: 'test/global-setup.ts',
    testTimeout: 30_000,
    pool: 'forks',
  },
});
