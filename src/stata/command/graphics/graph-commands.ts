import { findVariable } from '../../dataset/varlist.ts';
import type { Command, CommandCall } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { GRAPH_FORMATS } from '../../graph/formats.ts';
import { type Graph, POINTS_MAX, scaled } from '../../graph/graph.ts';
import { unquoted } from '../../syntax/words.ts';
import { isMissing } from '../../value/missing.ts';
import { CHUNK, type Work } from '../../work/effect.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { withEnding, writeFile } from '../files/data-file-commands.ts';
import { parseStandard, sampleOf } from '../language/standard-syntax.ts';
import { withSubcommands } from '../language/subcommands.ts';

/** Each of these draws a simple picture of its first one or two variables. */
export const twowayCommand = drawing('twoway', 'tw');
export const scatterCommand = drawing('scatter', 'sc');
export const lineCommand = drawing('line');
export const histogramCommand = drawing('histogram', 'hist');
export const kdensityCommand = drawing('kdensity', 'kdensity');

/** `graph export|save|dir|describe|display|drop|close`, and what draws. */
export const graphCommand = withSubcommands({
  name: 'graph',
  abbreviation: 'gr',
  subcommands: [
    { name: 'export', run: exportGraph },
    { name: 'save', run: save },
    { name: 'dir', run: list },
    { name: 'describe', abbreviation: 'des', run: describe },
    { name: 'display', abbreviation: 'di', run: display },
    { name: 'drop', run: drop },
    ...['close', 'set', 'query', 'replay'].map((name) => ({ name, run: () => {} })),
    { name: 'twoway', abbreviation: 'tw', run: drawCalled },
    ...['bar', 'hbar', 'box', 'hbox', 'dot', 'pie', 'matrix', 'combine'].map((name) => ({
      name,
      run: drawCalled,
    })),
  ],
});

function drawCalled(context: Context, argument: string, { line }: CommandCall): Work {
  return draw(context, argument, line);
}

function drawing(name: string, abbreviation?: string): Command {
  return {
    name,
    ...(abbreviation === undefined ? {} : { abbreviation }),
    run: (context, { rest, line }) => draw(context, rest, line),
  };
}

function* draw(context: Context, rest: string, command: string): Work {
  const { state } = context;
  const [first = ''] = rest.split('||');
  const plot = /^\s*\((.*?)\)/s.exec(first)?.[1] ?? first;
  const plain = plot
    .trim()
    .replace(
      /^(?:scatter|line|connected|histogram|hist|bar|lfit|area|kdensity|function|qfit|lowess)\s+/,
      '',
    );
  const syntax = parseStandard(plain.replace(/^\(\w+\)/, ''));
  yield CHUNK;
  const names = syntax.head.split(/\s+/).filter((word) => /^[A-Za-z_]\w*$/.test(word));
  const variables = names.slice(0, 2).map((each) => findVariable(state.dataset, each));
  const isInSample = sampleOf(context, syntax);
  const [vertical, horizontal] = variables;
  const pairs: (readonly [number, number])[] = [];
  yield* eachInChunks(vertical?.values ?? [], (value, at) => {
    if (pairs.length === POINTS_MAX) return;
    const other = horizontal?.values[at] ?? at;
    const isNumber = typeof value === 'number' && typeof other === 'number';
    if (!isNumber || isMissing(value) || isMissing(other) || !isInSample(at)) return;
    pairs.push([other, value]);
  });
  const option = parseStandard(rest).options.find(({ name }) => name === 'name')?.argument;
  const [name = 'Graph', ...more] = (option ?? 'Graph').split(',').map((each) => each.trim());
  state.graphs.draw(
    { name, command, points: scaled(pairs), hasBars: horizontal === undefined },
    { isReplaced: more.includes('replace') },
  );
}

function exportGraph(context: Context, argument: string): void {
  const { head, options } = parseStandard(argument);
  const file = unquoted(head);
  const has = (name: string): string | undefined =>
    options.find((option) => option.name === name)?.argument;
  const ending = has('as') ?? /\.(\w+)$/.exec(file)?.[1] ?? '';
  const format = GRAPH_FORMATS.get(ending.toLowerCase());
  if (format === undefined)
    throw new StataError(198, `output file suffix .${ending} not recognized`);
  const graph = graphNamed(context, has('name') ?? '');
  const isReplaced = options.some(({ name }) => name === 'replace');
  if (context.host.files.kindOf(file) === 'file' && !isReplaced) {
    throw new StataError(602, `file ${file} already exists`);
  }
  writeFile(context, file, [format.write(graph)]);
  const message = `file ${file} written in ${format.name} format`;
  context.screen.say(context.host.version < 17 ? `(${message})\n` : `${message}\n`);
}

/** The file has no picture in it that Stata could read; it names the graph. */
function save(context: Context, argument: string): void {
  const { head, options } = parseStandard(argument);
  const file = withEnding(unquoted(head), '.gph');
  const isReplaced = options.some(({ name }) => name === 'replace');
  if (context.host.files.kindOf(file) === 'file' && !isReplaced) {
    throw new StataError(602, `file ${file} already exists`);
  }
  writeFile(context, file, `<fake-stata graph 1>\n${graphNamed(context, '').command}\n`);
  context.screen.say(`file ${file} saved\n`);
}

function list({ state, screen }: Context): void {
  const { names } = state.graphs;
  if (names.length > 0) screen.say(`${names.map((name) => `    ${name}`).join('\n')}\n`);
  state.r.clear();
  state.r.macros.set('list', names.join(' '));
}

function describe(context: Context, argument: string): void {
  const { name, command } = graphNamed(context, argument.trim());
  context.screen.say(`\n${name} stored in memory\n\n    command:  ${command}\n`);
  context.state.r.clear();
  context.state.r.macros.set('command', command);
}

function display(context: Context, argument: string): void {
  graphNamed(context, parseStandard(argument).head);
}

function drop({ state: { graphs } }: Context, argument: string): void {
  if (argument === '_all') {
    graphs.clear();
    return;
  }
  for (const name of argument.split(/\s+/)) {
    if (!graphs.drop(name)) throw new StataError(111, `graph ${name} not found`);
  }
}

/** The graph of a name; without one, that which was drawn last. */
function graphNamed({ state: { graphs } }: Context, name: string): Graph {
  const graph = name === '' ? graphs.current : graphs.get(name);
  if (graph !== undefined) return graph;
  if (name === '') throw new StataError(693, 'could not find Graph window');
  throw new StataError(111, `graph ${name} not found`);
}
