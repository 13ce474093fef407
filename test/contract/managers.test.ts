import { describe, expect, it } from 'vitest';
import { namesOf } from '../../src/cli/options.ts';
import { MANAGERS } from '../../src/manager/managers.ts';
import { EXPECTED } from './expected.ts';
import { judged, rulesThat } from './judged.ts';

/** Exactly, in virtual time, at both sizes. */
const FOLLOWS_THE_TOTAL =
  /Z01 100 B: b = -?0\.000 ± 0\.000, c = 1\.000 ± 0\.000.*8 KiB: b = -?0\.000 ± 0\.000, c = 1\.000/;

describe('the contract, on our own managers in virtual time', () => {
  it.each(namesOf(MANAGERS))('%s breaks what it must, and nothing else', async (name) => {
    const { breaks, open } = EXPECTED[name];
    const report = await judged(name);
    const evidence = report.verdicts.map((each) => `${each.ruleId} ${each.evidence}`).join('\n');
    expect(rulesThat('fail', report), evidence).toEqual(breaks);
    expect(rulesThat('cannot-tell', report), evidence).toEqual(open);
    if (name === 'buffered') expect(evidence).toMatch(FOLLOWS_THE_TOTAL);
  });
});
