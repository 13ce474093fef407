import { defineConfig } from 'vitest/config';
import { readmeExample } from './docker/readme-example.ts';

/** In real time, too, but a busy machine changes no answer there: so they run side by side. */
const SOCKETS = ['fuzz', 'resume', 'slow-reader', 'tap', 'zoo'].map(
  (name) => `test/real/${name}.test.ts`,
);

/** Containers' tests that measure times, and wait rather than compute: no others start anything meanwhile. */
const QUIET = ['compose', 'proxies'].map((name) => `test/docker/${name}.test.ts`);

/**
 * While the containers' tests of one file wait, another starts its containers; more at a time would do nothing
 * but start them. Where there are none, there is nothing to wait for.
 */
function afterAll(groupOrder: number) {
  const isSkipped = process.env.FAKE_STATA_IMAGE === undefined;
  return isSkipped ? { sequence: { groupOrder: 0 } } : { maxWorkers: 2, sequence: { groupOrder } };
}

/** Node loads the sources as they are, which saves a sixth of all the work. But what it loads nobody watches. */
const server = { deps: { external: process.argv.includes('run') ? [/\/src\//] : [] } };

/** Real time needs a quiet machine, so what measures it runs by itself, after everything else. */
export default defineConfig({
  test: {
    // By default one core is left free; but what runs beside the tests waits, mostly.
    maxWorkers: 3,
    // Says that a test hangs, never that a machine is slow.
    testTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'virtual',
          server,
          // Nothing here keeps state in a module, so files share a worker and what it has imported:
          // that takes half the time.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/browser/**',
            'test/docker/**',
            'test/interop/**',
            'test/package/**',
            'test/real/**',
          ],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'interop',
          server,
          include: ['test/interop/**/*.test.ts'],
          // What is installed there has tests of its own.
          exclude: ['**/node_modules/**', 'test/interop/contract-servers.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [readmeExample()],
        test: {
          name: 'docker',
          server,
          include: ['test/docker/**/*.test.ts'],
          exclude: QUIET,
          isolate: false,
          ...afterAll(3),
        },
      },
      {
        test: {
          name: 'docker-quiet',
          server,
          include: QUIET,
          isolate: false,
          ...afterAll(4),
        },
      },
      {
        test: {
          name: 'real',
          server,
          include: ['test/real/**/*.test.ts', 'test/interop/contract-servers.test.ts'],
          exclude: SOCKETS,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'sockets',
          server,
          include: SOCKETS,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
