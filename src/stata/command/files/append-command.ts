import type { Dataset } from '../../dataset/dataset.ts';
import { isStringType } from '../../dataset/storage-type.ts';
import { storedValue, typeHoldingAll, widenTo } from '../../dataset/stored-value.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { wordsOf } from '../../syntax/words.ts';
import type { Work } from '../../work/effect.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';
import { readDataset } from './data-file-commands.ts';

/** `append using file … [, keep(varlist) generate(name) force]`. */
export const appendCommand: Command = {
  name: 'append',
  abbreviation: 'app',
  *run(context, { rest }) {
    const { head, options } = parseStandard(rest.replace(/^using\b/, ''));
    const left = new Options(options);
    const kept = left.argument('keep');
    const mark = left.argument('GENerate');
    const isForced = left.has('force');
    for (const name of ['NOLabel', 'NONotes']) left.take(name);
    left.end();
    if (!/^using\b/.test(rest)) throw new StataError(100, 'using required');
    const { dataset } = context.state;
    const sources: Dataset[] = [];
    for (const name of wordsOf(head)) sources.push(yield* readDataset(context, name));
    const result = dataset.clone();
    const origin = mark === undefined ? undefined : result.add(mark, 'byte');
    if (origin !== undefined) origin.values.fill(0);
    for (const [index, source] of sources.entries()) {
      const before = result.observations;
      const wanted = kept === undefined ? source.variables : expandVarlist(source, kept);
      yield* appendOne(context, { result, source, wanted, isForced });
      if (origin !== undefined) origin.values.fill(index + 1, before);
    }
    context.state.dataset = result;
  },
};

function* appendOne(
  { screen }: Context,
  {
    result,
    source,
    wanted,
    isForced,
  }: {
    readonly result: Dataset;
    readonly source: Dataset;
    readonly wanted: readonly Variable[];
    readonly isForced: boolean;
  },
): Work {
  for (const other of wanted) requireSameKind(result, other, isForced);
  const before = result.observations;
  for (const { name, type, values: _, ...about } of wanted) {
    if (result.find(name) === undefined) Object.assign(result.add(name, type), about);
  }
  for (const other of wanted) {
    const said = yield* widen(result, other);
    if (said !== undefined) screen.say(said);
  }
  result.setObservations(before + source.observations);
  for (const other of wanted) {
    const variable = result.find(other.name);
    if (variable === undefined || isStringType(variable.type) !== isStringType(other.type))
      continue;
    const { type, values } = variable;
    yield* eachInChunks(other.values, (value, at) => {
      values[before + at] = storedValue(type, value);
    });
  }
  for (const name of source.valueLabels.keys()) {
    if (!result.valueLabels.has(name)) result.shareValueLabel(source, name);
    else screen.say(`(label ${name} already defined)\n`);
  }
}

function requireSameKind(dataset: Dataset, other: Variable, isForced: boolean): void {
  const variable = dataset.find(other.name);
  if (variable === undefined || isForced) return;
  const [here, there] = [variable.type, other.type];
  if (isStringType(here) === isStringType(there)) return;
  throw new StataError(
    106,
    `variable ${other.name} is ${here} in master but ${there} in using data`,
  );
}

/** Gives a variable a type that holds all values; returns what Stata says of that. */
function* widen(dataset: Dataset, other: Variable): Work<string | undefined> {
  const variable = dataset.find(other.name);
  if (variable === undefined || isStringType(variable.type) !== isStringType(other.type)) return;
  const before = variable.type;
  if (!widenTo(variable, yield* typeHoldingAll(before, other.values))) return;
  return `(variable ${variable.name} was ${before}, now ${variable.type} to accommodate using data's values)\n`;
}
