import { once } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import { Command, Option } from 'commander';
import { RealClock } from '../clock/real-clock.ts';
import { openTap, type TapEvent } from '../probe/tap.ts';
import { oneLine } from '../timeline/printable.ts';
import { withoutSecrets } from '../timeline/without-secrets.ts';
import { parseUrl, portOption } from './options.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

interface TapCommandOptions {
  readonly to: string;
  readonly port: number;
  readonly trace?: string;
  readonly allowCrossSite?: boolean;
}

/** `fake-stata tap`: listens in between a real client and a real server. */
export function tapCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('tap')
    .description(
      'listen in between a real client and a real server, and show what passes, and when',
    )
    .addOption(
      new Option('--to <url>', 'the endpoint of the server')
        .argParser(parseUrl)
        .makeOptionMandatory(),
    )
    .addOption(portOption(4001, '--listen, --port <number>'))
    .option('--trace <file>', 'append what passes to a file, one event a line, as JSON')
    .option('--allow-cross-site', 'let web pages be clients: by default only programs are')
    .action(async ({ to, port, trace, allowCrossSite = false }: TapCommandOptions) => {
      using file = openTraceFile(trace);
      const record = (passed: TapEvent): void => {
        // What is kept of it is shown around.
        const event = { ...passed, text: withoutSecrets(passed.text) };
        terminal.write(`${formatTapEvent(event)}\n`);
        file.append(event);
      };
      await using server = await openTap({
        to,
        port,
        allowCrossSite,
        clock: new RealClock(),
        record,
      });
      const { pathname, search } = new URL(to);
      terminal.write(`Point the client at: ${server.url}${pathname}${search}\nCtrl-C ends it.\n`);
      if (!signal.aborted) await once(signal, 'abort');
    });
}

/** @example `[  2.013s] #4 ◀ notifications/progress {"progress":1}` */
function formatTapEvent({ atMs, exchange, from, kind, text }: TapEvent): string {
  const at = (atMs / 1000).toFixed(3).padStart(8);
  const shown = kind === 'message' || kind === 'request' ? text : `(${kind}: ${text})`;
  return `[${at}s] #${exchange} ${from === 'client' ? '▶' : '◀'} ${oneLine(shown)}`;
}

interface TraceLines extends Disposable {
  append(event: TapEvent): void;
}

function openTraceFile(path: string | undefined): TraceLines {
  if (path === undefined) return { append: () => {}, [Symbol.dispose]: () => {} };
  try {
    const file = openSync(path, 'a');
    return {
      // At once, and in order: what was seen before a crash is in the file.
      append: (event) => void writeSync(file, `${JSON.stringify(event)}\n`),
      [Symbol.dispose]: () => closeSync(file),
    };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot write the trace: ${why}`, { cause });
  }
}
