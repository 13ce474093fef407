import { StataError } from '../error/stata-error.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';

/** Names that nobody else has, for variables; these are dropped where the program ends. */
export const tempvarCommand: Command = {
  name: 'tempvar',
  run: (context, { rest }) =>
    name(context, rest, () => {
      const made = context.state.temporaryName();
      context.frame.temporaryVariables.push(made);
      return made;
    }),
};

/** The same for scalars and matrices. */
export const tempnameCommand: Command = {
  name: 'tempname',
  run: (context, { rest }) =>
    name(context, rest, () => {
      const made = context.state.temporaryName();
      context.frame.temporaryNames.push(made);
      return made;
    }),
};

/** The same for files, which are erased. */
export const tempfileCommand: Command = {
  name: 'tempfile',
  run: (context, { rest }) =>
    name(context, rest, () => {
      const { host, state, frame } = context;
      const made = `${host.temporaryDirectory}/St${state.temporaryName().slice(2)}.tmp`;
      frame.temporaryFiles.push(made);
      return made;
    }),
};

function name({ frame }: Context, macros: string, make: () => string): void {
  if (macros === '') throw new StataError(198, 'invalid syntax');
  for (const macro of macros.split(/\s+/)) {
    if (!/^\w{1,31}$/.test(macro)) throw new StataError(198, `${macro} invalid name`);
    frame.locals.set(macro, make());
  }
}
