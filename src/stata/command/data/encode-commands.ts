import { findRows } from '../../dataset/rows.ts';
import { isStringType } from '../../dataset/storage-type.ts';
import { typeHoldingAll } from '../../dataset/stored-value.ts';
import { findVariable } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { MISSING } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import { eachInChunks, mapInChunks, timesInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, sampleOf } from '../language/standard-syntax.ts';
import { sortedGroups } from '../observations/row-groups.ts';

/** How many texts may be numbered: Stata's own limit. */
const LABELS_MAX = 65_536;

/** `encode text, generate(number) [label(name)]`: numbers the texts in the order that they sort in. */
export const encodeCommand: Command = {
  name: 'encode',
  abbreviation: 'en',
  *run(context, { rest }) {
    const { source, name, options, isInSample } = takenApart(context, rest);
    const labelName = options.argument('Label') ?? name;
    options.end();
    if (!isStringType(source.type)) throw new StataError(107, 'not possible with numeric variable');
    const { dataset } = context.state;
    const label = new Map(dataset.valueLabels.get(labelName));
    const known = new Map([...label].map(([number, text]) => [text, number] as const));
    let last = [...label.keys()].reduce((most, number) => Math.max(most, number), 0);
    const rows = yield* findRows(
      0,
      dataset.observations,
      (at) => source.values[at] !== '' && isInSample(at),
    );
    const groups = yield* sortedGroups(rows, [source]);
    yield* timesInChunks(groups.count, (group) => {
      const text = String(source.values[groups.first(group)]);
      if (known.has(text)) return;
      if (label.size >= LABELS_MAX) throw new StataError(134, 'too many values');
      last += 1;
      label.set(last, text);
      known.set(text, last);
    });
    const values = new Array<Value>(dataset.observations).fill(MISSING);
    yield* eachInChunks(rows, (at) => {
      values[at] = known.get(String(source.values[at])) ?? MISSING;
    });
    const variable = dataset.add(name, 'long');
    Object.assign(variable, {
      valueLabel: labelName,
      label: source.label,
      format: '%8.0g',
      values,
    });
    dataset.setValueLabel(labelName, label);
  },
};

/** `decode number, generate(text) [maxlength(#)]`: replaces numbers by their labels' texts. */
export const decodeCommand: Command = {
  name: 'decode',
  abbreviation: 'dec',
  *run(context, { rest }) {
    const { source, name, options, isInSample } = takenApart(context, rest);
    const longest = Number(options.argument('MAXLength') ?? 2045);
    options.end();
    const { dataset } = context.state;
    if (isStringType(source.type)) throw new StataError(107, 'not possible with string variable');
    if (source.valueLabel === '') {
      throw new StataError(182, `no value label attached to variable ${source.name}`);
    }
    const values: Value[] = yield* mapInChunks(source.values, (value, at) =>
      isInSample(at) ? (dataset.labelOf(source, value) ?? '').slice(0, longest) : '',
    );
    const variable = dataset.add(name, yield* typeHoldingAll('str1', values));
    Object.assign(variable, { label: source.label, values });
  },
};

function takenApart(context: Context, rest: string) {
  const syntax = parseStandard(rest);
  const options = new Options(syntax.options);
  const name = options.argument('Generate');
  if (name === undefined) throw new StataError(198, 'option generate() required');
  const source = findVariable(context.state.dataset, syntax.head);
  return { source, name, options, isInSample: sampleOf(context, syntax) };
}
