import { Command } from 'commander';
import { VERSION } from '../server/version.ts';
import { endingOf } from './exit-code.ts';
import { printableSurroundings } from './printable-surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** Each is loaded when it is asked for, or when all are to be listed: together they take a second. */
const COMMANDS: Readonly<Record<string, (surroundings: Surroundings) => Promise<Command>>> = {
  demo: async ({ terminal, signal }) => (await import('./demo.ts')).demoCommand(terminal, signal),
  probe: async ({ terminal, signal }) =>
    (await import('./probe.ts')).probeCommand(terminal, signal),
  serve: async ({ terminal, signal, complain }) =>
    (await import('./serve.ts')).serveCommand(terminal, signal, complain),
  contract: async ({ terminal, signal }) =>
    (await import('./contract.ts')).contractCommand(terminal, signal),
  run: async ({ terminal, signal }) => (await import('./run.ts')).runCommand(terminal, signal),
  record: async ({ terminal }) => (await import('./record.ts')).recordCommand(terminal),
  report: async ({ terminal }) => (await import('./report.ts')).reportCommand(terminal),
  locate: async ({ terminal, signal }) =>
    (await import('./locate.ts')).locateCommand(terminal, signal),
  compare: async ({ terminal, signal }) =>
    (await import('./compare.ts')).compareCommand(terminal, signal),
  tap: async ({ terminal, signal }) => (await import('./tap.ts')).tapCommand(terminal, signal),
  scenarios: async ({ terminal }) => (await import('./scenarios.ts')).scenariosCommand(terminal),
  install: async ({ terminal }) => (await import('./install.ts')).installCommand(terminal),
  repl: async () => (await import('./repl.ts')).replCommand(),
  zoo: async ({ terminal }) => (await import('./zoo.ts')).zooCommand(terminal),
  learn: async ({ terminal, signal }) =>
    (await import('./learn.ts')).learnCommand(terminal, signal),
};

/**
 * Runs `fake-stata` with these arguments.
 *
 * @param args - what follows the program's name
 * @returns the exit code: see {@link endingOf}
 */
export async function runProgram(args: readonly string[], given: Surroundings): Promise<number> {
  const surroundings = printableSurroundings(given);
  const { terminal, complain, signal } = surroundings;
  const program = new Command('fake-stata')
    .description('A test double of Stata and a testbed for streaming MCP servers.')
    .version(VERSION)
    // What follows a command's name is that command's, or `contract` would take the options of `init`.
    .enablePositionalOptions();
  const [name = ''] = args;
  const asked = Object.entries(COMMANDS).filter(([each]) => each === name);
  const loaded = asked.length > 0 ? asked : Object.entries(COMMANDS);
  const commands = await Promise.all(loaded.map(([, load]) => load(surroundings)));
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
    const { exitCode, message } = endingOf(error, signal);
    if (message !== null) complain(`${message}\n`);
    return exitCode;
  }
}
