import { defineConfig } from 'vitest/config';

/** The page in a real browser, by itself: `npm run test:browser`. */
export default defineConfig({
  test: {
    name: 'browser',
    include: ['test/browser/**/*.test.ts'],
    // They wait, mostly.
    maxWorkers: 2,
    // Says that a test hangs, never that a machine is slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
