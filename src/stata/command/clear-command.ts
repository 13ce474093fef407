import { Dataset } from '../dataset/dataset.ts';
import { StataError } from '../error/stata-error.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';

const PARTS: Readonly<Record<string, (context: Context) => void>> = {
  '': clearData,
  matrix: ({ state }) => state.matrices.clear(),
  programs: ({ state }) => state.programs.clear(),
  ado: ({ state }) => state.programs.clear(),
  results: clearResults,
  mata: () => {},
  python: () => {},
  java: () => {},
  frames: ({ state }) => state.resetFrames(),
  rngstream: () => {},
  collect: () => {},
  all: (context) => {
    context.state.resetFrames();
    clearResults(context);
    const { state } = context;
    state.matrices.clear();
    state.scalars.clear();
    state.programs.clear();
    state.timers.clear();
  },
};

/** `clear`, `clear all`, `clear programs`, … */
export const clearCommand: Command = {
  name: 'clear',
  run: (context, { rest }) => {
    const part = rest === '*' ? 'all' : rest;
    if (!Object.hasOwn(PARTS, part)) throw new StataError(198, 'invalid syntax');
    PARTS[part]?.(context);
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
