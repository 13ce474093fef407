import type { Clock } from '../clock/clock.ts';
import type { StataOutput } from '../timeline/emission.ts';
import { limitOutput } from './limit-output.ts';
import type { StataRun } from './reader.ts';
import { DEFAULT_SESSION, type StataSessions } from './stata-sessions.ts';

/** One call to Stata, from the client's request on. It runs when its outputs are taken. */
export interface StataCall extends StataRun {
  /** The file to run, as the client named it; undefined when it is a selection. */
  readonly file: string | undefined;
  /** the same, absolute: from the store’s path, where the client gave no absolute path. */
  readonly path: string | undefined;
  /** Where stata-mcp writes its log, which is beside the file; undefined for a selection. */
  readonly logPath: string | undefined;
  /** Which of stata-mcp's sessions it runs in. */
  readonly sessionId: string;
  /** When it began, on the wall's clock. */
  readonly startedAtEpochMs: number;
  /** How long it may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Whether Stata was still at work when the time was up. */
  isTimedOut(): boolean;
}

export interface StataCallOptions {
  readonly sessions: StataSessions;
  readonly clock: Clock;
  /** What to run: code as it is, or the path of a do-file. */
  readonly what:
    | { readonly kind: 'selection'; readonly code: string }
    | { readonly kind: 'file'; readonly path: string };
  /** Default: stata-mcp's `default`. */
  readonly sessionId?: string | undefined;
  /** Is cut to what the sessions allow. */
  readonly timeoutMs: number;
  /** How much longer than that Stata is left alone, in milliseconds. */
  readonly graceMs: number;
  /** Stata's Break key. */
  readonly signal: AbortSignal;
}

/** Prepares a call. Its outputs throw a `Refusal` when nothing can be run. */
export function createStataCall(options: StataCallOptions): StataCall {
  const { sessions, what, clock, signal } = options;
  const timeoutMs = Math.min(options.timeoutMs, sessions.runMaxMs);
  const { doFiles } = sessions;
  const path = what.kind === 'file' ? doFiles.resolve(what.path) : undefined;
  let isTimedOut = false;
  const onTimeout = (): void => {
    isTimedOut = true;
  };
  return {
    file: what.kind === 'file' ? what.path : undefined,
    path,
    logPath:
      path && doFiles.resolve(doFiles.parse(path).dir, `${doFiles.parse(path).name}_mcp.log`),
    sessionId: options.sessionId || DEFAULT_SESSION,
    label: path === undefined ? 'selection' : doFiles.parse(path).base,
    outputs: limitOutput(outputsOf({ ...options, timeoutMs }, onTimeout)),
    clock,
    signal,
    startedAtEpochMs: sessions.nowEpochMs,
    timeoutMs,
    isTimedOut: () => isTimedOut,
  };
}

async function* outputsOf(
  { sessions, what, sessionId, timeoutMs, graceMs, signal }: StataCallOptions,
  onTimeout: () => void,
): AsyncGenerator<StataOutput, void, void> {
  const shared = { sessionId, breakAfterMs: timeoutMs + graceMs, onTimeout, signal };
  if (what.kind === 'selection') {
    yield* sessions.run(what.code, { ...shared, name: 'selection' });
  } else {
    const { path: file, code } = sessions.doFiles.readDoFile(what.path);
    yield* sessions.run(code, { ...shared, name: what.path, file });
  }
}
