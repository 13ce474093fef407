import type { ContractReport } from '../contract/judge/contract-report.ts';
import { type Conclusion, concludeFrom } from '../contract/terms/conclusion.ts';
import { isBroken, type Judged, withRules } from './broken-rules.ts';
import { seconds } from './event-table.ts';
import { code, codeCell, plain } from './markdown.ts';
import { spokenIn } from './spoken-in.ts';

export interface MarkdownOptions {
  /** Whether what should be kept counts as if it must be. */
  readonly strict: boolean;
}

const CONCLUSIONS: Readonly<Record<Conclusion, string>> = {
  kept: '✅ All that must be kept is kept',
  broken: '❌ Broken',
  'cannot-tell': '❔ Nobody can tell',
};

/** A report as Markdown: the conclusion, a table of what isn't kept, and the rest folded away. */
export function formatContractMarkdown(
  { target, verdicts, evidence, tookMs }: ContractReport,
  { strict }: MarkdownOptions,
): string {
  const judged = withRules(verdicts);
  const { name, version } = evidence.server;
  const about = [target.url, target.tool, spokenIn(evidence.server), `${name} ${version}`];
  const conclusion = CONCLUSIONS[concludeFrom(verdicts, { strict })];
  const open = judged.filter(({ verdict }) => verdict.outcome === 'cannot-tell');
  const warnings = judged.filter(
    ({ verdict }) => verdict.outcome === 'fail' && !isBroken(verdict, strict),
  );
  return [
    `## The streaming contract: ${code(target.name)}\n`,
    `${conclusion}, after ${seconds(tookMs)} s. ${about.map(code).join(' · ')}\n`,
    table(
      'Broken',
      judged.filter(({ verdict }) => isBroken(verdict, strict)),
    ),
    table('Broken, but only recommended', warnings),
    table('Cannot tell', open),
    folded(
      'Kept',
      judged.filter(({ verdict }) => verdict.outcome === 'pass'),
    ),
    folded(
      'Not applicable',
      judged.filter(({ verdict }) => verdict.outcome === 'not-applicable'),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function table(title: string, judged: readonly Judged[]): string {
  if (judged.length === 0) return '';
  return `### ${title}\n\n${rows(judged)}`;
}

function folded(title: string, judged: readonly Judged[]): string {
  if (judged.length === 0) return '';
  const summary = `<summary>${title} (${judged.length})</summary>`;
  return `<details>${summary}\n\n${rows(judged)}\n</details>\n`;
}

function rows(judged: readonly Judged[]): string {
  const lines = judged.map(
    ({ rule, verdict }) => `| ${rule.id} | ${plain(rule.says)} | ${codeCell(verdict.evidence)} |\n`,
  );
  return `| Rule | What it says | What was seen |\n| --- | --- | --- |\n${lines.join('')}`;
}
