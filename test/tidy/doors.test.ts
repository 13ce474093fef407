import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { importsOfSrc, reachedFrom } from './imports.ts';

/** What each entry of the package may load at most, and which folders it has nothing to do with. */
const DOORS: Readonly<
  Record<string, { readonly modulesMax: number; readonly not: readonly string[] }>
> = {
  'index.ts': { modulesMax: 560, not: ['zoo', 'web', 'front', 'cli'] },
  'door/contract.ts': {
    modulesMax: 185,
    not: ['stata', 'manager', 'http', 'testbed', 'zoo', 'report', 'web', 'front', 'cli'],
  },
  'door/managers.ts': {
    modulesMax: 130,
    not: ['stata/engine', 'stata/command', 'contract', 'probe', 'zoo', 'report', 'web', 'cli'],
  },
  'door/probe.ts': {
    modulesMax: 60,
    not: ['stata', 'manager', 'http', 'testbed', 'contract', 'zoo', 'web', 'front', 'cli'],
  },
  'door/scenario.ts': {
    modulesMax: 50,
    not: ['stata', 'server', 'manager', 'http', 'probe', 'contract', 'web', 'front', 'cli'],
  },
  'door/stata.ts': {
    modulesMax: 385,
    not: ['contract', 'zoo', 'report', 'web', 'front', 'cli'],
  },
  'kit/msw.ts': { modulesMax: 335, not: ['http', 'contract', 'zoo', 'web', 'front', 'cli'] },
  'kit/testcontainers.ts': {
    modulesMax: 70,
    not: ['stata/engine', 'stata/command', 'contract', 'zoo', 'web', 'front', 'cli'],
  },
  'kit/vitest.ts': { modulesMax: 560, not: ['zoo', 'web', 'front', 'cli'] },
};

it('each entry of the package is here', async () => {
  const { exports } = JSON.parse(
    await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const sources = Object.values<string | { readonly default: string }>(exports).flatMap((each) =>
    typeof each === 'string' ? [] : [each.default.replace('./dist/', '').replace(/\.js$/, '.ts')],
  );
  expect(sources.toSorted()).toEqual(Object.keys(DOORS).toSorted());
});

it.each(Object.entries(DOORS))('%s loads what it needs', async (entry, { modulesMax, not }) => {
  const reached = reachedFrom(entry, await importsOfSrc());
  const modules = new Set(reached.flatMap(({ to, isPackage }) => (isPackage ? [] : [to])));
  const strangers = [...modules].filter((file) =>
    not.some((folder) => file.startsWith(`${folder}/`)),
  );
  expect(strangers).toEqual([]);
  expect(modules.size).toBeGreaterThan(0);
  expect(modules.size).toBeLessThanOrEqual(modulesMax);
});

it('the root has what one begins with, and no more', async () => {
  const index = await readFile(new URL('../../src/index.ts', import.meta.url), 'utf8');
  const names = [...index.matchAll(/\{([^}]*)\}/g)].flatMap(([, list = '']) =>
    list.split(',').filter((name) => name.trim() !== ''),
  );
  expect(names.length).toBeGreaterThan(15);
  expect(names.length).toBeLessThanOrEqual(25);
});
