import { Dataset } from '../../dataset/dataset.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';

const PARTS: ReadonlyMap<string, (context: Context) => void> = new Map([
  ['', clearData],
  ['matrix', ({ state }: Context) => state.matrices.clear()],
  ['programs', ({ state }: Context) => state.programs.clear()],
  ['ado', ({ state }: Context) => state.programs.clear()],
  ['results', clearResults],
  ['frames', ({ state }: Context) => state.resetFrames()],
  ['all', clearAll],
  ['*', clearAll],
  // The double has none of these.
  ...['mata', 'python', 'java', 'rngstream', 'collect'].map((name) => [name, () => {}] as const),
]);

/** `clear`, `clear all`, `clear programs`, … */
export const clearCommand: Command = {
  name: 'clear',
  subcommands: [...PARTS.keys()].map((name) => ({ name })),
  run: (context, { rest }) => {
    const clear = PARTS.get(rest);
    if (clear === undefined) throw new StataError(198, 'invalid syntax');
    clear(context);
  },
};

function clearData({ state }: Context): void {
  state.dataset = new Dataset();
}

function clearResults({ state }: Context): void {
  state.r.clear();
  state.e.clear();
  state.s.clear();
}

function clearAll(context: Context): void {
  const { state } = context;
  state.resetFrames();
  clearResults(context);
  state.matrices.clear();
  state.scalars.clear();
  state.programs.clear();
  state.timers.clear();
}
