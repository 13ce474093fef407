import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { compareHops } from '../contract/judge/compare-hops.ts';
import type { Hop } from '../contract/judge/locate.ts';
import type { Rule } from '../contract/rules/rule.ts';
import { RULES } from '../contract/rules/rules.ts';
import { openTarget } from '../contract/target/open-target.ts';
import { concludeFrom } from '../contract/terms/conclusion.ts';
import type { ProtocolVersion } from '../contract/terms/protocol-version.ts';
import type { Target } from '../contract/terms/target.ts';
import { HttpWire } from '../probe/http-wire.ts';
import { formatCompared } from '../report/compared-text.ts';
import { DisposalStack } from '../testbed/disposal-stack.ts';
import { ExitWith } from './exit-with.ts';
import { type HopOption, hopOption } from './hop-option.ts';
import { type HowToTalk, linesOption, targetAt } from './lines-option.ts';
import { budgetOption, headerOption, protocolVersionOption } from './options.ts';
import { parseRules } from './rules-option.ts';
import type { Terminal } from './terminal.ts';
import {
  type HeaderOptions,
  headersFrom,
  tokenEnvOption,
  tokenFileOption,
} from './token-options.ts';

interface CompareOptions extends HowToTalk, HeaderOptions {
  readonly hop: readonly HopOption[];
  readonly protocolVersion?: ProtocolVersion;
  readonly only: readonly Rule[];
  readonly budget: number;
  readonly strict?: boolean;
  readonly json?: true;
}

/** `fake-stata compare`: one server, reached in several ways, held to the contract in each. */
export function compareCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('compare')
    .description('hold a server to the contract in several ways to reach it, side by side')
    .addOption(hopOption('a way to the server; repeatable, the surest first'))
    .option('--tool <name>', 'the tool to call, the same at every hop')
    .addOption(linesOption())
    .addOption(headerOption())
    .addOption(tokenFileOption())
    .addOption(tokenEnvOption())
    .addOption(protocolVersionOption())
    .option('--only <ids>', 'judge these rules only, separated by commas', parseRules, RULES)
    .addOption(budgetOption('how long each hop may take', 120))
    .option('--at-once', 'all hops at the same time: for a server that lets no call wait')
    .option('--strict', 'what should be kept counts as if it must be')
    .option('--json', 'print one JSON object and nothing else')
    .action(async ({ hop, ...options }: CompareOptions) => {
      const {
        protocolVersion,
        only: rules,
        budget: budgetMs,
        atOnce: isAtOnce = false,
        strict = false,
      } = options;
      await using stack = new DisposalStack();
      const hops: Hop[] = [];
      const headers = await headersFrom(options);
      const version = protocolVersion === undefined ? {} : { protocolVersion };
      for (const { name, url } of hop) {
        const [first] = hops;
        hops.push({ name, target: first === undefined ? await open() : reach(first.target) });

        async function open(): Promise<Target> {
          const spec = { ...targetAt(url, options), name, headers, ...version };
          return stack.use(await openTarget(spec, signal)).target;
        }
        // The same server, so what makes it talk is known; whether it is reached is what is judged.
        function reach(known: Target): Target {
          return { ...known, name, url, wire: stack.use(new HttpWire({ keepAlive: false })) };
        }
      }
      const compared = await compareHops(hops, {
        seed: 1,
        nonce: randomUUID().slice(0, 8),
        rules,
        budgetMs,
        isAtOnce,
        signal,
        onExperiment: (name, { about }) => terminal.status(`${name}: the contract ${about} …`),
      });
      terminal.write(
        options.json
          ? `${JSON.stringify({ hops: compared }, null, 2)}\n`
          : formatCompared(compared, { width: terminal.width, strict, bold: terminal.bold }),
      );
      const conclusions = compared.map(({ verdicts }) => concludeFrom(verdicts, { strict }));
      if (conclusions.includes('broken')) throw new ExitWith(1);
      if (conclusions.includes('cannot-tell')) throw new ExitWith(2);
    });
}
