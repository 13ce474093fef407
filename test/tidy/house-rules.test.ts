import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { drawnOrder } from './drawn-order.ts';
import { FLOW_WITHIN, OWN_FILES } from './flow.ts';
import { offencesAgainstOrder } from './house-rules.ts';
import { importsIn, importsOfSrc } from './imports.ts';

describe('the house', () => {
  it('keeps its order: no import to the right, no circle, each package in its place', async () => {
    const imports = await importsOfSrc();
    expect(imports.length).toBeGreaterThan(100);
    expect(offencesAgainstOrder(imports)).toEqual([]);
  });

  it('has no order for a folder that is not there', async () => {
    for (const [folder, order] of Object.entries(FLOW_WITHIN)) {
      const entries = await readdir(new URL(`../../src/${folder}`, import.meta.url), {
        withFileTypes: true,
      });
      const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      expect(folders).toEqual(expect.arrayContaining(order.filter((name) => name !== OWN_FILES)));
    }
  });

  it('is drawn in ARCHITECTURE.md as it is', async () => {
    const page = await readFile(new URL('../../ARCHITECTURE.md', import.meta.url), 'utf8');
    expect(page).toContain(drawnOrder());
  });
});

describe('offencesAgainstOrder', () => {
  it.each([
    ['clock/a.ts', "import type { B } from '../cli/b.ts';", 'to its right'],
    ['clock/a.ts', "export { b } from '../cli/b.ts';", 'to its right'],
    ['clock/a.ts', "const b = await import('../cli/b.ts');", 'to its right'],
    ['clock/a.ts', "import express from 'express';", 'belongs to http, web'],
    ['clock/a.ts', "import '@modelcontextprotocol/sdk/types.js';", 'belongs to server'],
    ['clock/a.ts', "import { a } from './a.ts';", 'a circle: clock/a.ts → clock/a.ts'],
    ['helpers/a.ts', "import '../clock/a.ts';", 'helpers in src/ lies in no place'],
    ['stata/value/a.ts', "import '../engine/b.ts';", 'to its right'],
    ['stata/command/data/a.ts', "import '../commands.ts';", 'to its right'],
    ['stata/command/commands.ts', "import '../session/a.ts';", 'to its right'],
    ['stata/helpers/a.ts', "import '../value/a.ts';", 'helpers in src/stata lies in no place'],
    ['stata/a.ts', "import './value/a.ts';", '. in src/stata lies in no place'],
    ['probe/raw/a.ts', "import '../../clock/a.ts';", 'raw in src/probe lies in no place'],
  ])('finds what is wrong with %s: %s', (from, text, offence) => {
    expect(offencesAgainstOrder(importsIn(from, text))[0]).toContain(offence);
  });

  it('finds a circle of several files, of types too', () => {
    const imports = [
      ...importsIn('clock/a.ts', "import { b } from './b.ts';"),
      ...importsIn('clock/b.ts', "import type { C } from './c.ts';"),
      ...importsIn('clock/c.ts', "import { a } from './a.ts';"),
    ];
    expect(offencesAgainstOrder(imports)).toEqual([
      'a circle: clock/a.ts → clock/b.ts → clock/c.ts → clock/a.ts',
    ]);
  });

  it('has nothing against imports to the left, of its own folder, or of packages at home', () => {
    const text = "import '../clock/a.ts'; import './b.ts'; import 'express'; import 'node:fs';";
    expect(offencesAgainstOrder(importsIn('http/a.ts', text))).toEqual([]);
    const inner = "import '../../value/a.ts'; import '../language/a.ts'; import './b.ts';";
    expect(offencesAgainstOrder(importsIn('stata/command/data/a.ts', inner))).toEqual([]);
    const last = "import './data/a.ts'; import '../engine/a.ts';";
    expect(offencesAgainstOrder(importsIn('stata/command/commands.ts', last))).toEqual([]);
  });
});
