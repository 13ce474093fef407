import type { Crash } from './crash.ts';
import { sideOf } from './side.ts';
import type { TimelineEvent } from './timeline.ts';

/**
 * One line of text for one event, the same everywhere: in golden files, on the command line and in
 * failure messages. Times have three decimals, texts are quoted as JSON.
 *
 * @example `    2000.000 ms  said   output      "iteration 1\n"`
 */
export function formatEvent(event: TimelineEvent): string {
  const at = `${event.atMs.toFixed(3).padStart(12)} ms`;
  return `${at}  ${sideOf(event).padEnd(5)}  ${event.kind.padEnd(11)} ${detail(event)}`.trimEnd();
}

/** A whole timeline, one line per event, each ended by a newline. */
export function formatTimeline(events: readonly TimelineEvent[]): string {
  return events.map((event) => `${formatEvent(event)}\n`).join('');
}

function detail(event: TimelineEvent): string {
  switch (event.kind) {
    case 'started':
      return JSON.stringify(event.code);
    case 'output':
      return `${JSON.stringify(event.text)}${event.hex === undefined ? '' : ` <${event.hex}>`}`;
    case 'error':
      return `r(${event.returnCode}) ${JSON.stringify(event.message)}`;
    case 'ended':
      return event.crash === undefined ? `r(${event.returnCode})` : deathOf(event.crash);
    case 'call':
      return event.tool;
    case 'headers':
      return `${event.status} ${event.contentType ?? '(no content type)'}`;
    case 'first-byte':
      return '';
    case 'sse-event':
      return `${event.type}${event.id === null ? '' : ` id=${event.id}`} ${event.data}`;
    case 'sse-comment':
      return JSON.stringify(event.text);
    case 'message':
      return `${event.level} ${JSON.stringify(event.text)}`;
    case 'progress':
      return `${event.progress}/${event.total ?? '?'} ${JSON.stringify(event.text)}`;
    case 'other':
      return event.method;
    case 'result':
      return `${event.isError ? 'isError ' : ''}${JSON.stringify(event.text)}`;
    case 'rpc-error':
      return `${event.code} ${JSON.stringify(event.text)}`;
    case 'closed':
      return event.reason === null ? '' : JSON.stringify(event.reason);
  }
}

function deathOf(crash: Crash): string {
  const cause = crash.kind === 'signal' ? crash.signal : `exit status ${crash.status}`;
  return `crash: ${cause}, log ${crash.log}`;
}
