import { expect, it } from 'vitest';
import type { HeardEvent } from '../../src/delivery/heard-event.ts';
import { formatEventTable } from '../../src/report/event-table.ts';

it('The table has the exact format of the diagnosis', () => {
  const event = { kind: 'message', text: '' } as const;
  const events: readonly HeardEvent[] = [
    { n: 1, atMs: 12_000, deltaMs: 12_000, ...event },
    { n: 2, atMs: 12_000.3, deltaMs: 0.3, ...event },
    { n: 3, atMs: 612_340, deltaMs: 600_339.7, ...event },
  ];
  expect(formatEventTable(events)).toBe(
    '[ 12.0s] (+12.0s) Event #1\n[ 12.0s] (+0.0s) Event #2\n[612.3s] (+600.3s) Event #3\n',
  );
});
