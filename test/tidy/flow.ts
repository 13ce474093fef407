/**
 * The folders of src/ in the order in which data passes through them. A file may import only from
 * its own folder and from folders before it; `import type` counts. README.md draws the same order.
 */
export const FLOW: readonly string[] = [
  'clock',
  'timeline',
  'scenario',
  'stata',
  'front',
  'server',
  'manager',
  'http',
  'probe',
  'testbed',
  'contract',
  'zoo',
  'report',
  'web',
  'kit',
  'cli',
];

/** Packages that belong to some stations; everywhere else they are out of place. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@modelcontextprotocol/sdk': ['server', 'manager', 'probe', 'zoo', 'kit'],
  express: ['http', 'web'],
  commander: ['cli'],
  yaml: ['scenario'],
  '@redis/client': ['cli'],
  msw: ['kit'],
  testcontainers: ['kit'],
  vitest: ['kit'],
  preact: ['web'],
  vite: ['front', 'web'],
  'd3-scale': ['report'],
};
