import type { AnswerStep, CommandAnswer, Scenario, Step } from '../../scenario/scenario.ts';
import { linesOfText } from '../source/line-source.ts';
import { StatementReader } from '../source/statement-reader.ts';
import { linesOf } from './parse-log.ts';
import type { RecordedCommand, RecordedPart, Recording } from './recording.ts';

export interface RecordedScenarioOptions {
  /** What the scenario is called, in kebab-case. */
  readonly name: string;
  readonly about: string;
  /**
   * `commands` answers each command of the log, and runs none of them; `script` says all of the log,
   * whatever code is given.
   */
  readonly as: 'commands' | 'script';
  /** How long a command takes that says something and of which the log doesn't tell. */
  readonly defaultMs: number;
}

/** Lines that are not answered, since they have to take effect: directives such as `#delimit`, and `exit`. */
const REALLY_RUN = /^\s*(?:#|(?:(?:cap\w*|qui\w*)\s+)*exit\b)/;

/** `log using`, `log close`, `log off` and `log on`, perhaps with prefixes. */
const LOG_COMMAND =
  /^\s*(?:(?:cap\w*|qui\w*|n\w*)(?:\s*:)?\s+)*log\s+(us(?:i(?:ng?)?)?|c(?:l(?:o(?:se?)?)?)?|off|on)\b/;

/** A recording as a scenario. */
export function recordedScenario(
  { parts }: Recording,
  { name, about, as, defaultMs }: RecordedScenarioOptions,
): Scenario {
  const head = { name, about, seed: 1, reader: 'direct' } as const;
  if (as === 'script') return { ...head, script: parts.flatMap((part) => said(part, defaultMs)) };
  const answers = parts.flatMap((part) => answerTo(part, defaultMs) ?? []);
  return { ...head, commands: joined(answers) };
}

/** The do-file that the log is of, as far as it can be seen. */
export function recordedDoFile({ parts }: Recording): string {
  const closed = parts.flatMap((part) =>
    part.kind === 'other' ? [] : [closedSource(part.source)],
  );
  const isOpenEnded = closed.at(-1) === '';
  return (isOpenEnded ? closed.slice(0, -1) : closed).map((source) => `${source}\n`).join('');
}

/** What the interpreter makes of the lines: without comments, and of a block only its first line. */
function firstStatementOf(source: string): string {
  const lines = linesOfText(source);
  let at = 0;
  const reader = new StatementReader({
    // biome-ignore lint/correctness/useYield: lines that are there already need nothing of the world
    *next() {
      at += 1;
      return lines[at - 1];
    },
  });
  const { done, value } = reader.next('', false).next();
  return done && value !== undefined ? value.text : source;
}

/** A block whose body the log doesn't show has no closing brace either; this adds one. */
export function closedSource(source: string): string {
  return /^\s*qui\w*\s*\{\s*$/.test(source) ? `${source}\n}` : source;
}

function answerTo(part: RecordedPart, defaultMs: number): CommandAnswer | undefined {
  if (part.kind !== 'command' || REALLY_RUN.test(part.source)) return undefined;
  const steps = withLogs(part, [...waits(part, defaultMs), ...outputs(part)]);
  return { when: literal(firstStatementOf(part.source)), written: true, times: 1, steps };
}

/**
 * `log` commands really run, so that there is a log file afterwards. What the recording shows of them is said while
 * the log isn't open, since the new log has its own date and name.
 */
function withLogs({ source, returnCode }: RecordedCommand, steps: readonly AnswerStep[]) {
  const [, verb] = LOG_COMMAND.exec(source) ?? [];
  if (verb === undefined || returnCode !== 0) return steps;
  const really: AnswerStep = { kind: 'interpret-unseen' };
  return /^(?:us|on)/.test(verb) ? [...steps, really] : [really, ...steps];
}

/** The same answer several times in a row is one that is given several times. */
function joined(answers: readonly CommandAnswer[]): readonly CommandAnswer[] {
  const result: CommandAnswer[] = [];
  for (const answer of answers) {
    const last = result.at(-1);
    const isSame =
      last?.when === answer.when && JSON.stringify(last.steps) === JSON.stringify(answer.steps);
    if (!isSame) result.push(answer);
    else result[result.length - 1] = { ...answer, times: (last.times ?? 1) + 1 };
  }
  return result;
}

/** A pattern that matches exactly this text: stars and backslashes are escaped. */
function literal(source: string): string {
  return source.replaceAll(/[\\*]/g, '\\$&').trim();
}

function said(part: RecordedPart, defaultMs: number): readonly Step[] {
  switch (part.kind) {
    case 'other':
      return outputLines(part.text);
    case 'remark':
      return outputLines(part.echo);
    case 'command':
      return [
        ...outputLines(part.echo),
        ...waits(part, defaultMs),
        ...outputLines(part.output + (part.isSpaced ? '\n' : '')),
      ];
  }
}

function waits({ tookMs, output }: RecordedCommand, defaultMs: number): readonly Step[] {
  const ms = tookMs ?? (output === '' ? 0 : defaultMs);
  return ms === 0 ? [] : [{ kind: 'wait', ms }];
}

/** What a command says; the last thing is its error, if it failed. */
function outputs({ output, returnCode }: RecordedCommand): readonly AnswerStep[] {
  if (returnCode === 0) return outputLines(output);
  const lines = outputLines(output).slice(0, -1);
  const message = lines.at(-1);
  if (message === undefined) return [{ kind: 'error', returnCode, message: ' ' }];
  const text = message.kind === 'output' ? message.text : '';
  return [...lines.slice(0, -1), { kind: 'error', returnCode, message: text.replace(/\n$/, '') }];
}

function outputLines(text: string): readonly Extract<Step, { kind: 'output' }>[] {
  return linesOf(text).map((line) => ({ kind: 'output', text: line }));
}
