import { describe, expect, it } from 'vitest';
import { said } from '../said.ts';

/** Four people in two counties, of which one is in another frame, with a population and a name. */
const PEOPLE = `quietly {
frame create counties
frame counties {
  set obs 2
  generate county = cond(_n == 1, 7, 9)
  generate pop = county * 100
  generate str8 name = "c" + string(county)
  generate _hidden = 1
}
set obs 4
generate id = _n
generate county = cond(_n < 3, 9, 8)
}
`;

const linked = (code: string): Promise<string> => said(PEOPLE + code);

describe('linked frames', () => {
  it('give their variables to what belongs together', async () => {
    const code =
      'frlink m:1 county, frame(counties)\ndisplay r(unmatched)\nfrget pop _all, from(counties) exclude(name)\n' +
      'display "`r(newlist)\'"\nfrget n=name, from(counties)\nlist id counties pop n, clean noobs';
    expect(await linked(code)).toBe(
      '  (2 observations in frame default unmatched)\n2\n' +
        '  (variables not copied from linked frame: county name _hidden)\n' +
        '  (1 variable copied from linked frame)\npop\n  (1 variable copied from linked frame)\n' +
        '\n   id   counties   pop    n  \n    1          2   900   c9  \n    2          2   900   c9  \n' +
        '    3          .     .       \n    4          .     .       \n',
    );
  });

  it.each([
    [
      'quietly replace county = 7\nfrlink m:1 county, frame(counties) generate(l)',
      '  (all observations in frame default matched)\n',
    ],
    [
      'quietly replace county = 1\nfrlink m:1 county, frame(counties)',
      '  (no observations in default matched!)\n',
    ],
    [
      'frlink 1:1 county, frame(counties)',
      'variable county does not uniquely identify observations in frame default\nr(459);\n',
    ],
    ['frlink m:1 id, frame(counties)', 'variable id not found in frame counties\nr(111);\n'],
    ['frlink m:1 id, frame(counties name)', 'id/name variable types mismatch\nr(459);\n'],
    ['frlink m:1 county, frame(counties) generate(id)', 'variable id already exists\nr(110);\n'],
    ['frlink m:1 county, frame(nowhere)', 'frame nowhere not found\nr(111);\n'],
    ['frlink 1:m county, frame(counties)', 'invalid syntax\nr(198);\n'],
    ['frget pop, from(id)', 'variable id not created by frlink\nr(459);\n'],
    [
      'quietly frlink m:1 county, frame(counties)\nfrget id=pop, from(counties)',
      'variable id already exists\nr(110);\n',
    ],
  ])('%s', async (code, expected) => {
    expect(await linked(code)).toBe(expected);
  });
});
