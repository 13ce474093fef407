import type { CallEvidence } from '../../src/contract/evidence/evidence.ts';
import { scriptOf } from '../../src/contract/stimulus/script-of.ts';
import type { RunSchedule } from '../../src/contract/terms/script.ts';
import type { Arrival } from '../../src/timeline/arrival.ts';

/** What a call was to do, and what of its evidence is otherwise than a perfect server's. */
export interface HeardCallOptions extends Partial<RunSchedule> {
  /** Unique to the call; its markers are made of it. Default `run`. */
  readonly name?: string;
  /** When each output is heard, in milliseconds after the call; default: when it is due. */
  readonly heardMs?: (dueMs: number, index: number) => number;
  /** When the answer comes; default: when the script is over. */
  readonly answeredMs?: number;
  readonly evidence?: Partial<CallEvidence>;
}

const SENT_AT_MS = 1000;
const TOKEN = 7;

/** One call, as a client heard it whose server says everything when it is due. */
export function heardCall(options: HeardCallOptions = {}): CallEvidence {
  const { name = 'run', heardMs = (dueMs) => dueMs, evidence = {}, ...schedule } = options;
  const script = scriptOf({ ...BRIEF, ...schedule }, name);
  const { answeredMs = script.endsAtMs } = options;
  const atMs = SENT_AT_MS + answeredMs;
  return {
    label: '100 B',
    script,
    sentAtMs: SENT_AT_MS,
    requestId: TOKEN,
    progressToken: TOKEN,
    arrivals: [
      { kind: 'call', atMs: SENT_AT_MS, tool: 'stream_probe' },
      { kind: 'headers', atMs: SENT_AT_MS, status: 200, contentType: 'text/event-stream' },
      ...script.outputs.flatMap(({ marker, atMs: dueMs }, index) =>
        said(SENT_AT_MS + heardMs(dueMs, index), marker),
      ),
      { kind: 'result', atMs, isError: script.fails, text: 'done' },
      { kind: 'closed', atMs, reason: null },
    ],
    headers: { 'content-type': 'text/event-stream' },
    cancelledAtMs: null,
    hungUpAtMs: null,
    askedAtMs: null,
    behindMs: 0,
    elsewhere: [],
    ...evidence,
  };
}

/** A log message, and the event that it came in. */
export function said(atMs: number, text: string): readonly Arrival[] {
  return [
    { kind: 'sse-event', atMs, type: 'message', id: null, data: `{"data":"${text}"}` },
    { kind: 'message', atMs, level: 'info', logger: null, text },
  ];
}

const BRIEF: RunSchedule = { firstMs: 0, gapMs: 0, steps: 1, silentMs: 0, payloadBytes: 100 };
