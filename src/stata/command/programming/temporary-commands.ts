import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import type { Work } from '../../work/effect.ts';
import { eachInParts } from '../../work/in-parts.ts';

/** How many such names a program may have: all are kept, to be dropped at its end. */
const NAMES_MAX = 100_000;

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

function* name({ frame }: Context, macros: string, make: () => string): Work {
  if (macros === '') throw new StataError(198, 'invalid syntax');
  yield* eachInParts(macros.split(/\s+/), (macro) => {
    if (!/^\w{1,31}$/.test(macro)) throw new StataError(198, `${macro} invalid name`);
    const { temporaryVariables, temporaryNames, temporaryFiles } = frame;
    if (temporaryVariables.length + temporaryNames.length + temporaryFiles.length >= NAMES_MAX)
      throw new StataError(1000, 'system limit exceeded');
    frame.locals.set(macro, make());
  });
}
