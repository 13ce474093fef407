import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, it } from 'vitest';
import { applied } from './mutant.ts';
import { mutantsIn } from './mutants-in.ts';

/** What a line is in each of its mutants. */
function linesOf(text: string): readonly string[] {
  return mutantsIn('x.ts', text).map((mutant) => applied(mutant, text));
}

describe('mutantsIn', () => {
  it.each([
    ['a + b;', ['a - b;']],
    ['a < b;', ['a <= b;', 'a >= b;']],
    ['a === b;', ['a !== b;']],
    ['a && b;', ['((a) || (b));']],
    ['a ?? b;', ['((a) && (b));']],
    ['a += b;', ['a -= b;']],
    ['x = !a;', ['x = a;']],
    ['x = -a;', ['x = a;']],
    ['a++;', ['--a;']],
    ['x = true;', ['x = false;']],
    ["x = 'a';", ["x = '';"]],
    ["x = '';", ["x = 'mutant';"]],
    ['x = `a`;', ['x = ``;']],
    ['x = 0.999;', ['x = 1.998;', 'x = 0.4995;']],
    ['x = 7;', ['x = 14;', 'x = 3;']],
    ['x = 1;', ['x = 0;', 'x = 2;']],
    ['x = a?.b;', ['x = a.b;']],
    ['x = a?.[b];', ['x = a[b];']],
    ['x = a?.();', ['x = a();']],
    ['x = a.trim();', ['x = a;']],
    ['x = a.some(b);', ['x = a.every(b);']],
    ['x = Math.max(a, b);', ['x = Math.min(a, b);']],
    ['a();', [';']],
    ['await a();', [';']],
    ['if (a) b();', ['if (!(a)) b();', 'if (a) ;']],
    ['x = () => a;', ['x = () => undefined;']],
    ['function f() { return a; }', ['function f() {}']],
  ])('of %s', (text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });

  it.each([
    "import { a } from './a.ts';",
    "export { a } from './a.ts';",
    "export * from './a.ts';",
    "type A = 'a' | 1 | true;",
    "interface A { readonly kind: 'a' }",
    "const a: 'a' = b;",
    'const a = b.toString;',
    "x = a['constructor' as const] ?? c;",
  ])('of %s there are none that only the types would notice', (text) => {
    const real = linesOf(text).filter((line) => stripped(line) !== stripped(text));
    expect(linesOf(text)).toEqual(real);
  });

  it('leaves loops an end', () => {
    const lines = linesOf('for (let i = 0; i < n; i += 1) {\n  f(i);\n}\nwhile (f()) {\n  g();\n}');
    expect(lines.filter((line) => !line.includes('i += 1') || line.includes('{}'))).toEqual([]);
  });

  it('leaves what the types ask for where there is an index', () => {
    expect(linesOf('x = a[i] ?? 7;')).toEqual(['x = ((a[i]) && (7));']);
    expect(linesOf('x = a[i]?.b ?? 7;')).toEqual(['x = ((a[i]?.b) && (7));']);
  });

  it('says where they are, and whether they run when their module is loaded', () => {
    const text = 'const LIMIT = 5;\n  const f = (a: number) => a > LIMIT;\n';
    const [first] = mutantsIn('src/x.ts', text);
    const last = mutantsIn('src/x.ts', text).at(-1);
    expect(first).toMatchObject({
      file: 'src/x.ts',
      line: 1,
      text: 'const LIMIT = 5;',
      isStatic: true,
    });
    expect(last).toMatchObject({
      operator: 'equality',
      line: 2,
      text: 'const f = (a: number) => a > LIMIT;',
      isStatic: false,
    });
  });
});

function stripped(text: string): string {
  return stripTypeScriptTypes(text);
}
