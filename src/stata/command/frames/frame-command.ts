import { Dataset } from '../../dataset/dataset.ts';
import { parseStorageType } from '../../dataset/storage-type.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { withCommas } from '../../format/format-number.ts';
import { outOfMemory } from '../../memory/memory.ts';
import type { Work } from '../../work/effect.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';
import { type Subcommand, withSubcommands } from '../language/subcommands.ts';

/** How many frames there may be: Stata's own limit. */
const FRAMES_MAX = 100;

/** `frame create|change|drop|rename|copy|put|dir|reset`. `frame name:` is a prefix. */
const subcommands: readonly Subcommand[] = [
  { name: '', run: current },
  { name: 'pwf', run: current },
  { name: 'dir', run: list },
  { name: 'create', abbreviation: 'cr', run: create },
  { name: 'change', run: change },
  { name: 'drop', run: drop },
  { name: 'rename', abbreviation: 'ren', run: rename },
  { name: 'copy', run: copy },
  { name: 'put', run: put },
  { name: 'reset', run: ({ state }) => state.resetFrames() },
];

export const frameCommands: readonly Command[] = [
  withSubcommands({ name: 'frame', abbreviation: 'fr', subcommands }),
  withSubcommands({ name: 'frames', subcommands }),
  { name: 'cwf', run: (context, { rest }) => change(context, rest) },
  { name: 'pwf', run: (context) => current(context) },
  { name: 'mkf', run: (context, { rest }) => create(context, rest) },
];

function change({ state }: Context, name: string): void {
  state.changeFrame(name);
}

function current({ state, screen }: Context): void {
  state.r.clear();
  state.r.macros.set('currentframe', state.frameName);
  screen.say(`  (current frame is ${state.frameName})\n`);
}

function list({ state, screen }: Context): void {
  const names = [...state.frames.keys()].toSorted();
  const width = names.reduce((most, name) => Math.max(most, name.length), 0);
  let isAnyUnsaved = false;
  for (const name of names) {
    const { observations, variables, label, isChanged } = state.frames.get(name) ?? new Dataset();
    const isUnsaved = isChanged && variables.length > 0;
    isAnyUnsaved ||= isUnsaved;
    const size = `${withCommas(String(observations))} x ${variables.length}`;
    const about = label === '' ? size : `${size}; ${label}`;
    screen.say(`${isUnsaved ? '*' : ' '} ${name.padEnd(width)}  ${about}\n`);
  }
  if (isAnyUnsaved) screen.say('Note: Frames marked with * contain unsaved data.\n');
  state.r.clear();
  state.r.macros.set('frames', names.join(' '));
}

function create(context: Context, argument: string): void {
  const [name = '', ...variables] = argument.split(/\s+/);
  const dataset = new Dataset();
  let type: ReturnType<typeof parseStorageType> = 'float';
  for (const word of variables.join(' ').replaceAll(/[()]/g, ' ').split(/\s+/).filter(Boolean)) {
    const named = parseStorageType(word);
    if (named === undefined) dataset.add(word, type);
    else type = named;
  }
  dataset.isChanged = false;
  add(context, name, dataset);
}

function add({ state }: Context, name: string, dataset: Dataset): void {
  requireName(name);
  if (state.frames.has(name)) throw new StataError(110, `frame ${name} already exists`);
  if (state.frames.size >= FRAMES_MAX) throw new StataError(1000, 'system limit exceeded');
  if (state.isFull) throw outOfMemory();
  state.frames.set(name, dataset);
}

function requireName(name: string): void {
  if (!/^[A-Za-z_]\w{0,31}$/.test(name)) throw new StataError(198, `${name} invalid name`);
}

function drop({ state }: Context, argument: string): void {
  const names = argument === '_all' ? [...state.frames.keys()] : argument.split(/\s+/);
  for (const name of names) {
    if (argument === '_all' && name === state.frameName) continue;
    state.frame(name);
    if (name === state.frameName) {
      throw new StataError(110, `frame ${name} is the current frame and can not be dropped`);
    }
    state.frames.delete(name);
  }
}

function rename({ state }: Context, argument: string): void {
  const [from = '', to = ''] = argument.split(/\s+/);
  const dataset = state.frame(from);
  requireName(to);
  if (state.frames.has(to)) throw new StataError(110, `frame ${to} already exists`);
  state.frames.delete(from);
  state.frames.set(to, dataset);
  if (state.frameName === from) state.changeFrame(to);
}

function copy(context: Context, argument: string): void {
  const { head, options } = parseStandard(argument);
  const [from = '', to = ''] = head.split(/\s+/);
  const left = new Options(options);
  const isReplaced = left.has('replace');
  left.end();
  const dataset = context.state.frame(from).clone();
  if (isReplaced && context.state.frames.has(to)) context.state.frames.set(to, dataset);
  else add(context, to, dataset);
}

/** `frame put varlist|if|in, into(name)`: some variables, or some observations, in a new frame. */
function* put(context: Context, argument: string): Work {
  const syntax = parseStandard(argument);
  const options = new Options(syntax.options);
  const name = options.argument('into');
  options.end();
  if (name === undefined) throw new StataError(198, 'option into() required');
  const { dataset } = context.state;
  const wanted = new Set(
    (syntax.head === '' ? dataset.variables : expandVarlist(dataset, syntax.head)).map(
      (variable) => variable.name,
    ),
  );
  const rows = yield* rowsInSample(context, syntax);
  const copied = dataset.clone();
  copied.dropVariables(copied.variables.filter((variable) => !wanted.has(variable.name)));
  yield* copied.keepObservations(rows);
  add(context, name, copied);
}
