import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import type { StataRecord } from '../contract/findings/stata-finding.ts';
import { type Hop, judgeHops, locate } from '../contract/judge/locate.ts';
import { openTarget } from '../contract/target/open-target.ts';
import type { ProtocolVersion } from '../contract/terms/protocol-version.ts';
import { formatLocated } from '../report/located-text.ts';
import { DisposalStack } from '../testbed/disposal-stack.ts';
import { parseTrace } from '../timeline/parse-trace.ts';
import { ExitWith } from './exit-with.ts';
import { type HopOption, hopOption } from './hop-option.ts';
import { type HowToTalk, linesOption, targetAt } from './lines-option.ts';
import { budgetOption, headerOption, protocolVersionOption } from './options.ts';
import { readText } from './read-text.ts';
import type { Terminal } from './terminal.ts';
import {
  type HeaderOptions,
  headersFrom,
  tokenEnvOption,
  tokenFileOption,
} from './token-options.ts';
import { UsageError } from './usage-error.ts';

interface LocateOptions extends HowToTalk, HeaderOptions {
  readonly hop: readonly HopOption[];
  readonly protocolVersion?: ProtocolVersion;
  readonly budget: number;
  readonly trace?: string;
  readonly json?: true;
}

/** `fake-stata locate`: behind which of several hops events are held back. */
export function locateCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('locate')
    .description('find the first of several hops behind which events are late')
    .addOption(hopOption('a way to the server; repeatable, the nearest to it first'))
    .option('--tool <name>', 'the tool to call, the same at every hop')
    .addOption(linesOption())
    .addOption(headerOption())
    .addOption(tokenFileOption())
    .addOption(tokenEnvOption())
    .addOption(protocolVersionOption())
    .addOption(budgetOption('how long each hop may take', 60))
    .option('--at-once', 'all hops at the same time: for a server that lets no call wait')
    .option('--trace <file>', 'what Stata said, from serve --trace or FAKE_STATA_TRACE')
    .option('--json', 'print one JSON object and nothing else')
    .action(
      async ({ hop, protocolVersion, budget: budgetMs, trace, ...options }: LocateOptions) => {
        await using stack = new DisposalStack();
        const hops: Hop[] = [];
        const headers = await headersFrom(options);
        const version = protocolVersion === undefined ? {} : { protocolVersion };
        for (const { name, url } of hop) {
          const spec = { ...targetAt(url, options), name, headers, ...version };
          const { target } = stack.use(await openTarget(spec, signal));
          hops.push({ name, target });
        }
        const judged = await judgeHops(hops, {
          seed: 1,
          nonce: randomUUID().slice(0, 8),
          budgetMs,
          signal,
          isAtOnce: options.atOnce ?? false,
          ...(trace === undefined ? {} : { readStata: () => readRecord(trace) }),
          onHop: (name) => terminal.status(`Listening behind ${name} …`),
        });
        const located = locate(judged);
        terminal.write(
          options.json
            ? `${JSON.stringify({ located, hops: judged }, null, 2)}\n`
            : formatLocated(judged, located, terminal),
        );
        if (located.kind !== 'nowhere') throw new ExitWith(located.kind === 'at' ? 1 : 2);
      },
    );
}

async function readRecord(file: string): Promise<StataRecord> {
  const text = readText(file);
  try {
    return { emissions: parseTrace(text), from: file };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${file} is no trace of a Stata: ${why}`, { cause });
  }
}
