import { describe, expect, it } from 'vitest';
import { batchLogName, parseCommandLine } from '../../src/front/command-line.ts';
import { readFrontSettings } from '../../src/front/front-settings.ts';

describe('the command line', () => {
  it.each([
    [[], 'console', ''],
    [['-q'], 'console', ''],
    [['do', 'f.do'], 'console', 'do f.do'],
    [['-b', 'do', 'f'], 'batch-text', 'do f'],
    [['-b', '-q', 'do', 'f'], 'batch-text', 'do f'],
    [['-e', 'do', 'f.do', 'a', '-log'], 'batch-text', 'do f.do a -log'],
    [['/e', 'do', 'f'], 'batch-text', 'do f'],
    [['-s', 'do', 'f'], 'batch-smcl', 'do f'],
    [['-b', 'f.do'], 'batch-text', 'do "f.do"'],
  ])('%j is %s with "%s"', (args, mode, command) => {
    expect(parseCommandLine(args)).toMatchObject({ mode, command });
  });

  it('-q is quiet, in any place', () => {
    expect(parseCommandLine(['-q']).isQuiet).toBe(true);
    expect(parseCommandLine(['-b', '-q', 'do', 'f']).isQuiet).toBe(true);
    expect(parseCommandLine(['-b', 'do', '-q']).isQuiet).toBe(false);
  });

  it.each([
    [['-b', 'do', 'a/b.do'], 'b.log'],
    [['-b', 'do', 'b'], 'b.log'],
    [['-b', 'do', 'foo bar.do'], 'foo.log'],
    [['-e', 'do', 'f.do', '-f_log'], 'f.log'],
    [['-b', 'viewsource', 'x.ado'], 'stata.log'],
    [['-b'], 'stata.log'],
    [['-s', 'do', 'f'], 'f.smcl'],
  ])('%j is logged in %s', (args, name) => {
    expect(batchLogName(parseCommandLine(args))).toBe(name);
  });
});

describe('the environment', () => {
  it('is all defaults when nothing is set, or set to nothing', () => {
    const defaults = { scenario: undefined, speed: 1, blockBytes: 4096, writable: [] };
    expect(readFrontSettings({})).toMatchObject(defaults);
    expect(readFrontSettings({ FAKE_STATA_SPEED: '' })).toMatchObject(defaults);
  });

  it.each([
    ['FAKE_STATA_SPEED', '0', 'a number greater than 0'],
    ['FAKE_STATA_SPEED', 'fast', 'a number greater than 0'],
    ['FAKE_STATA_SEED', '-1', 'a whole number from 0 on'],
    ['FAKE_STATA_BUFFER', 'lines', 'block, none, or a number of bytes'],
  ])('%s=%s says what is allowed', (name, value, allowed) => {
    expect(() => readFrontSettings({ [name]: value })).toThrow(`${name} is ${allowed}`);
  });
});
