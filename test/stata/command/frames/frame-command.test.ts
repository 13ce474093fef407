import { describe, expect, it } from 'vitest';
import { Rig, runDo } from '../../run-do.ts';
import { said } from '../said.ts';

const TWO = 'quietly set obs 3\nquietly generate x = _n\nframe create other\n';

describe('frames', () => {
  it.each<[string, string]>([
    ['frame', '  (current frame is default)\n'],
    ['frame change other\ndisplay _N c(frame)', '0other\n'],
    ['frame other: quietly set obs 5\ndisplay _N\nframe other: display _N', '3\n5\n'],
    [
      'quietly frame other {\nset obs 2\ngenerate y = 1\n}\nframe other: list, clean noobs',
      '\n   y  \n   1  \n   1  \n',
    ],
    [
      'frames dir\ndisplay "`r(frames)\'"',
      '* default  3 x 1\n  other    0 x 0\nNote: Frames marked with * contain unsaved data.\ndefault other\n',
    ],
    [
      'frame put x if x > 1, into(some)\nframe some: list, clean noobs',
      '\n   x  \n   2  \n   3  \n',
    ],
    ['frame copy default third\ndrop x\nframe third: describe, simple', 'x\n'],
    ['frame rename other more\nframe change more\npwf', '  (current frame is more)\n'],
    ['frame drop other\nframe change other', 'frame other not found\nr(111);\n'],
    [
      'frame change other\nframe drop other',
      'frame other is the current frame and can not be dropped\nr(110);\n',
    ],
    ['frame create other', 'frame other already exists\nr(110);\n'],
    ['frame create 1x', '1x invalid name\nr(198);\n'],
    ['frame nowhere: display 1', 'frame nowhere not found\nr(111);\n'],
    ['capture frame other: nonsense\ndisplay c(frame) _rc', 'default199\n'],
    ['frame change other\nclear all\nframes dir', '  default  0 x 0\n'],
    ['mkf third\ncwf third\nframe', '  (current frame is third)\n'],
  ])('%s', async (code, expected) => {
    expect(await said(TWO + code)).toBe(expected);
  });

  it('are echoed as other blocks are', async () => {
    const text = await runDo(
      'frame create a\nframe a {\n    display c(frame)\n}\ndisplay c(frame)\n',
    );
    expect(text).toBe(`. frame create a

. frame a {
.     display c(frame)
a
. }

. display c(frame)
default

`);
  });

  it('count together', async () => {
    const rig = new Rig();
    rig.session.state.memory.max = 1024 * 1024;
    const code = 'quietly set obs 20000\nquietly generate x = 1\n';
    const copies = "forvalues i = 1/20 {\nframe copy default f`i'\n}\n";
    expect(await said(code + copies, rig)).toContain('r(909);');
    expect(await said('frames reset\ngenerate y = 1', rig)).toBe('');
  });
});
