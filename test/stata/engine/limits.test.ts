import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import { FileFault } from '../../../src/stata/host/file-store.ts';
import { StataSession } from '../../../src/stata/session/stata-session.ts';
import { Rig } from '../run-do.ts';

/** An eighth of a megabyte of text in `x`. */
const LONG_MACRO = "local x a\nforvalues i = 1/17 {\nlocal x `x'`x'\n}\n";

const MANY = 1_000_000;

/** Something that begins with a line and ends with another, in so many of its kind. */
function nested(head: string, inner: string, times: number): string {
  return `${head}\n`.repeat(times) + inner + '\n}'.repeat(times);
}

describe('code that wants too much', () => {
  it.each<[what: string, code: string, expected: string]>([
    [
      'a macro that doubles',
      "local x a\nwhile 1 {\nlocal x `x'`x'\n}",
      'macro substitution results in line that is too long\nr(920);\n',
    ],
    [
      'a scalar that doubles',
      'scalar s = "a"\nwhile 1 {\nscalar s = s + s\n}',
      'string too long\nr(1004);\n',
    ],
    [
      'many macros',
      `${LONG_MACRO}forvalues i = 1/1000 {\nlocal x\`i' \`x'\n}`,
      'op. sys. refuses to provide memory\nr(909);\n',
    ],
    [
      'many scalars',
      'forvalues i = 1/1000 {\nscalar s`i\' = "a" * 1000000\n}',
      'op. sys. refuses to provide memory\nr(909);\n',
    ],
    [
      'many matrices',
      "forvalues i = 1/1000 {\nmatrix m`i' = J(100, 100, 0)\n}",
      'op. sys. refuses to provide memory\nr(909);\n',
    ],
    [
      'long results',
      `${LONG_MACRO}forvalues i = 1/1000 {\nereturn local x\`i' \`x'\n}`,
      'op. sys. refuses to provide memory\nr(909);\n',
    ],
    [
      'results that are held',
      `${LONG_MACRO}program p, rclass\nreturn local x $x\nend\nglobal x \`x'\nforvalues i = 1/99 {\np\n_return hold h\`i'\n}`,
      'op. sys. refuses to provide memory\nr(909);\n',
    ],
    [
      'names of scalars',
      "forvalues i = 1/10001 {\nscalar s`i' = 1\n}",
      'system limit exceeded\nr(1000);\n',
    ],
    [
      'names of results',
      "forvalues i = 1/10001 {\nereturn scalar s`i' = 1\n}",
      'system limit exceeded\nr(1000);\n',
    ],
    ['arguments', `display max(${'1,'.repeat(20_000)}1)`, 'expression too long\nr(130);\n'],
    ['a matrix', 'matrix m = J(5000, 5000, 0)', 'unable to allocate matrix\nr(915);\n'],
    ['observations', 'quietly set obs 3000000', 'no room to add more observations\nr(901);\n'],
    [
      'texts',
      'quietly set obs 1000\ngen strL s = "a" * 1000000',
      'op. sys. refuses to provide memory\nr(909);\n',
    ],
    [
      'copies of data',
      'quietly set obs 50000\ngen x = 1\nprogram p\npreserve\np\nend\np',
      'op. sys. refuses to provide memory\nr(909);\n',
    ],
    [
      'files that are open',
      'file open f using a.txt, write\nforvalues i = 1/15 {\nfile write f ("a" * 1000000)\n}\nfile close f\n' +
        "forvalues i = 1/5 {\nfile open f`i' using a.txt, read\n}",
      'op. sys. refuses to provide memory\nr(909);\n',
    ],
    [
      'a text of many parts',
      'quietly set obs 1\ngen strL s = "a," * 10000\nsplit s, parse(,)',
      'no room to add more variables\nr(900);\n',
    ],
    [
      'many things that a text is split at',
      `quietly set obs 1\ngen s = "a"\nsplit s, parse(${'"b" '.repeat(51)})`,
      'system limit exceeded\nr(1000);\n',
    ],
    [
      'many patterns on many variables',
      `quietly set obs 1\nforvalues i = 1/600 {\nquietly gen v\`i' = 1\n}\ndescribe ${Array.from({ length: 500 }, (_, at) => `v${at + 1}*`).join(' ')}`,
      'expression too long\nr(130);\n',
    ],
    ['an expression', `display ${'1+'.repeat(MANY / 10)}1`, 'expression too long\nr(130);\n'],
    [
      'a replacement',
      'display subinstr("a"*1000000, "a", "aa"*1000, .)',
      'string too long\nr(1004);\n',
    ],
    [
      'a pattern',
      'display strmatch("a"*100000, "*" + "a"*100000 + "b")',
      'system limit exceeded\nr(1000);\n',
    ],
  ])('%s', async (_what, code, expected) => {
    const rig = new Rig();
    const { memory } = rig.session.state;
    memory.max = 8 * 1024 * 1024;
    expect(await rig.run(code, { isEchoed: false })).toBe(expected);
    expect(memory.used).toBeLessThanOrEqual(memory.max);
    expect(
      await rig.run('clear all\n_return drop _all\nmacro drop _all\ndisplay 1', {
        isEchoed: false,
      }),
    ).toBe('1\n');
  });

  it.each<[what: string, code: string]>([
    ['blocks', nested('if 1 {', 'display 1', 251)],
    ['blocks of a program that calls itself', `program p\n${nested('if 1 {', 'p', 50)}\nend\np`],
    ['loops', `program p\n${nested('forvalues i = 1/1 {', 'p', 50)}\nend\np`],
    ['catching blocks', `program p\n${nested('capture noisily {', 'p', 200)}\nend\np`],
    ['conditions in a line', `${'if 1 '.repeat(3000)} display 1`],
    ['programs', 'program p\np\nend\np'],
    ['do-files', 'do again'],
    ['blocks of do-files', 'do deeper'],
  ])('%s in one another', async (_what, code) => {
    const files = {
      '/work/again.do': 'do again\n',
      '/work/deeper.do': nested('if 1 {', 'do deeper', 9),
    };
    for (const isEchoed of [false, true]) {
      const text = await new Rig(files).run(code, { isEchoed });
      expect(text).toContain('system limit exceeded');
    }
    const caught = `capture {\n${code}\n}\ndisplay _rc`;
    // A program can't be defined in a block, and a block that is too deep can't be read.
    if (/^(?:do|if 1 if)/.test(code)) {
      expect(await new Rig(files).run(caught, { isEchoed: false })).toBe('1000\n');
    }
  });

  it('blocks that are skipped', async () => {
    const code = `if 0 {\n${nested('if 1 {', 'display 1', 3000)}\n}\n`;
    expect(await new Rig().run(code)).toContain('system limit exceeded');
  });

  it.each([
    ['display "{space -4}{hline -4}{dup -4:x}{c -5}{c 1.5}{c 1e9}{center -4:y}{hline 1e999}"', 0],
    ['matrix a = 2^-1^2^-1 + - - - -1', 0],
    [`matrix a = ${'-'.repeat(MANY / 10)}1`, 0],
    [`matrix a = 1${'^1'.repeat(MANY / 1000)}`, 0],
    ['file write f _skip(-1)', 198],
    ['file write f _n(1e999)', 198],
    ['file write f _skip(999999999999999)', 1004],
  ])('counts that are none: %s', async (code, returnCode) => {
    const rig = new Rig();
    await rig.run(`file open f using f, write\n${code}`, { isEchoed: false });
    expect(rig.said.at(-1)).toMatchObject({ kind: 'ended', returnCode });
  });

  it('takes no defect of its own for a limit of Stata', async () => {
    const session = new StataSession({
      clock: new VirtualClock(),
      answer: () => {
        throw new RangeError('Invalid array length');
      },
    });
    const run = async (): Promise<void> => {
      for await (const _output of session.run('capture display 1'));
    };
    await expect(run()).rejects.toThrow(RangeError);
  });

  it('a file that can grow no more', async () => {
    const rig = new Rig();
    rig.files.append = (path) => {
      throw new FileFault('failed', path);
    };
    expect(
      await rig.run('file open f using f, write text\nfile write f "x"', { isEchoed: false }),
    ).toBe('I/O error writing /work/f\nr(693);\n');
  });

  it('gets memory back that it gives back', async () => {
    const rig = new Rig();
    const code = `program p, rclass\nreturn clear\n${LONG_MACRO}forvalues i = 1/5 {\nlocal x\`i' \`x'\nreturn local x\`i' \`x'\n}\nend\np\n`;
    await rig.run(code, { isEchoed: false });
    const before = rig.session.state.memory.used;
    for (const _round of [1, 2, 3]) {
      expect(await rig.run('p\nsysuse auto, clear\npreserve\nrestore', { isEchoed: false })).toBe(
        '(1978 automobile data)\n',
      );
    }
    expect(rig.session.state.memory.used).toBe(before);
  });

  it.each([
    ['backquotes', `display "${'`'.repeat(MANY / 10)}"`],
    ['dollars', `display "${'$'.repeat(MANY / 10)}"`],
    ['slashes', `display 1 ${'/ '.repeat(MANY / 10)}`],
    ['quotes', `display ${'"'.repeat(MANY / 10)}`],
    ['letters', `display "${'a'.repeat(MANY)}"`],
    ['blanks', `list a${' '.repeat(MANY / 10)}b`],
    ['blanks in a text', 'display length(trim("a" + " " * 1000000 + "b"))'],
    ['shifts', 'macro shift 1000000000'],
    ['matches that look at all', 'display ustrregexra("a" * 100000, "a(.*b)?", "c")'],
    ['prefixes', `${'n'.repeat(100)} {\n}`],
    ['parentheses', `collapse ${'('.repeat(MANY / 10)}`],
    ['rules', `generate a = 1\nrecode a ${'a '.repeat(MANY / 10)}`],
    ['conditions', `assert ${'if '.repeat(MANY / 10)}`],
    ['values', `file open f using f, write\nfile write f (${'a '.repeat(MANY / 10)}`],
    ['dollars and braces', `display ${'$'.concat('{').repeat(MANY / 10)}`],
    ['words', `local x ${'a '.repeat(MANY / 10)}\nlocal y : list x - x\nlocal y : list dups x`],
  ])('takes no more time than its length: a line of %s', async (_what, code) => {
    const startedAtMs = performance.now();
    await new Rig().run(code, { isEchoed: false });
    // The square of its length would be minutes.
    expect(performance.now() - startedAtMs).toBeLessThan(5000);
  });
});
