import { isStringType, parseStorageType, type StorageType } from '../../dataset/storage-type.ts';
import { storedValue, typeHolding, typeHoldingAll } from '../../dataset/stored-value.ts';
import { createVariable, type Variable } from '../../dataset/variable.ts';
import { findVariable } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import type { Expression } from '../../expression/expression.ts';
import { parseExpression } from '../../expression/parse-expression.ts';
import { countOf } from '../../format/counts.ts';
import { withCommas } from '../../format/format-number.ts';
import { isMissing } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import { eachInChunks, timesInChunks } from '../../work/in-chunks.ts';
import {
  Options,
  parseStandard,
  type StandardSyntax,
  sampleOf,
} from '../language/standard-syntax.ts';

/** After how many added characters the memory budget is checked. */
const GROWTH_UNCHECKED = 1_000_000;

/** `generate [type] name = exp [if] [in]`. */
export const generateCommand: Command = {
  name: 'generate',
  by: 'at-once',
  abbreviation: 'g',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const { typed, name, labelled, expression } = target(syntax.head);
    requireNoOptions(syntax);
    const { dataset } = context.state;
    if (dataset.find(name) !== undefined) {
      throw new StataError(110, `variable ${name} already defined`);
    }
    const values = yield* valuesOf(context, expression, syntax);
    const isText = values.some((value) => typeof value === 'string');
    const type = typed ?? (isText ? yield* typeHoldingAll('str1', values) : 'float');
    if (isText !== isStringType(type)) throw new StataError(109, 'type mismatch');
    if (isText) dataset.requireMemoryForText(textLength(type, values));
    let empty = 0;
    const kept: Value[] = [];
    const keep = (value: Value | undefined): void => {
      const stored = storedValue(type, value);
      kept.push(stored);
      const isLacking = typeof stored === 'number' ? isMissing(stored) : value === undefined;
      if (isLacking) empty += 1;
    };
    yield* eachInChunks(values, keep, 0.1);
    dataset.put({ ...createVariable(name, type, 0), values: kept, valueLabel: labelled });
    if (empty > 0) context.screen.say(`(${countOf(empty, 'missing value')} generated)\n`);
  },
};

/** `replace name = exp [if] [in]`. */
export const replaceCommand: Command = {
  name: 'replace',
  by: 'at-once',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const { name, expression } = target(syntax.head);
    const options = new Options(syntax.options);
    const isTypeKept = options.has('nopromote');
    options.end();
    const { dataset } = context.state;
    const variable = findVariable(dataset, name);
    const before = { ...variable };
    let isDone = false;
    try {
      // Later observations use the new values of earlier ones.
      variable.values = variable.values.slice();
      const { changed, toMissing } = yield* assign(context, variable, {
        expression: parseExpression(expression),
        isInSample: sampleOf(context, syntax),
        isTypeKept,
      });
      isDone = true;
      sayPromotion(context, variable, before.type);
      if (changed > 0) dataset.isChanged = true;
      if (changed > 0 && dataset.sortedBy.includes(name)) dataset.sortedBy = [];
      const missing = toMissing > 0 ? `, ${withCommas(String(toMissing))} to missing` : '';
      context.screen.say(`(${countOf(changed, 'real change')} made${missing})\n`);
    } finally {
      if (!isDone) Object.assign(variable, before);
    }
  },
};

/** `[type] name[:label] = expression`. */
function target(head: string) {
  const [, left = '', expression] = /^([^=]*)=(?!=)\s*([\s\S]*)$/.exec(head) ?? [];
  if (expression === undefined) throw new StataError(198, 'invalid syntax');
  if (expression === '') throw new StataError(198, 'invalid syntax');
  const words = left.split(/\s+/).filter(Boolean);
  const [first = '', second] = words;
  const typed =
    second === undefined ? undefined : first === 'str' ? undefined : parseStorageType(first);
  const whole = second ?? first;
  if (words.length > 2 || whole === '') throw new StataError(198, 'invalid syntax');
  if (second !== undefined && typed === undefined && first !== 'str') {
    throw new StataError(198, `${first} invalid name`);
  }
  const [name = '', labelled = ''] = whole.split(':');
  return { typed, name, labelled, expression };
}

/** One value for each observation; undefined for those that `if` and `in` leave out. */
function* valuesOf(
  context: Context,
  text: string,
  syntax: StandardSyntax,
): Work<readonly (Value | undefined)[]> {
  const expression = parseExpression(text);
  const isInSample = sampleOf(context, syntax);
  const values: (Value | undefined)[] = [];
  let length = 0;
  let roomChecked = 0;
  const { dataset } = context.state;
  const { observations } = dataset;
  let isText = false;
  yield* timesInChunks(observations, (at) => {
    const value = isInSample(at) ? context.evaluateIn(expression, at + 1) : undefined;
    if (typeof value === 'string') {
      if (!isText) dataset.requireMemoryFor(['str1']);
      isText = true;
      length += value.length;
    }
    if (length > roomChecked) {
      dataset.requireMemoryForText(length);
      roomChecked = length + GROWTH_UNCHECKED;
    }
    values.push(value);
  });
  // Without observations the expression is still checked.
  if (observations === 0) context.evaluateIn(expression, 0);
  return values;
}

/** How much memory texts take as a type. */
function textLength(type: StorageType, values: readonly (Value | undefined)[]): number {
  if (type === 'strL')
    return values.reduce((sum: number, text = '') => sum + String(text).length, 0);
  return Number(type.slice(3)) * values.length;
}

/** Sets the observations one after another, since the next ones may use the new values. */
function* assign(
  context: Context,
  variable: Variable,
  {
    expression,
    isInSample,
    isTypeKept,
  }: {
    readonly expression: Expression;
    readonly isInSample: (at: number) => boolean;
    readonly isTypeKept: boolean;
  },
): Work<{ readonly changed: number; readonly toMissing: number }> {
  let changed = 0;
  let toMissing = 0;
  let grown = 0;
  const { dataset } = context.state;
  const { observations } = dataset;
  const isText = isStringType(variable.type);
  yield* timesInChunks(observations, (at) => {
    if (!isInSample(at)) return;
    const value = context.evaluateIn(expression, at + 1);
    if ((typeof value === 'string') !== isText) throw new StataError(109, 'type mismatch');
    const type = isTypeKept ? variable.type : typeHolding(variable.type, value);
    if (type !== variable.type && isText) {
      // A wider text type takes more memory in all observations.
      dataset.requireMemoryForText(
        type === 'strL'
          ? 0
          : (Number(type.slice(3)) - Number(variable.type.slice(3))) * observations,
      );
    }
    variable.type = type;
    grown += typeof value === 'string' ? value.length : 0;
    if (grown > GROWTH_UNCHECKED) {
      dataset.requireMemoryForText(1);
      grown = 0;
    }
    const next = storedValue(variable.type, value);
    if (Object.is(variable.values[at], next)) return;
    variable.values[at] = next;
    changed += 1;
    if (next === '' || (typeof next === 'number' && isMissing(next))) toMissing += 1;
  });
  // Without observations the expression is still checked.
  if (observations === 0) context.evaluateIn(expression, 0);
  return { changed, toMissing };
}

function sayPromotion({ screen }: Context, variable: Variable, before: StorageType): void {
  if (before === variable.type) return;
  if (isStringType(before)) {
    variable.format = `%${Math.max(9, Number(variable.type.slice(3)) || 9)}s`;
  }
  screen.say(`variable ${variable.name} was ${before} now ${variable.type}\n`);
}

function requireNoOptions({ options }: StandardSyntax): void {
  const left = new Options(options);
  left.take('before');
  left.take('after');
  left.end();
}
