import { Command, InvalidArgumentError } from 'commander';
import { RealClock } from '../clock/real-clock.ts';
import type { ProtocolVersion } from '../contract/terms/protocol-version.ts';
import { judgeDelivery } from '../delivery/delivery.ts';
import { heardEvents } from '../delivery/heard-event.ts';
import { HttpWire } from '../probe/http-wire.ts';
import { probeLines } from '../probe/probe-lines.ts';
import { probeOnce } from '../probe/probe-once.ts';
import { type Report, reportRun } from '../report/run-report.ts';
import { formatSummary } from '../report/summary.ts';
import { Timeline } from '../timeline/timeline.ts';
import { headerOption, parseUrl, protocolVersionOption } from './options.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** How close to the result an event must come to count as sent with it, in milliseconds. */
const TOLERANCE_MS = 100;

interface ProbeOptions {
  readonly tool?: string;
  readonly lines?: true;
  readonly args: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, string>>;
  readonly progress?: boolean;
  readonly protocolVersion?: ProtocolVersion;
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
    .addOption(protocolVersionOption())
    .option('--progress', 'ask for progress notifications too')
    .option('--json', 'print one JSON object and nothing else')
    .action(
      async (
        url: string,
        { tool, lines, args, header: headers, progress = false, json, ...version }: ProbeOptions,
      ) => {
        const timeline = new Timeline();
        const clock = new RealClock();
        await using wire = new HttpWire();
        const record = timeline.append;
        const shared = { wire, url, headers, clock, args, record, signal };
        if (lines === true) await probeLines({ ...shared, method: 'GET' });
        else if (tool !== undefined) await probeOnce({ ...shared, tool, progress, ...version });
        else throw new UsageError('give the --tool to call, or --lines');
        const heard = heardEvents(timeline.events);
        const finding = judgeDelivery(heard, { toleranceMs: TOLERANCE_MS });
        const unknown = { manager: null, reader: null };
        const run = reportRun(heard, { ...unknown, delivery: finding.delivery });
        const report: Report = { scenario: null, clock: 'real', runs: [run] };
        terminal.write(
          json
            ? `${JSON.stringify(report, null, 2)}\n`
            : formatSummary(run, finding, { manager: null, width: terminal.width }),
        );
      },
    );
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
