import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { readmeExample } from './docker/readme-example.ts';
import { LongestFirst } from './longest-first.ts';

/** What measures its own process, and so has one of its own. */
const MEASURES_MEMORY = ['test/real/slow-reader.test.ts'];

/** What measures times. These others are in real time, too, but a busy machine changes no answer there. */
const MEASURES_TIME = [
  'test/interop/contract-servers.test.ts',
  'test/real/!(fuzz|hostile|resume|slow-reader|tap|zoo).test.ts',
];

/** Containers' tests that measure times, and wait rather than compute: no others start anything meanwhile. */
const QUIET = ['compose', 'proxies'].map((name) => `test/docker/${name}.test.ts`);

/** Without an image there is nothing to be tested in containers, only to be said why not. */
const HAS_IMAGE = process.env.FAKE_STATA_IMAGE !== undefined;

/** Node loads the sources as they are, which saves a sixth of all the work. But what it loads nobody watches. */
const server = { deps: { external: process.argv.includes('run') ? [/\/src\//] : [] } };

/** What Node has compiled once, for the workers and for all that the tests start. */
const NODE_COMPILE_CACHE = fileURLToPath(
  new URL('../node_modules/.cache/node-compile', import.meta.url),
);

/**
 * While the containers' tests of one file wait, another starts its containers; more at a time would do nothing
 * but start them.
 */
const CONTAINERS = [
  {
    plugins: [readmeExample()],
    test: {
      name: 'docker',
      server,
      include: ['test/docker/**/*.test.ts'],
      exclude: QUIET,
      isolate: false,
      maxWorkers: 2,
      sequence: { groupOrder: 3 },
    },
  },
  {
    test: {
      name: 'docker-quiet',
      server,
      include: QUIET,
      isolate: false,
      maxWorkers: 2,
      sequence: { groupOrder: 4 },
    },
  },
];

/** Real time needs a quiet machine, so what measures it runs by itself, after everything else. */
export default defineConfig({
  test: {
    // By default one core is left free; but what runs beside the tests waits, mostly.
    maxWorkers: 3,
    // Says that a test hangs, never that a machine is slow.
    testTimeout: 60_000,
    env: { NODE_COMPILE_CACHE },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [readmeExample()],
        test: {
          name: 'shared',
          server,
          // Nothing here keeps state in a module, so files share a worker and what it has imported:
          // that takes half the time.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [
            // What is installed there has tests of its own.
            '**/node_modules/**',
            'test/browser/**',
            'test/package/**',
            ...(HAS_IMAGE ? ['test/docker/**'] : []),
            ...MEASURES_MEMORY,
            ...MEASURES_TIME,
          ],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'memory',
          server,
          include: MEASURES_MEMORY,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'real',
          server,
          isolate: false,
          include: MEASURES_TIME,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      ...(HAS_IMAGE ? CONTAINERS : []),
    ],
  },
});
