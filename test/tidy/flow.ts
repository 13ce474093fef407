/**
 * The folders of src/ in the order in which data passes through them. A file may import only from
 * its own folder and from folders before it; `import type` counts. README.md and ARCHITECTURE.md draw
 * the same order.
 */
export const FLOW: readonly string[] = [
  'clock',
  'timeline',
  'sse',
  'scenario',
  'stata',
  'front',
  'server',
  'manager',
  'http',
  'probe',
  'testbed',
  'delivery',
  'contract',
  'zoo',
  'report',
  'web',
  'kit',
  'door',
  'cli',
];

/** Stands for a folder's own files, among the folders in it. */
export const OWN_FILES = '.';

/**
 * The same within a folder that has folders: in which order data passes through them, and where the
 * files stand that lie in it itself. Each such folder under src/ is here. ARCHITECTURE.md draws this, and a
 * test compares.
 */
export const FLOW_WITHIN: Readonly<Record<string, readonly string[]>> = {
  stata: [
    'error',
    'work',
    'value',
    'source',
    'syntax',
    'format',
    'memory',
    'results',
    'pattern',
    'expression',
    'host',
    'output',
    'log',
    'dataset',
    'macro',
    'graph',
    'engine',
    'command',
    'session',
    'record',
  ],
  'stata/command': [
    'language',
    'observations',
    'statistics',
    'data',
    'files',
    'frames',
    'display',
    'graphics',
    'matrix',
    'programming',
    'system',
    OWN_FILES,
  ],
  server: [OWN_FILES, 'conformance'],
  contract: [
    'statistics',
    'terms',
    'evidence',
    'tracking',
    'harness',
    'experiments',
    'findings',
    'rules',
    'judge',
    'stimulus',
    'target',
  ],
  zoo: [
    'parts',
    'reader',
    'handler',
    'routing',
    'session-manager',
    'transport',
    'proxy',
    'client',
    OWN_FILES,
  ],
  web: ['lesson', 'message', 'run', 'lessons', 'check', 'page', 'thread', 'site'],
};

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
