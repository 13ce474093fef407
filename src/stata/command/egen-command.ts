import {
  parseStorageType,
  type StorageType,
  stringTypeFor,
  widerStringType,
} from '../dataset/storage-type.ts';
import { storedValue } from '../dataset/stored-value.ts';
import { expandVarlist } from '../dataset/varlist.ts';
import type { Work } from '../engine/effect.ts';
import { StataError } from '../error/stata-error.ts';
import { isMissing } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { countOf } from './counts.ts';
import { EGEN_FUNCTIONS } from './egen-functions.ts';
import { rowsByKey } from './rows-by-key.ts';
import { Options, parseStandard, rowsInSample, type StandardSyntax } from './standard-syntax.ts';

const TARGET = /^(?:(?<type>\w+)\s+)?(?<name>\w+)\s*=\s*(?<call>\w+)\s*\((?<argument>[\s\S]*)\)$/;

/** `egen [type] name = function(arguments) [if] [in] [, by(varlist) …]`. */
export const egenCommand: Command = {
  name: 'egen',
  by: 'at-once',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const { type, name = '', call = '', argument = '' } = TARGET.exec(syntax.head)?.groups ?? {};
    if (call === '') throw new StataError(198, 'invalid syntax');
    const typed = type === undefined ? undefined : parseStorageType(type);
    if (type !== undefined && typed === undefined) throw new StataError(198, 'invalid syntax');
    const { dataset } = context.state;
    if (dataset.find(name) !== undefined) {
      throw new StataError(110, `variable ${name} already defined`);
    }
    const found = Object.hasOwn(EGEN_FUNCTIONS, call) ? EGEN_FUNCTIONS[call] : undefined;
    if (found === undefined) throw new StataError(133, `unknown egen function ${call}()`);
    const options = new Options(syntax.options);
    const groups = yield* groupsOf(context, syntax, options.argument('by'));
    const result = found({ context, argument: argument.trim(), groups, options });
    options.end();
    const values = [...result.values.values()];
    const variable = dataset.add(name, typed ?? result.type ?? typeFor(values));
    variable.label = result.label ?? '';
    for (const [at, value] of result.values)
      variable.values[at] = storedValue(variable.type, value);
    const missing = variable.values.filter(
      (value) => value === '' || (typeof value === 'number' && isMissing(value)),
    );
    if (missing.length > 0) {
      context.screen.say(`(${countOf(missing.length, 'missing value')} generated)\n`);
    }
  },
};

/** The observations that are looked at, in groups: by `by`, or by the option of that name. */
function* groupsOf(
  context: Context,
  syntax: StandardSyntax,
  by: string | undefined,
): Work<readonly (readonly number[])[]> {
  const { dataset, grouping } = context.state;
  const keys = by === undefined ? (grouping?.keys ?? []) : expandVarlist(dataset, by);
  const rows = yield* rowsInSample(context, syntax);
  return [...rowsByKey(rows, keys).values()];
}

function typeFor(values: readonly Value[]): StorageType {
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length === 0 ? 'float' : texts.map(stringTypeFor).reduce(widerStringType);
}
