import { CommanderError } from 'commander';
import { TargetError } from '../contract/terms/target-error.ts';
import { FrontError } from '../front/front-error.ts';
import { ListenError } from '../http/listen-error.ts';
import { ProbeError } from '../probe/probe-error.ts';
import { ReportError } from '../report/report-error.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { ScenarioFileError } from '../scenario/scenario-file-error.ts';
import { UnusableManagerError } from '../web/check/check-manager-file.ts';
import { ExitWith } from './exit-with.ts';
import { FailedCheckError } from './failed-check-error.ts';
import { exitCodeFor, Interrupted } from './interrupted.ts';
import { UsageError } from './usage-error.ts';

/** How a command that failed ends. */
export interface Ending {
  readonly exitCode: number;
  /** What to tell the person who gave the command; null when they have been told already. */
  readonly message: string | null;
}

/**
 * What a failure comes to.
 *
 * - 2: the command can't be carried out as it was given. The person can put that right.
 * - 1: a server couldn't be talked to, or what was checked isn't right.
 * - 130, 143: it was interrupted, by Ctrl-C or by SIGTERM.
 * - 70: a fault of ours. Only then is there a stack trace.
 */
export function endingOf(error: unknown, signal: AbortSignal): Ending {
  if (signal.aborted) return { exitCode: exitCodeOf(signal), message: null };
  if (error instanceof CommanderError) {
    return { exitCode: error.exitCode === 0 ? 0 : 2, message: null };
  }
  if (error instanceof ExitWith) return { exitCode: error.exitCode, message: null };
  if (error instanceof ProbeError || error instanceof FailedCheckError)
    return { exitCode: 1, message: error.message };
  if (isUsageError(error)) return { exitCode: 2, message: error.message };
  const detail = error instanceof Error ? error.stack : String(error);
  return { exitCode: 70, message: `this is a bug in fake-stata: ${detail}` };
}

function exitCodeOf({ reason }: AbortSignal): number {
  return exitCodeFor(reason instanceof Interrupted ? reason.by : 'SIGINT');
}

function isUsageError(error: unknown): error is Error {
  return [
    UsageError,
    TargetError,
    FrontError,
    ReportError,
    ScenarioError,
    ScenarioFileError,
    ListenError,
    UnusableManagerError,
  ].some((kind) => error instanceof kind);
}
