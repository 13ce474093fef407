import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { holdToContract } from '../contract/judge/hold-to-contract.ts';
import type { Rule } from '../contract/rules/rule.ts';
import { RULES } from '../contract/rules/rules.ts';
import { openTarget } from '../contract/target/open-target.ts';
import { parseTarget } from '../contract/target/parse-target.ts';
import type { TargetSpec } from '../contract/target/target-spec.ts';
import { concludeFrom } from '../contract/terms/conclusion.ts';
import type { ProtocolVersion } from '../contract/terms/protocol-version.ts';
import { formatContractJson } from '../report/contract-json.ts';
import { explainRule, formatContractReport } from '../report/contract-text.ts';
import { contractInitCommand } from './contract-init.ts';
import { ExitWith } from './exit-with.ts';
import { type HowToTalk, linesOption, targetAt } from './lines-option.ts';
import {
  budgetOption,
  headerOption,
  parseDuration,
  parseUrl,
  protocolVersionOption,
} from './options.ts';
import { readText } from './read-text.ts';
import { addReportOutputs, type ReportOutputs, writeReportOutputs } from './report-outputs.ts';
import { parseRules } from './rules-option.ts';
import type { Terminal } from './terminal.ts';
import {
  type HeaderOptions,
  headersFrom,
  tokenEnvOption,
  tokenFileOption,
} from './token-options.ts';
import { UsageError } from './usage-error.ts';

interface ContractOptions extends ReportOutputs, HowToTalk, HeaderOptions {
  readonly target?: string;
  readonly protocolVersion?: ProtocolVersion;
  readonly granularity?: number;
  readonly budget: number;
  readonly only?: readonly Rule[];
  readonly skip?: readonly Skipped[];
  readonly explain?: readonly Rule[];
  readonly seed: number;
  readonly strict?: boolean;
  readonly json?: true;
}

/** `fake-stata contract`: whether an MCP server really streams, and which rule it breaks. */
export function contractCommand(terminal: Terminal, signal: AbortSignal): Command {
  const command = new Command('contract')
    .description('hold any MCP server to the streaming contract')
    .enablePositionalOptions()
    .argument('[url]', 'its endpoint, such as http://127.0.0.1:4000/mcp', parseUrl)
    .option('--tool <name>', 'the tool to call; its schema says how, unless there is doubt')
    .option('--target <file>', 'a target file that says it all: see “contract init”')
    .addOption(linesOption())
    .addOption(headerOption())
    .addOption(tokenFileOption())
    .addOption(tokenEnvOption())
    .addOption(protocolVersionOption())
    .option(
      '--granularity <duration>',
      'how late the server says that it may be, as one that looks at a log every 2s',
      parseDuration,
    )
    .addOption(budgetOption('how long it may take', 60))
    .option('--only <ids>', 'judge these rules only, separated by commas', parseRules)
    .option(
      '--skip <ids>',
      'leave rules out, if you like with reasons: H01=the proxy checks it',
      parseSkips,
    )
    .option('--explain <ids>', 'say what rules are for, and judge nothing', parseRules)
    .option('--seed <number>', 'what the order of the trials is drawn from', parseSeed, 1)
    .option('--strict', 'what should be kept counts as if it must be')
    .option('--json', 'print one JSON object and nothing else');
  return addReportOutputs(command)
    .addHelpText('after', ENDINGS)
    .action(async (url: string | undefined, options: ContractOptions) => {
      if (options.explain !== undefined) {
        const texts = options.explain.map((rule) => explainRule(rule, terminal));
        return terminal.write(texts.join('\n'));
      }
      await judge(await specFrom(url, options), options, terminal, signal);
    })
    .addCommand(contractInitCommand(terminal));
}

const ENDINGS = `
Ends with 0 when all that must be kept is kept, with 1 when something is
broken, and with 2 when nobody can tell, or the command has to be put right.`;

async function specFrom(url: string | undefined, options: ContractOptions): Promise<TargetSpec> {
  const { target, protocolVersion, granularity } = options;
  const headers = await headersFrom(options);
  const flags = {
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(protocolVersion === undefined ? {} : { protocolVersion }),
    ...(granularity === undefined ? {} : { granularityMs: granularity }),
    ...(url === undefined ? {} : { url }),
  };
  if (target !== undefined) return { ...parseTarget(readText(target), target), ...flags };
  if (url === undefined) throw new UsageError('give the URL of a server, or a --target file');
  return { ...flags, ...targetAt(url, options) };
}

async function judge(
  spec: TargetSpec,
  options: ContractOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const { only = RULES, skip = [], budget: budgetMs, seed, strict = false, json } = options;
  await using opened = await openTarget(spec, signal);
  const report = await holdToContract({
    target: opened.target,
    seed,
    nonce: randomUUID().slice(0, 8),
    budgetMs,
    rules: only.filter((rule) => !skip.some((each) => each.rule === rule)),
    signal,
    onExperiment: ({ about }) => terminal.status(`The contract ${about} …`),
  });
  terminal.write(
    json
      ? formatContractJson(report)
      : formatContractReport(report, { width: terminal.width, strict, bold: terminal.bold }),
  );
  if (!json && skip.length > 0) terminal.write(formatSkipped(skip));
  await writeReportOutputs(report, { ...options, strict }, json ? () => {} : terminal.write);
  switch (concludeFrom(report.verdicts, { strict })) {
    case 'kept':
      return;
    case 'broken':
      throw new ExitWith(1);
    case 'cannot-tell':
      throw new ExitWith(2);
  }
}

/** A rule that is left out, and why; empty when nobody says. */
interface Skipped {
  readonly rule: Rule;
  readonly reason: string;
}

function parseSkips(value: string): readonly Skipped[] {
  return value.split(',').flatMap((item) => {
    const [ids = '', reason = ''] = item.split(/=(.*)/s);
    return parseRules(ids).map((rule) => ({ rule, reason: reason.trim() }));
  });
}

function formatSkipped(skipped: readonly Skipped[]): string {
  const list = skipped.map(({ rule, reason }) => rule.id + (reason === '' ? '' : ` (${reason})`));
  return `Left out: ${list.join(', ')}.\n`;
}

function parseSeed(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('A seed is a whole number.');
}
