import { defineConfig } from 'vitest/config';

/** The package as strangers get it. Takes a registry and half a minute, so it's run by itself. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
