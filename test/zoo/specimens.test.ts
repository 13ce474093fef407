import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/contract/rules/rules.ts';
import { RULE_IDS } from '../../src/contract/terms/rule-id.ts';
import { brokenBy } from '../../src/report/zoo-matrix.ts';
import { judgeSpecimen } from '../../src/zoo/judge-specimen.ts';
import { healthy } from '../../src/zoo/parts/healthy.ts';
import { stateless } from '../../src/zoo/parts/stateless.ts';
import { SPECIMENS } from '../../src/zoo/specimens.ts';

describe('the zoo', () => {
  it('has somebody who breaks each rule', () => {
    const broken = new Set(SPECIMENS.flatMap(({ breaks }) => breaks));
    expect(RULE_IDS.filter((id) => !broken.has(id))).toEqual([]);
  });

  it('has each specimen in a file of its name, in the folder of its layer, once', () => {
    const zoo = new URL('../../src/zoo/', import.meta.url);
    const files = new Set(readdirSync(zoo, { recursive: true, encoding: 'utf8' }));
    const named = SPECIMENS.map(({ layer, name }) => `${layer.replace(' ', '-')}/${name}.ts`);
    expect(named.filter((file) => !files.has(file))).toEqual([]);
    expect(new Set(SPECIMENS.map(({ name }) => name)).size).toBe(SPECIMENS.length);
  });

  it.each([
    ['streaming', 'streaming'],
    ['option-1-hardened', 'option-1-hardened'],
  ] as const)('is made from a server that keeps every rule: %s', async (name, manager) => {
    const { verdicts } = await judgeSpecimen({ name, open: healthy({ manager }) });
    expect(brokenBy({ verdicts })).toEqual([]);
    expect(verdicts.filter(({ outcome }) => outcome === 'cannot-tell')).toEqual([]);
  });

  it('is made from one without sessions, too, that keeps every rule of 2026-07-28', async () => {
    const protocolVersion = '2026-07-28';
    const { verdicts } = await judgeSpecimen({ name: 'x', open: stateless(), protocolVersion });
    expect(brokenBy({ verdicts })).toEqual([]);
    const unjudged = verdicts.filter(({ ruleId, outcome }) => {
      const rule = RULES.find(({ id }) => id === ruleId);
      const isOfVersion = rule?.versions.includes(protocolVersion) ?? false;
      return outcome !== (isOfVersion ? 'pass' : 'not-applicable');
    });
    // A function call has no origin that anybody could check.
    expect(unjudged.map(({ ruleId }) => ruleId)).toEqual(['H01']);
  });
});
