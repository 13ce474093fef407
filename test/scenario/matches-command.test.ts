import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesCommand } from '../../src/scenario/matches-command.ts';

describe('matchesCommand', () => {
  it.each([
    [
      'regress *',
      ['regress', 'regress y x', 'regress, level(90)', ' regress  y\n x '],
      ['regression y', 'reg y'],
    ],
    [
      'REGress *',
      ['reg y x', 'regr y x', 'regress y x', 'reg, level(90)'],
      ['re y', 'regression y', 'regs y'],
    ],
    ['RUN', ['run'], ['ru', 'RUN']],
    ['logit*', ['logit', 'logit y x', 'logitx'], ['logi']],
    ['* if foreign', ['regress y x if foreign', 'x if foreign'], ['regress y if foreign == 1']],
    ['list x\\*', ['list x*'], ['list x', 'list xy']],
    ['display "C:\\\\a"', ['display "C:\\a"'], ['display "C:\\\\a"']],
    ['use C:\\data', ['use C:\\data'], []],
    ['*', ['', 'anything at all'], []],
    ['forvalues i = 1/3 { *', ['forvalues i = 1/3 {\n  display 1\n}'], ['forvalues i = 1/3']],
    ['display "μ"*', ['display "μ" 2', 'display "μ"'], ['display "m"']],
    ['estimates *', ['estimates', 'estimates store a'], ['estimatesé']],
  ])('%s', (pattern, yes, no) => {
    expect(yes.filter((command) => !matchesCommand(pattern, command))).toEqual([]);
    expect(no.filter((command) => matchesCommand(pattern, command))).toEqual([]);
  });

  it('finds what a regular expression would find', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 8 });
    const command = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 });
    fc.assert(
      fc.property(pattern, command, (pattern, command) => {
        const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*');
        expect(matchesCommand(pattern, command)).toBe(new RegExp(`^${source}$`).test(command));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no time over megabytes that begin with another word', () => {
    const command = `local x ${'a '.repeat(2_000_000)}`;
    const startedAtMs = performance.now();
    for (let times = 0; times < 1000; times += 1)
      expect(matchesCommand('REGress *', command)).toBe(false);
    expect(performance.now() - startedAtMs).toBeLessThan(2000);
  });

  it('takes no time over patterns that would take a regular expression for ever', () => {
    const pattern = `${'*a'.repeat(200)}b`;
    expect(matchesCommand(pattern, 'a'.repeat(10_000))).toBe(false);
  });
});
