import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { importsOfSrc, reachedFrom } from './imports.ts';

const SRC = new URL('../../src/', import.meta.url);

/** What Node has and a browser hasn't. */
const NODE_ONLY = /\b(Buffer|process|setImmediate|require|__dirname|import\.meta)\b(?=[.([])/g;

describe('fake-stata/msw, which runs in browsers,', () => {
  it('reaches nothing of Node, and no package that is none of theirs', async () => {
    const imports = reachedFrom('kit/msw.ts', await importsOfSrc());
    expect(imports.length).toBeGreaterThan(200);
    const packages = new Set(imports.filter(({ isPackage }) => isPackage).map(({ to }) => to));
    expect([...packages].filter((name) => !isOfBrowsers(name))).toEqual([]);
  });

  it('names nothing that only Node has', async () => {
    const imports = reachedFrom('kit/msw.ts', await importsOfSrc());
    const named: string[] = [];
    for (const file of new Set(imports.map(({ from }) => from))) {
      const text = await readFile(new URL(file, SRC), 'utf8');
      const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      named.push(...[...code.matchAll(NODE_ONLY)].map(([name]) => `${file}: ${name}`));
    }
    expect(named).toEqual([]);
  });
});

describe('reachedFrom', () => {
  const imported = (from: string, to: string) => ({ from, to, isPackage: to.startsWith('node:') });

  it('goes every way, also in circles, and no other', () => {
    const imports = [
      imported('a.ts', 'b.ts'),
      imported('b.ts', 'a.ts'),
      imported('b.ts', 'node:fs'),
      imported('c.ts', 'node:path'),
    ];
    expect(reachedFrom('a.ts', imports).map(({ to }) => to)).toEqual(['b.ts', 'a.ts', 'node:fs']);
  });
});

/** That these are of browsers is proved by test/package, which builds a page with them. */
function isOfBrowsers(name: string): boolean {
  return ['@modelcontextprotocol/sdk', 'msw', 'pure-rand', 'yaml', 'zod'].some(
    (each) => name === each || name.startsWith(`${each}/`),
  );
}
