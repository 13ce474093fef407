import { Command } from 'commander';
import { RealClock } from '../clock/real-clock.ts';
import { streamProbeStimulus } from '../contract/stimulus/stream-probe-stimulus.ts';
import { beginTarget } from '../contract/target/begin-target.ts';
import { formatLinesTarget } from '../contract/target/format-target.ts';
import {
  DEFAULT_PROTOCOL_VERSION,
  type ProtocolVersion,
} from '../contract/terms/protocol-version.ts';
import { HttpWire } from '../probe/http-wire.ts';
import { folderFor, type HowToTalk, linesOption } from './lines-option.ts';
import { headerOption, parseUrl, protocolVersionOption } from './options.ts';
import type { Terminal } from './terminal.ts';
import {
  type HeaderOptions,
  headersFrom,
  tokenEnvOption,
  tokenFileOption,
} from './token-options.ts';
import { writeOutput } from './write-output.ts';

interface InitOptions extends HowToTalk, HeaderOptions {
  readonly protocolVersion?: ProtocolVersion;
  readonly out?: string;
}

/** `fake-stata contract init`: asks a server for its tools, and writes a target file. */
export function contractInitCommand(terminal: Terminal): Command {
  return new Command('init')
    .description('ask a server for its tools, and begin a target file')
    .argument('<url>', 'its endpoint', parseUrl)
    .option('--tool <name>', 'the tool to call; default: the surest that can be made to talk')
    .addOption(linesOption())
    .addOption(headerOption())
    .addOption(tokenFileOption())
    .addOption(tokenEnvOption())
    .addOption(protocolVersionOption())
    .option('--out <file>', 'where to write it; default: standard output')
    .action(async (url: string, options: InitOptions) => {
      const text = await begun(url, options);
      const { out } = options;
      if (out === undefined) return terminal.write(text);
      await writeOutput(out, text);
      terminal.write(`Written: ${out}. Hold the server to the contract with --target ${out}\n`);
    });
}

async function begun(
  url: string,
  { tool, lines, protocolVersion = DEFAULT_PROTOCOL_VERSION, ...options }: InitOptions,
): Promise<string> {
  if (lines !== undefined) return formatLinesTarget(url, lines, folderFor(lines));
  await using wire = new HttpWire();
  const target = {
    name: url,
    url,
    wire,
    clock: new RealClock(),
    headers: await headersFrom(options),
    protocolVersion,
    granularityMs: 0,
    stimulus: streamProbeStimulus(),
  } as const;
  return await beginTarget(target, tool);
}
