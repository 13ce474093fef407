import type { Command } from './command.ts';
import { displayCommand } from './display-command.ts';
import { doCommand, includeCommand, runCommand } from './do-commands.ts';
import { errorCommand } from './error-command.ts';
import { exitCommand } from './exit-command.ts';
import { continueCommand } from './loop-commands.ts';
import { globalCommand, localCommand, macroCommand } from './macro-commands.ts';
import { programCommand } from './program-command.ts';
import { sleepCommand } from './sleep-command.ts';

/**
 * All commands that are built in. Where an abbreviation fits several, the one that comes first is
 * meant. To add one, write its file and add its line.
 */
export const COMMANDS: readonly Command[] = [
  continueCommand,
  displayCommand,
  doCommand,
  errorCommand,
  exitCommand,
  globalCommand,
  includeCommand,
  localCommand,
  macroCommand,
  programCommand,
  runCommand,
  sleepCommand,
];
