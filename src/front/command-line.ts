import type { Edition } from '../stata/host/host.ts';

/** Where a Stata that isn't there is installed, as its launcher says. */
export interface Installation {
  readonly directory: string;
  readonly edition: Edition;
  /** Such as 18 or 18.5. */
  readonly version: number;
}

/** What somebody who starts Stata wants of it. */
export interface CommandLine {
  /** `console`, or the kind of log that batch mode writes. */
  readonly mode: 'console' | 'batch-text' | 'batch-smcl';
  /** `-q`: nothing is said at the start. */
  readonly isQuiet: boolean;
  /** The first command; empty without one. */
  readonly command: string;
}

/**
 * What the arguments mean to Stata: options first, as `-b` or `/b`, then a command's words.
 *
 * A do-file may be named without `do`, in batch mode, as in `stata -b test.do`.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  let mode: CommandLine['mode'] = 'console';
  let isQuiet = false;
  let index = 0;
  for (; index < args.length; index += 1) {
    const flag = /^[-/](?<letters>[a-z]{1,2}|rngstream\d+)$/i.exec(args[index] ?? '')?.groups;
    if (flag === undefined) break;
    if (flag.letters === 'b' || flag.letters === 'e') mode = 'batch-text';
    else if (flag.letters === 's') mode = 'batch-smcl';
    else if (flag.letters === 'q') isQuiet = true;
  }
  const words = args.slice(index);
  return { mode, isQuiet, command: commandOf(words, mode) };
}

function commandOf(words: readonly string[], mode: CommandLine['mode']): string {
  const [word = ''] = words;
  if (mode !== 'console' && words.length > 0 && /\.do$/i.test(word)) {
    return [`do "${word}"`, ...words.slice(1)].join(' ');
  }
  return words.join(' ');
}

/**
 * What a batch log is called, in the working directory: after the do-file, and else `stata.log`. Of a
 * name with blanks in it Stata for Unix takes the first word.
 */
export function batchLogName({ command, mode }: CommandLine): string {
  const file = /^(?:do|run|ru)\s+"?(?<file>[^\s"]+)/.exec(command)?.groups?.file;
  const stem = file?.replace(/^.*[/\\]/, '').replace(/\.do$/i, '') || 'stata';
  return `${stem}.${mode === 'batch-smcl' ? 'smcl' : 'log'}`;
}
