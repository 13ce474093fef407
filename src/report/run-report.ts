import type { Delivery } from '../delivery/delivery.ts';
import type { HeardEvent } from '../delivery/heard-event.ts';

/** One run, as `--json` prints it. Instants are milliseconds after the call was sent. */
export interface RunReport {
  /** Null for a server that isn't ours. */
  readonly manager: string | null;
  readonly reader: string | null;
  readonly delivery: Delivery;
  /** When the first event was heard; null when none was. */
  readonly firstEventMs: number | null;
  /** When the result was heard; null when none was. */
  readonly totalMs: number | null;
  readonly events: readonly HeardEvent[];
}

/** What `--json` prints: one object. */
export interface Report {
  /** The scenario's name; null for a server that isn't ours. */
  readonly scenario: string | null;
  readonly clock: 'real' | 'virtual';
  readonly runs: readonly RunReport[];
}

/** Sums up what was heard in one run. */
export function reportRun(
  heard: readonly HeardEvent[],
  about: Pick<RunReport, 'manager' | 'reader' | 'delivery'>,
): RunReport {
  return {
    ...about,
    firstEventMs: heard[0]?.atMs ?? null,
    totalMs: heard.find(({ kind }) => kind === 'result')?.atMs ?? null,
    events: heard,
  };
}
