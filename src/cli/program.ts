import { Command } from 'commander';
import { VERSION } from '../server/version.ts';
import { compareCommand } from './compare.ts';
import { contractCommand } from './contract.ts';
import { demoCommand } from './demo.ts';
import { endingOf } from './exit-code.ts';
import { installCommand } from './install.ts';
import { learnCommand } from './learn.ts';
import { locateCommand } from './locate.ts';
import { probeCommand } from './probe.ts';
import { recordCommand } from './record.ts';
import { replCommand } from './repl.ts';
import { reportCommand } from './report.ts';
import { runCommand } from './run.ts';
import { scenariosCommand } from './scenarios.ts';
import { serveCommand } from './serve.ts';
import { tapCommand } from './tap.ts';
import type { Terminal } from './terminal.ts';
import { zooCommand } from './zoo.ts';

/** What the command line program is given by whoever starts it. */
export interface Surroundings {
  /** Where results go. */
  readonly terminal: Terminal;
  /** Where complaints go. */
  readonly complain: (text: string) => void;
  /** Aborted when the person wants no more of it. */
  readonly signal: AbortSignal;
}

/**
 * Runs `fake-stata` with these arguments.
 *
 * @param args - what follows the program's name
 * @returns the exit code: see {@link endingOf}
 */
export async function runProgram(
  args: readonly string[],
  { terminal, complain, signal }: Surroundings,
): Promise<number> {
  const program = new Command('fake-stata')
    .description('A test double of Stata and a testbed for streaming MCP servers.')
    .version(VERSION);
  const commands = [
    demoCommand(terminal, signal),
    probeCommand(terminal, signal),
    serveCommand(terminal, signal, complain),
    contractCommand(terminal, signal),
    runCommand(terminal, signal),
    recordCommand(terminal),
    reportCommand(terminal),
    locateCommand(terminal, signal),
    compareCommand(terminal, signal),
    tapCommand(terminal, signal),
    scenariosCommand(terminal),
    installCommand(terminal),
    replCommand(),
    zooCommand(terminal),
    learnCommand(terminal, signal),
  ];
  for (const command of [program, ...commands, ...commands.flatMap((each) => each.commands)]) {
    command
      .exitOverride()
      .showHelpAfterError('(see --help)')
      .configureOutput({ writeOut: terminal.write, writeErr: complain });
  }
  for (const command of commands) program.addCommand(command);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const { exitCode, message } = endingOf(error, signal.aborted);
    if (message !== null) complain(`${message}\n`);
    return exitCode;
  }
}
