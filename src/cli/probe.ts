import { Command, InvalidArgumentError } from 'commander';
import { RealClock } from '../clock/real-clock.ts';
import { TimeLimit } from '../clock/time-limit.ts';
import type { ProtocolVersion } from '../contract/terms/protocol-version.ts';
import { judgeDelivery } from '../delivery/delivery.ts';
import { heardEvents } from '../delivery/heard-event.ts';
import { Allowance, TooMuchError } from '../probe/allowance.ts';
import { HttpWire } from '../probe/http-wire.ts';
import { ProbeError } from '../probe/probe-error.ts';
import { probeLines } from '../probe/probe-lines.ts';
import { probeOnce } from '../probe/probe-once.ts';
import { type Report, reportRun } from '../report/run-report.ts';
import { formatSummary } from '../report/summary.ts';
import { Timeline, type TimelineEvent } from '../timeline/timeline.ts';
import {
  bytesMaxOption,
  eventsMaxOption,
  headerOption,
  parseUrl,
  protocolVersionOption,
  timeMaxOption,
} from './options.ts';
import type { Terminal } from './terminal.ts';
import {
  type HeaderOptions,
  headersFrom,
  tokenEnvOption,
  tokenFileOption,
} from './token-options.ts';
import { UsageError } from './usage-error.ts';

/** How close to the result an event must come to count as sent with it, in milliseconds. */
const TOLERANCE_MS = 100;

/** What lets more through. */
const HINTS: Readonly<Record<TooMuchError['of'], string>> = {
  bytes: ' (--max-bytes gives it more)',
  events: ' (--max-events gives it more)',
  values: '',
};

interface ProbeOptions extends HeaderOptions {
  readonly tool?: string;
  readonly lines?: true;
  readonly args: Readonly<Record<string, unknown>>;
  readonly progress?: boolean;
  readonly protocolVersion?: ProtocolVersion;
  readonly maxTime: number;
  readonly maxBytes: number;
  readonly maxEvents: number;
  readonly json?: true;
}

/** `fake-stata probe URL`: when the events of one tool call are heard, for any MCP server. */
export function probeCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('probe')
    .description('call a tool of any MCP server and show when its events are heard')
    .argument('<url>', 'the endpoint, such as http://127.0.0.1:4000/mcp-streamable', parseUrl)
    .option('--tool <name>', 'the tool to call')
    .option('--lines', 'for an endpoint that isn’t MCP and streams lines')
    .option('--args <json>', 'its arguments, or its query, as a JSON object', parseArgs, {})
    .addOption(headerOption())
    .addOption(tokenFileOption())
    .addOption(tokenEnvOption())
    .addOption(protocolVersionOption())
    .option('--progress', 'ask for progress notifications too')
    .addOption(timeMaxOption())
    .addOption(bytesMaxOption())
    .addOption(eventsMaxOption())
    .option('--json', 'print one JSON object and nothing else')
    .action(async (url: string, options: ProbeOptions) => {
      const heard = heardEvents(await listenTo(url, options, signal));
      const finding = judgeDelivery(heard, { toleranceMs: TOLERANCE_MS });
      const unknown = { manager: null, reader: null };
      const run = reportRun(heard, { ...unknown, delivery: finding.delivery });
      const report: Report = { scenario: null, clock: 'real', runs: [run] };
      terminal.write(
        options.json
          ? `${JSON.stringify(report, null, 2)}\n`
          : formatSummary(run, finding, { manager: null, width: terminal.width }),
      );
    });
}

/**
 * Makes the one call.
 *
 * @throws ProbeError when it comes to nothing, or to more than was allowed
 */
async function listenTo(
  url: string,
  { tool, lines, args, progress = false, ...options }: ProbeOptions,
  signal: AbortSignal,
): Promise<readonly TimelineEvent[]> {
  const { maxTime: limitMs, maxBytes: bytes, maxEvents: events, protocolVersion } = options;
  const timeline = new Timeline();
  const clock = new RealClock();
  await using wire = new HttpWire();
  const reason = `it took longer than ${limitMs / 1000} s (--max-time gives it more)`;
  using limit = new TimeLimit({ clock, limitMs, reason, signal });
  const allowance = new Allowance({ bytes, events });
  const { append: record } = timeline;
  const headers = await headersFrom(options);
  const shared = { wire, url, headers, clock, args, record, allowance, signal: limit.signal };
  const version = protocolVersion === undefined ? {} : { protocolVersion };
  try {
    if (lines === true) await probeLines({ ...shared, method: 'GET' });
    else if (tool !== undefined) await probeOnce({ ...shared, tool, progress, ...version });
    else throw new UsageError('give the --tool to call, or --lines');
  } catch (error) {
    throw error instanceof ProbeError && error.cause instanceof TooMuchError
      ? new ProbeError('too-much', error.message + HINTS[error.cause.of], { cause: error })
      : error;
  }
  return timeline.events;
}

function parseArgs(value: string): Readonly<Record<string, unknown>> {
  try {
    const args: unknown = JSON.parse(value);
    if (typeof args === 'object' && args !== null && !Array.isArray(args)) return { ...args };
  } catch {
    // What isn't JSON is no JSON object either.
  }
  throw new InvalidArgumentError(
    'Arguments are a JSON object, such as {"selection": "display 1"}.',
  );
}
