import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Hop, judgeHops, locate } from '../contract/locate.ts';
import { openTarget } from '../contract/open-target.ts';
import { formatLocated } from '../report/located-text.ts';
import { ExitWith } from './exit-with.ts';
import { addHeader, parseDuration, parseUrl } from './options.ts';
import type { Terminal } from './terminal.ts';

interface HopOption {
  readonly name: string;
  readonly url: string;
}

interface LocateOptions {
  readonly hop: readonly HopOption[];
  readonly tool: string;
  readonly header: Readonly<Record<string, string>>;
  readonly budget: number;
  readonly json?: true;
}

/** `fake-stata locate`: behind which of several hops events are held back. */
export function locateCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('locate')
    .description('find the first of several hops behind which events are late')
    .addOption(
      new Option('--hop <name=url>', 'a way to the server; repeatable, the nearest to it first')
        .argParser(addHop)
        .makeOptionMandatory(),
    )
    .requiredOption('--tool <name>', 'the tool to call, the same at every hop')
    .option('--header <line>', 'sent with every request; repeatable', addHeader, {})
    .option('--budget <duration>', 'how long each hop may take', parseDuration, 60_000)
    .option('--json', 'print one JSON object and nothing else')
    .action(async ({ hop, tool, header: headers, budget: budgetMs, json }: LocateOptions) => {
      await using stack = new AsyncDisposableStack();
      const hops: Hop[] = [];
      for (const { name, url } of hop) {
        const spec = { name, url, headers, stimulus: { tool } };
        const { target } = stack.use(await openTarget(spec, signal));
        hops.push({ name, target });
      }
      const judged = await judgeHops(hops, {
        seed: 1,
        nonce: randomUUID().slice(0, 8),
        budgetMs,
        signal,
        onHop: (name) => terminal.status(`Listening behind ${name} …`),
      });
      const located = locate(judged);
      terminal.write(
        json
          ? `${JSON.stringify({ located, hops: judged }, null, 2)}\n`
          : formatLocated(judged, located, terminal),
      );
      if (located.kind !== 'nowhere') throw new ExitWith(located.kind === 'at' ? 1 : 2);
    });
}

/** One more hop, for an option that can be repeated. */
function addHop(value: string, others: readonly HopOption[] = []): readonly HopOption[] {
  const [, name, url] = /^([\w.-]+)=(.+)$/.exec(value) ?? [];
  if (name === undefined || url === undefined) {
    throw new InvalidArgumentError(
      'A hop is a name, an equals sign and a URL: server=http://127.0.0.1:4000/mcp.',
    );
  }
  if (others.some((hop) => hop.name === name)) {
    throw new InvalidArgumentError(`There are two hops called ${name}.`);
  }
  return [...others, { name, url: parseUrl(url) }];
}
