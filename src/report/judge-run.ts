import { type DeliveryFinding, judgeDelivery } from '../delivery/delivery.ts';
import { heardEvents } from '../delivery/heard-event.ts';
import type { Run } from '../testbed/run.ts';
import { type RunReport, reportRun } from './run-report.ts';
import { toleranceFor } from './tolerance.ts';

/** What a run is judged by. */
export interface JudgeOptions {
  /** When each event was due: see `dueTimes`. */
  readonly dueMs: readonly number[];
  /** How fast the run's clock went. */
  readonly speed: number | 'virtual';
}

/** What one run of a scenario comes to, as data. */
export interface JudgedRun {
  readonly finding: DeliveryFinding;
  readonly report: RunReport;
}

export function judgeRun(
  { manager, reader, timeline }: Omit<Run, 'scenario'>,
  { dueMs, speed }: JudgeOptions,
): JudgedRun {
  const heard = heardEvents(timeline);
  const finding = judgeDelivery(heard, { dueMs, toleranceMs: toleranceFor(speed) });
  return { finding, report: reportRun(heard, { manager, reader, delivery: finding.delivery }) };
}
