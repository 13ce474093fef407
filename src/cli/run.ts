import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { RealClock } from '../clock/real-clock.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { findScenario } from '../scenario/built-in-scenarios.ts';
import { DiskFiles } from '../stata/host/disk-files.ts';
import { memoryHost } from '../stata/host/host.ts';
import { createStata } from '../stata/session/create-stata.ts';
import { ExitWith } from './exit-with.ts';
import { speedOption } from './options.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

interface RunCommandOptions {
  readonly scenario: string;
  readonly speed: number;
  readonly virtual?: boolean;
}

/** `fake-stata run FILE.do`: runs a do-file and shows what Stata would. Ctrl-C is the Break key. */
export function runCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('run')
    .description('run a do-file, and show what Stata would show')
    .argument('<file>', 'the do-file')
    .option('--scenario <file>', 'what answers its commands: a name or a path', 'default')
    .addOption(speedOption())
    .option('--virtual', 'in virtual time, which is over at once')
    .addHelpText(
      'after',
      '\nFiles are read from anywhere and written in the working directory only. Nothing is ever executed.' +
        '\nExit code: 0; 1 when Stata ends with an error; 130 (143 by SIGTERM) when it was interrupted.',
    )
    .action(async (file: string, { scenario: name, speed, virtual }: RunCommandOptions) => {
      if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
        throw new UsageError(`there is no do-file ${file}`);
      }
      const scenario = await findScenario(name);
      const workingDirectory = process.cwd();
      const host = memoryHost({
        files: new DiskFiles({ workingDirectory, writable: [workingDirectory] }),
        temporaryDirectory: tmpdir(),
        startEpochMs: Date.now(),
        utcOffsetMinutes: -new Date().getTimezoneOffset(),
        environment: process.env.USER === undefined ? {} : { USER: process.env.USER },
      });
      const clock = virtual ? new VirtualClock() : new RealClock({ speed });
      const stata = createStata({ scenario, clock, host });
      let returnCode = 0;
      const play = async (): Promise<void> => {
        for await (const output of stata.run(`do "${resolve(file)}"\n`, { signal })) {
          if (output.kind === 'output') terminal.write(output.text);
          if (output.kind === 'error') {
            terminal.write(`${output.message}\nr(${output.returnCode});\n`);
          }
          if (output.kind === 'ended') returnCode = output.returnCode;
        }
      };
      await (clock instanceof VirtualClock ? clock.runUntil(play()) : play());
      signal.throwIfAborted();
      if (returnCode !== 0) throw new ExitWith(1);
    });
}
