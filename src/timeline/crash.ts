/** The signals that a simulated Stata can die of. */
export const CRASH_SIGNALS = [
  'SIGHUP',
  'SIGILL',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGKILL',
  'SIGSEGV',
  'SIGPIPE',
  'SIGTERM',
] as const;

export type CrashSignal = (typeof CRASH_SIGNALS)[number];

/** The return code of a run that Stata didn't live to end: none of Stata's own. */
export const CRASHED = -1;

/** How Stata died in the middle of a run, or at its start. */
export type Crash = {
  /** Whether all that was said is in the log, or its last line is missing or broken off. */
  readonly log: 'complete' | 'cut';
} & (
  | { readonly kind: 'signal'; readonly signal: CrashSignal }
  /** Stata ended by itself, with this exit status. */
  | { readonly kind: 'status'; readonly status: number }
);
