import { parseStorageType } from '../../dataset/storage-type.ts';
import { isEmpty, storedValue, typeHoldingAll } from '../../dataset/stored-value.ts';
import { createVariable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { countOf } from '../../format/counts.ts';
import type { Work } from '../../work/effect.ts';
import { mapInChunks } from '../../work/in-chunks.ts';
import {
  Options,
  parseStandard,
  rowsInSample,
  type StandardSyntax,
} from '../language/standard-syntax.ts';
import { groupedBy, oneGroup, type RowGroups } from '../observations/row-groups.ts';
import { EGEN_FUNCTIONS } from './egen-functions.ts';

const TARGET = /^(?:(?<type>\w+)\s+)?(?<name>\w+)\s*=\s*(?<call>\w+)\s*\((?<argument>[\s\S]*)\)$/;

/** `egen [type] name = function(arguments) [if] [in] [, by(varlist) …]`. */
export const egenCommand: Command = {
  name: 'egen',
  by: 'at-once',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const {
      type: word,
      name = '',
      call = '',
      argument = '',
    } = TARGET.exec(syntax.head)?.groups ?? {};
    if (call === '') throw new StataError(198, 'invalid syntax');
    const typed = word === undefined ? undefined : parseStorageType(word);
    if (word !== undefined && typed === undefined) throw new StataError(198, 'invalid syntax');
    const { dataset } = context.state;
    if (dataset.find(name) !== undefined) {
      throw new StataError(110, `variable ${name} already defined`);
    }
    const found = Object.hasOwn(EGEN_FUNCTIONS, call) ? EGEN_FUNCTIONS[call] : undefined;
    if (found === undefined) throw new StataError(133, `unknown egen function ${call}()`);
    const options = new Options(syntax.options);
    const groups = yield* groupsOf(context, syntax, options.argument('by'));
    const result = yield* found({ context, argument: argument.trim(), groups, options });
    options.end();
    const isText = typeof result.values[0] === 'string';
    const type =
      typed ?? result.type ?? (isText ? yield* typeHoldingAll('str1', result.values) : 'float');
    let missing = 0;
    const values = yield* mapInChunks(
      result.values,
      (value) => {
        const stored = storedValue(type, value);
        if (isEmpty(stored)) missing += 1;
        return stored;
      },
      0.3,
    );
    dataset.put({ ...createVariable(name, type, 0), values, label: result.label ?? '' });
    if (missing > 0) context.screen.say(`(${countOf(missing, 'missing value')} generated)\n`);
  },
};

/** The observations that are looked at, in groups: by `by`, or by the option of that name. */
function* groupsOf(
  context: Context,
  syntax: StandardSyntax,
  by: string | undefined,
): Work<RowGroups> {
  const { dataset, grouping } = context.state;
  const keys = by === undefined ? (grouping?.keys ?? []) : expandVarlist(dataset, by);
  const rows = yield* rowsInSample(context, syntax);
  return keys.length === 0 ? oneGroup(rows) : yield* groupedBy(rows, keys);
}
