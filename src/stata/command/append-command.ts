import type { Dataset } from '../dataset/dataset.ts';
import { isStringType } from '../dataset/storage-type.ts';
import { makeRoom, storedValue } from '../dataset/stored-value.ts';
import { emptyValue, type Variable } from '../dataset/variable.ts';
import { expandVarlist } from '../dataset/varlist.ts';
import { StataError } from '../error/stata-error.ts';
import { wordsOf } from '../syntax/words.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { readDataset } from './data-file-commands.ts';
import { Options, parseStandard } from './standard-syntax.ts';

/** `append using file … [, keep(varlist) generate(name) force]`. */
export const appendCommand: Command = {
  name: 'append',
  abbreviation: 'app',
  run: (context, { rest }) => {
    const { head, options } = parseStandard(rest.replace(/^using\b/, ''));
    const left = new Options(options);
    const kept = left.argument('keep');
    const mark = left.argument('GENerate');
    const isForced = left.has('force');
    for (const name of ['NOLabel', 'NONotes']) left.take(name);
    left.end();
    if (!/^using\b/.test(rest)) throw new StataError(100, 'using required');
    const { dataset } = context.state;
    const sources = wordsOf(head).map((name) => readDataset(context, name));
    const origin = mark === undefined ? undefined : dataset.add(mark, 'byte');
    if (origin !== undefined) origin.values.fill(0);
    for (const [index, source] of sources.entries()) {
      const before = dataset.observations;
      const wanted = kept === undefined ? source.variables : expandVarlist(source, kept);
      appendOne(context, source, { wanted, isForced });
      if (origin !== undefined) origin.values.fill(index + 1, before);
    }
  },
};

function appendOne(
  context: Context,
  source: Dataset,
  { wanted, isForced }: { readonly wanted: readonly Variable[]; readonly isForced: boolean },
): void {
  const { dataset } = context.state;
  for (const other of wanted) requireSameKind(dataset, other, isForced);
  const before = dataset.observations;
  for (const { name, type, values: _, ...about } of wanted) {
    if (dataset.find(name) === undefined) Object.assign(dataset.add(name, type), about);
  }
  for (const other of wanted) widen(context, other);
  dataset.setObservations(before + source.observations);
  for (const other of wanted) {
    const variable = dataset.find(other.name);
    if (variable === undefined || isStringType(variable.type) !== isStringType(other.type))
      continue;
    for (let at = 0; at < source.observations; at += 1) {
      variable.values[before + at] = storedValue(
        variable.type,
        other.values[at] ?? emptyValue(other.type),
      );
    }
  }
  for (const [name, label] of source.valueLabels) {
    if (!dataset.valueLabels.has(name)) dataset.valueLabels.set(name, label);
    else context.screen.say(`(label ${name} already defined)\n`);
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

/** Stata says what it does so that no value is lost. */
function widen({ state: { dataset }, screen }: Context, other: Variable): void {
  const variable = dataset.find(other.name);
  if (variable === undefined || isStringType(variable.type) !== isStringType(other.type)) return;
  const before = variable.type;
  if (!makeRoom(variable, other.values)) return;
  screen.say(
    `(variable ${variable.name} was ${before}, now ${variable.type} to accommodate using data's values)\n`,
  );
}
