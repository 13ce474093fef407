import type { ComparedHop } from '../contract/judge/compare-hops.ts';
import { RULES } from '../contract/rules/rules.ts';
import { type Conclusion, concludeFrom } from '../contract/terms/conclusion.ts';
import type { RuleId } from '../contract/terms/rule-id.ts';
import type { Outcome, Verdict } from '../contract/terms/verdict.ts';
import type { ContractTextOptions } from './contract-text.ts';
import { seconds } from './event-table.ts';
import { wrap } from './wrap.ts';

const WORDS: Readonly<Record<Outcome, string>> = {
  pass: 'kept',
  fail: 'broken',
  'cannot-tell': 'cannot tell',
  'not-applicable': '-',
};

const CONCLUSIONS: Readonly<Record<Conclusion, string>> = {
  kept: 'all that must be kept is kept',
  broken: 'broken',
  'cannot-tell': 'nobody can tell',
};

/** One server, reached in several ways, side by side: the rules that aren't kept in all of them. */
export function formatCompared(hops: readonly ComparedHop[], options: ContractTextOptions): string {
  const ids = hops[0]?.verdicts.map(({ ruleId }) => ruleId) ?? [];
  const kept = ids.filter((id) => outcomesOf(hops, id).every((outcome) => outcome === 'pass'));
  const told = ids.filter((id) =>
    outcomesOf(hops, id).some((outcome) => outcome === 'fail' || outcome === 'cannot-tell'),
  );
  return [
    ...(told.length === 0 ? [] : [tableOf(hops, told, options), '\n']),
    ...told.map((id) => explained(hops, id, options)),
    kept.length === 0
      ? ''
      : `Kept in each (${kept.length})\n${indented(kept.join(' '), options)}\n`,
    ...hops.map((hop) => options.bold(wrap(sentenceFor(hop, options.strict), options.width))),
  ].join('');
}

const INDENT = '     ';

function tableOf(
  hops: readonly ComparedHop[],
  ids: readonly RuleId[],
  { bold }: ContractTextOptions,
): string {
  const widths = hops.map(({ name }) => Math.max(name.length, WORDS['cannot-tell'].length));
  const line = (head: string, cells: readonly string[]): string =>
    [head.padEnd(3), ...cells.map((cell, index) => cell.padEnd(widths[index] ?? 0))]
      .join('  ')
      .trimEnd();
  const rows = ids.map((id) =>
    line(
      id,
      outcomesOf(hops, id).map((outcome) => WORDS[outcome]),
    ),
  );
  return `${bold(
    line(
      '',
      hops.map(({ name }) => name),
    ),
  )}\n${rows.join('\n')}\n`;
}

/** What a rule says, and what was seen where it isn't kept; once, where the same was seen. */
function explained(hops: readonly ComparedHop[], id: RuleId, options: ContractTextOptions): string {
  const rule = RULES.find((each) => each.id === id);
  const seen = hops.flatMap((hop) => {
    const verdict = verdictOf(hop, id);
    if (verdict?.outcome !== 'fail' && verdict?.outcome !== 'cannot-tell') return [];
    return [{ name: hop.name, evidence: verdict.evidence }];
  });
  const groups = [...Map.groupBy(seen, ({ evidence }) => evidence)];
  const texts = groups.map(([evidence, where]) =>
    indented(`→ ${where.map(({ name }) => name).join(', ')}: ${evidence}`, options),
  );
  const says = indented(rule?.says ?? '', options).slice(INDENT.length);
  return `${id}  ${says}${texts.join('')}\n`;
}

function indented(text: string, { width }: ContractTextOptions): string {
  return wrap(text, width - INDENT.length).replace(/^(?=.)/gm, INDENT);
}

function outcomesOf(hops: readonly ComparedHop[], id: RuleId): readonly Outcome[] {
  return hops.map((hop) => verdictOf(hop, id)?.outcome ?? 'not-applicable');
}

function verdictOf({ verdicts }: ComparedHop, id: RuleId): Verdict | undefined {
  return verdicts.find(({ ruleId }) => ruleId === id);
}

function sentenceFor({ name, url, verdicts, tookMs }: ComparedHop, strict: boolean): string {
  const conclusion = concludeFrom(verdicts, { strict });
  const broken = verdicts
    .filter(({ outcome, level }) => outcome === 'fail' && (strict || level === 'must'))
    .map(({ ruleId }) => ruleId);
  const which = conclusion === 'broken' ? ` ${broken.join(' ')}` : '';
  return `${name} (${url}): ${CONCLUSIONS[conclusion]}${which}, after ${seconds(tookMs)} s.`;
}
