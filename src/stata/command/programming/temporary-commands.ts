import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import type { Work } from '../../work/effect.ts';
import { eachInChunks } from '../../work/in-chunks.ts';

/** How many such names a program may have. */
const NAMES_MAX = 100_000;

/** Unique names for variables, which are dropped when the program ends. */
export const tempvarCommand: Command = {
  name: 'tempvar',
  run: (context, { rest }) =>
    name(context, rest, () => {
      const made = context.state.temporaryName();
      context.callFrame.temporaryVariables.push(made);
      return made;
    }),
};

/** The same for scalars and matrices. */
export const tempnameCommand: Command = {
  name: 'tempname',
  run: (context, { rest }) =>
    name(context, rest, () => {
      const made = context.state.temporaryName();
      context.callFrame.temporaryNames.push(made);
      return made;
    }),
};

/** The same for files, which are erased. */
export const tempfileCommand: Command = {
  name: 'tempfile',
  run: (context, { rest }) =>
    name(context, rest, () => {
      const { host, state, callFrame } = context;
      const made = `${host.temporaryDirectory}/St${state.temporaryName().slice(2)}.tmp`;
      callFrame.temporaryFiles.push(made);
      return made;
    }),
};

function* name({ callFrame }: Context, macros: string, make: () => string): Work {
  if (macros === '') throw new StataError(198, 'invalid syntax');
  yield* eachInChunks(macros.split(/\s+/), (macro) => {
    if (!/^\w{1,31}$/.test(macro)) throw new StataError(198, `${macro} invalid name`);
    const { temporaryVariables, temporaryNames, temporaryFiles } = callFrame;
    if (temporaryVariables.length + temporaryNames.length + temporaryFiles.length >= NAMES_MAX)
      throw new StataError(1000, 'system limit exceeded');
    callFrame.locals.set(macro, make());
  });
}
