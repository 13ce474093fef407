import type { DeliveryFinding } from '../delivery/delivery.ts';
import { formatEventTable, seconds } from './event-table.ts';
import { explainDelivery } from './explanation.ts';
import type { RunReport } from './run-report.ts';
import { wrap } from './wrap.ts';

/**
 * What one run comes to: the diagnosis's table, the first-event latency, and one sentence that says
 * what happened and why.
 */
export function formatSummary(
  { events, firstEventMs, totalMs }: RunReport,
  finding: DeliveryFinding,
  options: { readonly manager: { readonly about: string } | null; readonly width: number },
): string {
  const first = firstEventMs === null ? 'never' : `${seconds(firstEventMs)} s`;
  const total = totalMs === null ? 'never ended' : `took ${seconds(totalMs)} s`;
  return (
    formatEventTable(events) +
    `First event after ${first}; the call ${total}.\n` +
    wrap(explainDelivery(events, finding, options.manager), options.width)
  );
}
