import { describe, expect, it } from 'vitest';
import { Rig } from '../../run-do.ts';
import { said } from '../said.ts';

const FILES = {
  'twice.ado': `*! version 1.0.0  25nov2026
program twice, rclass
    version 14
    args x
    helper \`x'
    return scalar twice = 2 * \`x'
end
program helper
    display "twice \`0'"
end
`,
  'lib/h/half.ado': "program half\n    display `1' / 2\nend\n",
  '/usr/local/stata/ado/plus/g/greet.ado': 'program greet\n    display "hello"\nend\n',
  'other.ado': 'program another\nend\n',
  'broken.ado': 'nonsense\n',
  'data.txt': 'x\n',
};

describe('programs that nobody has defined', () => {
  it.each<[string, string]>([
    ['twice 4\ndisplay r(twice)', 'twice 4\n8\n'],
    ['greet', 'hello\n'],
    ['adopath + lib\nhalf 3', ''],
    ['quietly adopath ++ lib\nhalf 3', '1.5\n'],
    ['half 3', 'command half is unrecognized\nr(199);\n'],
    ['other', 'command other is unrecognized\nr(199);\n'],
    ['broken', 'command nonsense is unrecognized\nr(199);\n'],
    ['twice 1\nhelper 1', 'twice 1\ncommand helper is unrecognized\nr(199);\n'],
    ['capture twice 1\nprogram drop twice\ntwice 1', 'twice 1\n'],
    ['which twice', '/work/twice.ado\n*! version 1.0.0  25nov2026\n'],
    ['which display', 'built-in command:  display\n'],
    ['which nobody', 'command nobody not found as either built-in or ado-file\nr(111);\n'],
    ['findfile data.txt\ndisplay r(fn)', './data.txt\n./data.txt\n'],
    ['findfile half.ado', 'file "half.ado" not found\nr(601);\n'],
    ['findfile ../../etc/passwd', 'file "../../etc/passwd" not found\nr(601);\n'],
    ['quietly adopath - PLUS\ngreet', 'command greet is unrecognized\nr(199);\n'],
    ['sysdir set PLUS lib\nhalf 1\ndisplay c(sysdir_plus)', '.5\nlib/\n'],
  ])('%s', async (code, expected) => {
    const text = await said(code, new Rig(FILES));
    if (expected === '') expect(text).toContain('[7]              "lib"\n1.5\n');
    else expect(text).toBe(expected);
  });

  it.each([
    ['display "`r(nothing)\'" r(nothing)', '.\n'],
    ['forvalues i = 1/. {\ndisplay 1\n}', 'invalid syntax\nr(198);\n'],
    ['quietly log query _all\ndisplay r(numlogs)', '0\n'],
  ])('may ask for what is not there: %s', async (code, expected) => {
    expect(await said(code)).toBe(expected);
  });

  it('are read again when they have been discarded', async () => {
    const rig = new Rig(FILES);
    await said('greet', rig);
    rig.files.write(
      '/usr/local/stata/ado/plus/g/greet.ado',
      'program greet\ndisplay "again"\nend\n',
    );
    expect(await said('greet\ndiscard\ngreet', rig)).toBe('hello\nagain\n');
  });
});
