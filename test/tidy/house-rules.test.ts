import { describe, expect, it } from 'vitest';
import { offencesAgainstOrder } from './house-rules.ts';
import { importsIn, importsOfSrc } from './imports.ts';

describe('the house', () => {
  it('keeps its order: no import to the right, no circle, each package in its place', async () => {
    const imports = await importsOfSrc();
    expect(imports.length).toBeGreaterThan(100);
    expect(offencesAgainstOrder(imports)).toEqual([]);
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
    ['helpers/a.ts', "import '../clock/a.ts';", 'lies in no folder'],
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
  });
});
