import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { rawWordsOf, unquoted } from '../../syntax/words.ts';
import type { Work } from '../../work/effect.ts';

/** `do file arguments`: runs a do-file and shows all of it. */
export const doCommand: Command = {
  name: 'do',
  run: (context, { rest }) => runFile(context, rest, 'do'),
};

/** `run file arguments`: the same, in silence but for errors. */
export const runCommand: Command = {
  name: 'run',
  abbreviation: 'ru',
  run: (context, { rest }) => runFile(context, rest, 'run'),
};

/** `include file`: the same as `do`, as if it stood here. */
export const includeCommand: Command = {
  name: 'include',
  abbreviation: 'inc',
  run: (context, { rest }) => runFile(context, rest, 'include'),
};

function runFile(context: Context, rest: string, manner: 'do' | 'run' | 'include'): Work {
  const line = rest.replace(/,\s*nostop\s*$/, '');
  const [file] = rawWordsOf(line);
  if (file === undefined) throw new StataError(198, 'invalid file specification');
  const after = line.slice(line.indexOf(file) + file.length).trim();
  return context.runDoFile(unquoted(file), { arguments: after, manner });
}
