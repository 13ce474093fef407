import { Command } from 'commander';
import { RealClock } from '../clock/real-clock.ts';
import { beginTarget } from '../contract/begin-target.ts';
import { DEFAULT_PROTOCOL_VERSION } from '../contract/protocol-version.ts';
import { streamProbeStimulus } from '../contract/stream-probe-stimulus.ts';
import { HttpWire } from '../probe/http-wire.ts';
import { addHeader, parseUrl } from './options.ts';
import type { Terminal } from './terminal.ts';
import { writeOutput } from './write-output.ts';

interface InitOptions {
  readonly tool?: string;
  readonly header: Readonly<Record<string, string>>;
  readonly out?: string;
}

/** `fake-stata contract init`: asks a server for its tools, and writes a target file. */
export function contractInitCommand(terminal: Terminal): Command {
  return new Command('init')
    .description('ask a server for its tools, and begin a target file')
    .argument('<url>', 'its endpoint', parseUrl)
    .option('--tool <name>', 'the tool to call; default: the surest that can be made to talk')
    .option(
      '--header <line>',
      'sent with every request, and not written; repeatable',
      addHeader,
      {},
    )
    .option('--out <file>', 'where to write it; default: standard output')
    .action(async (url: string, { tool, header: headers, out }: InitOptions) => {
      await using wire = new HttpWire();
      const target = {
        name: url,
        url,
        wire,
        clock: new RealClock(),
        headers,
        protocolVersion: DEFAULT_PROTOCOL_VERSION,
        granularityMs: 0,
        stimulus: streamProbeStimulus(),
      } as const;
      const text = await beginTarget(target, tool);
      if (out === undefined) return terminal.write(text);
      await writeOutput(out, text);
      terminal.write(`Written: ${out}. Hold the server to the contract with --target ${out}\n`);
    });
}
