import type { ContractReport } from '../contract/judge/contract-report.ts';
import { isBroken, type Judged, withRules } from './broken-rules.ts';
import { svg as element, type SvgElement } from './svg-element.ts';
import { formatElement } from './svg-file.ts';

export interface JUnitOptions {
  /** Whether what should be kept counts as if it must be. */
  readonly strict: boolean;
}

/**
 * A report as JUnit XML, which continuous integration shows: a test case for each rule. A rule that
 * nobody can tell about is an error, since it is never green; a broken recommendation is a passed
 * test with a word about it, unless `strict`.
 */
export function formatContractJUnit(
  { target, verdicts, tookMs }: ContractReport,
  { strict }: JUnitOptions,
): string {
  const count = (is: (judged: Judged) => boolean): number => judged.filter(is).length;
  const judged = withRules(verdicts);
  const counts = {
    tests: judged.length,
    failures: count(({ verdict }) => isBroken(verdict, strict)),
    errors: count(({ verdict }) => verdict.outcome === 'cannot-tell'),
    skipped: count(({ verdict }) => verdict.outcome === 'not-applicable'),
    time: (tookMs / 1000).toFixed(3),
  };
  const cases = judged.map((each) => testCase(each, target.name, strict));
  const suite = element('testsuite', { name: target.name, ...counts }, cases);
  const root = element('testsuites', { name: 'The streaming contract', ...counts }, suite);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${formatElement(root)}\n`;
}

function testCase({ verdict, rule }: Judged, target: string, strict: boolean): SvgElement {
  const { outcome, evidence, level } = verdict;
  const attributes = { classname: target, name: `${rule.id} ${rule.says}`, time: '0' };
  return element('testcase', attributes, outcomeElement());

  function outcomeElement(): SvgElement | null {
    if (isBroken(verdict, strict)) {
      return element('failure', { type: level, message: evidence }, rule.why);
    }
    switch (outcome) {
      case 'fail':
        return element('system-out', {}, `Warning: broken, but only recommended: ${evidence}`);
      case 'cannot-tell':
        return element('error', { type: outcome, message: evidence });
      case 'not-applicable':
        return element('skipped', { message: evidence });
      case 'pass':
        return null;
    }
  }
}
