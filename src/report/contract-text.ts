import type { ContractReport } from '../contract/judge/contract-report.ts';
import type { Rule } from '../contract/rules/rule.ts';
import { RULES } from '../contract/rules/rules.ts';
import { type Conclusion, concludeFrom } from '../contract/terms/conclusion.ts';
import { STATELESS } from '../contract/terms/protocol-version.ts';
import type { Verdict } from '../contract/terms/verdict.ts';
import { oneLine } from '../timeline/printable.ts';
import { seconds } from './event-table.ts';
import { spokenIn } from './spoken-in.ts';
import { wrap } from './wrap.ts';

export interface ContractTextOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether what should be kept counts as if it must be. */
  readonly strict: boolean;
  /** Makes a text stand out. */
  readonly bold: (text: string) => string;
}

/** A report for people: what is broken and why that matters, and in a line what is kept. */
export function formatContractReport(report: ContractReport, options: ContractTextOptions): string {
  const { target, verdicts, evidence, tookMs } = report;
  const { server } = evidence;
  const of = server.name === '' ? '' : ` · ${server.name} ${server.version}`;
  return [
    `${options.bold(oneLine(`${target.url} · ${target.tool} · ${spokenIn(server)}${of}`))}\n`,
    ...sectionsOf(verdicts, options),
    formatKept(verdicts, options),
    formatNotApplicable(verdicts, options),
    `\n${options.bold(wrap(sentenceFor(verdicts, options.strict, tookMs), options.width))}`,
  ].join('');
}

/** A rule, with all that is to be known about it. */
export function explainRule(rule: Rule, { width }: Pick<ContractTextOptions, 'width'>): string {
  const versions = rule.versions.join(', ') + (rule.lines === true ? ', and without MCP' : '');
  const [later] = STATELESS;
  const ended = rule.ended === undefined ? '' : wrap(`MCP ${later} ${rule.ended}.`, width);
  const source =
    rule.source === 'ours' ? 'ours: the specification says nothing of it' : `MCP: ${rule.source}`;
  return (
    `${rule.id} (${rule.level})\n\n` +
    wrap(rule.says, width) +
    `\n${wrap(rule.why, width)}` +
    `\nFrom      ${source}\nVersions  ${versions}\nJudged by ${rule.needs.join(', ')}\n${ended}`
  );
}

const TITLES = {
  broken: 'Broken',
  warnings: 'Warnings: broken, but only recommended',
  open: 'Cannot tell',
} as const;

function sectionsOf(verdicts: readonly Verdict[], options: ContractTextOptions): readonly string[] {
  const counts = ({ level }: Verdict): boolean => options.strict || level === 'must';
  const failed = verdicts.filter(({ outcome }) => outcome === 'fail');
  return [
    formatSection(TITLES.broken, failed.filter(counts), options),
    formatSection(
      TITLES.warnings,
      failed.filter((each) => !counts(each)),
      options,
    ),
    formatSection(
      TITLES.open,
      verdicts.filter(({ outcome }) => outcome === 'cannot-tell'),
      options,
    ),
  ];
}

function formatSection(
  title: string,
  verdicts: readonly Verdict[],
  options: ContractTextOptions,
): string {
  if (verdicts.length === 0) return '';
  // What keeps an experiment from being made keeps several rules from being judged.
  const groups = [...Map.groupBy(verdicts, ({ evidence }) => evidence).values()];
  const texts = groups.map((group) => formatVerdicts(group, options));
  return `\n${options.bold(title)}\n${texts.join('')}`;
}

const INDENT = '       ';

function formatVerdicts(verdicts: readonly Verdict[], { width }: ContractTextOptions): string {
  const lines = verdicts.map(({ ruleId }) => {
    const rule = RULES.find(({ id }) => id === ruleId);
    return `  ${ruleId}  ${indented(rule?.says ?? '', width).slice(INDENT.length)}`;
  });
  return lines.join('') + indented(`→ ${verdicts[0]?.evidence ?? ''}`, width);
}

function indented(text: string, width: number): string {
  return wrap(text, width - INDENT.length).replace(/^(?=.)/gm, INDENT);
}

function formatKept(verdicts: readonly Verdict[], { width, bold }: ContractTextOptions): string {
  const kept = verdicts.filter(({ outcome }) => outcome === 'pass');
  if (kept.length === 0) return '';
  return `\n${bold(`Kept (${kept.length})`)}\n${indented(idsOf(kept), width)}`;
}

/** With the reasons, since what isn't judged isn't kept. */
function formatNotApplicable(
  verdicts: readonly Verdict[],
  { width, bold }: ContractTextOptions,
): string {
  const others = verdicts.filter(({ outcome }) => outcome === 'not-applicable');
  if (others.length === 0) return '';
  const texts = [...Map.groupBy(others, reasonOf)].map(
    ([reason, group]) => indented(idsOf(group), width) + indented(`→ ${reason}`, width),
  );
  return `\n${bold(`Not applicable (${others.length})`)}\n${texts.join('')}`;
}

/** Of which versions each rule is, is in `--explain`. */
function reasonOf({ evidence }: Verdict): string {
  return evidence.startsWith('holds for ') ? 'of other versions of MCP' : evidence;
}

function idsOf(verdicts: readonly Verdict[]): string {
  return verdicts.map(({ ruleId }) => ruleId).join(' ');
}

function sentenceFor(verdicts: readonly Verdict[], strict: boolean, tookMs: number): string {
  const kept = verdicts.filter(({ outcome }) => outcome === 'pass').length;
  const broken = verdicts.filter(
    ({ outcome, level }) => outcome === 'fail' && (strict || level === 'must'),
  );
  const conclusions: Readonly<Record<Conclusion, string>> = {
    kept: `All that must be kept is kept: ${kept} rules`,
    broken: `Broken: ${broken.map(({ ruleId }) => ruleId).join(', ')}`,
    'cannot-tell': 'Nobody can tell',
  };
  const advice = broken.length > 0 ? ' What a rule is for: --explain ID.' : '';
  return `${conclusions[concludeFrom(verdicts, { strict })]}, after ${seconds(tookMs)} s.${advice}`;
}
