import { answersOf } from '../contract/evidence/call-outcome.ts';
import type { CallEvidence } from '../contract/evidence/evidence.ts';
import { firstHeardOf, matchedEventsOf } from '../contract/evidence/matched-event.ts';
import type { ContractReport } from '../contract/judge/contract-report.ts';
import { isProtocolVersion, NO_PROTOCOL } from '../contract/terms/protocol-version.ts';
import { isStateless } from '../probe/request-envelope.ts';
import { oneLine } from '../timeline/printable.ts';
import { isBroken, type Judged, withRules } from './broken-rules.ts';
import { code, fenced } from './markdown.ts';
import { spokenIn } from './spoken-in.ts';

const LAW =
  'When the first output is due and how long the run takes are varied independently, and the latency of the first event is regressed on both, latency = a + b·first + c·total: a server that streams has b = 1 and c = 0, one that collects its response first has b = 0 and c = 1. Constant overhead lands in a and noise in the error, so no threshold has to be guessed.';

/**
 * The text of an issue for a library's tracker: evidence, a timeline, versions, headers, how to see
 * it oneself, and the law.
 *
 * @param version - of fake-stata
 */
export function formatBugReport(report: ContractReport, version: string): string {
  const { target, evidence, verdicts } = report;
  const broken = withRules(verdicts).filter(({ verdict }) => isBroken(verdict, false));
  const call = tellingCall(report);
  const { name, version: serverVersion, protocolVersion } = evidence.server;
  return [
    `# ${titleFor(broken)}\n`,
    '## What happens\n',
    broken.length === 0
      ? 'Nothing that must be kept was broken in the report that this is made of.\n'
      : broken.map(paragraphFor).join('\n'),
    call === undefined ? '' : `## One call\n\n${timelineOf(call)}`,
    call?.headers == null ? '' : `## Headers of its response\n\n${fenced(headersOf(call.headers))}`,
    '## Versions\n',
    `- server: ${code(`${name} ${serverVersion}`.trim() || 'it does not say')}\n` +
      `- protocol: ${code(spokenIn(evidence.server))}\n- fake-stata: ${code(version)}\n`,
    '## To reproduce\n',
    fenced(
      `npx fake-stata contract ${shell(target.url)} ${howOf(report)}` +
        `${versionOption(protocolVersion)}${onlyOf(broken)}\n`,
    ),
    `## The law\n\n${LAW}\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function titleFor(broken: readonly Judged[]): string {
  const [first] = broken;
  if (first === undefined) return 'The streaming contract: nothing broken';
  if (broken.some(({ rule }) => rule.id === 'Z01')) {
    return 'Events are not heard when they are sent (the response is held back)';
  }
  return `Broken in streaming: ${first.rule.says}`;
}

function paragraphFor({ rule, verdict }: Judged): string {
  const source = rule.source === 'ours' ? 'no rule of the specification' : `MCP: ${rule.source}`;
  return `- **${rule.says}** (${rule.id}, ${source})\n  ${rule.why}\n  Seen: ${code(verdict.evidence)}\n`;
}

/** The call in which something was heard latest, so that nobody has to search for the fault. */
function tellingCall({ evidence }: ContractReport): CallEvidence | undefined {
  const { gaps, tracking } = evidence.experiments;
  const calls = [...(gaps?.calls ?? []), ...(tracking?.calls ?? [])];
  return calls.toSorted((left, right) => latenessOf(right) - latenessOf(left))[0];
}

function latenessOf(call: CallEvidence): number {
  const late = matchedEventsOf(call).map(
    (each) => (firstHeardOf(each) ?? call.script.endsAtMs) - each.dueMs,
  );
  return Math.max(0, ...late);
}

function timelineOf(call: CallEvidence): string {
  const rows = matchedEventsOf(call).map((each, index) => {
    const heardMs = firstHeardOf(each);
    const heard = heardMs === undefined ? 'never' : seconds(heardMs);
    return `| ${index + 1} | ${seconds(each.dueMs)} | ${heard} |\n`;
  });
  const [answer] = answersOf(call);
  const answered = answer === undefined ? 'never' : seconds(answer.atMs - call.sentAtMs);
  return `| output | said (s) | heard (s) |\n| --- | ---: | ---: |\n${rows.slice(0, ROWS_MAX).join('')}| result | ${seconds(call.script.endsAtMs)} | ${answered} |\n`;
}

/** Nobody reads a longer table. */
const ROWS_MAX = 20;

function headersOf(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${oneLine(`${name}: ${isSecret(name) ? '(left out)' : value}`)}\n`)
    .join('');
}

/** What may give somebody away has no place in a public tracker. */
function isSecret(header: string): boolean {
  const name = header.toLowerCase();
  return SECRET.has(name) || (name.startsWith('x-') && /key|token/.test(name));
}

const SECRET = new Set(['set-cookie', 'authorization', 'mcp-session-id', 'www-authenticate']);

/** What isn't MCP has no tool, and what takes the code isn't in the report. */
function howOf({ target, evidence }: ContractReport): string {
  const isLines = evidence.server.protocolVersion === NO_PROTOCOL;
  return isLines ? '--lines ARGUMENT' : `--tool ${shell(target.tool)}`;
}

function onlyOf(broken: readonly Judged[]): string {
  return broken.length === 0 ? '' : ` --only ${broken.map(({ rule }) => rule.id).join(',')}`;
}

/** Before 2026-07-28 the server decides what is spoken, so that nothing has to be asked for. */
function versionOption(protocolVersion: string): string {
  return isProtocolVersion(protocolVersion) && isStateless(protocolVersion)
    ? ` --protocol-version ${shell(protocolVersion)}`
    : '';
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** A word for a shell, whatever is in it. */
function shell(word: string): string {
  return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
