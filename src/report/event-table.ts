import type { HeardEvent } from '../delivery/heard-event.ts';

/**
 * When each event was heard, in the format of the diagnosis that this project began with:
 * `[{elapsed:5.1f}s] (+{delta:.1f}s) Event #{n}`.
 *
 * @example `[ 12.0s] (+12.0s) Event #1`
 */
export function formatEventTable(events: readonly HeardEvent[]): string {
  return events
    .map(({ n, atMs, deltaMs }) => {
      const elapsed = seconds(atMs).padStart(5);
      return `[${elapsed}s] (+${seconds(deltaMs)}s) Event #${n}\n`;
    })
    .join('');
}

/** Milliseconds as seconds with one decimal. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
