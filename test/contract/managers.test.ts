import { describe, expect, it } from 'vitest';
import type { ManagerName } from '../../src/manager/managers.ts';
import { judged, rulesThat } from './judged.ts';

/** What each of our managers breaks, and what can't be told of it. */
const EXPECTED: Readonly<Record<ManagerName, { readonly breaks: string; readonly open: string }>> =
  {
    streaming: { breaks: '', open: '' },
    'option-1-hardened': { breaks: '', open: '' },
    buffered: { breaks: 'G01 Z01 Z02 Z03 Z04 Z05 Z11 Z13', open: '' },
    'buffered-json': { breaks: 'G01 Z01 Z02 Z03 Z04 Z05 Z13 Z14', open: 'T14 Z11 Z16' },
    'option-1-as-printed': { breaks: 'T06 T07 S04 S05 V03 Z10 Z11 Z17', open: 'C01' },
  };

/** Exactly, in virtual time, at both sizes. */
const FOLLOWS_THE_TOTAL =
  /Z01 100 B: b = -?0\.000 ± 0\.000, c = 1\.000 ± 0\.000.*8 KiB: b = -?0\.000 ± 0\.000, c = 1\.000/;

describe('the contract, on our own managers in virtual time', () => {
  it.each(Object.entries(EXPECTED))('%s breaks %o', async (name, { breaks, open }) => {
    const report = await judged(nameOf(name));
    const evidence = report.verdicts.map(({ ruleId, evidence }) => `${ruleId} ${evidence}`);
    expect(rulesThat('fail', report).join(' '), evidence.join('\n')).toBe(breaks);
    expect(rulesThat('cannot-tell', report).join(' '), evidence.join('\n')).toBe(open);
    if (name === 'buffered') expect(evidence.join('\n')).toMatch(FOLLOWS_THE_TOTAL);
  });
});

function nameOf(text: string): ManagerName {
  for (const name of NAMES) if (name === text) return name;
  throw new Error(`no manager ${text}`);
}

const NAMES = [
  'streaming',
  'option-1-hardened',
  'buffered',
  'buffered-json',
  'option-1-as-printed',
] as const satisfies readonly ManagerName[];
