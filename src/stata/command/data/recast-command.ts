import { utf8LengthOf } from '../../../timeline/utf8.ts';
import {
  bytesOf,
  defaultFormat,
  isStringType,
  parseStorageType,
  type StorageType,
} from '../../dataset/storage-type.ts';
import { storedValue } from '../../dataset/stored-value.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { withCommas } from '../../format/format-number.ts';
import { splitName } from '../../syntax/split-name.ts';
import type { Value } from '../../value/value.ts';
import { mapInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';

/** `recast type varlist [, force]`: changes the storage type, if no value is lost. */
export const recastCommand: Command = {
  name: 'recast',
  *run({ screen, state: { dataset } }, { rest }) {
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const isForced = left.has('force');
    left.end();
    const [word, list] = splitName(head);
    const type = parseStorageType(word);
    if (type === undefined || list === '') throw new StataError(198, 'invalid syntax');
    const made: (readonly [Variable, Value[]])[] = [];
    for (const variable of expandVarlist(dataset, list)) {
      if (isStringType(variable.type) !== isStringType(type)) {
        throw new StataError(109, 'type mismatch');
      }
      let changes = 0;
      const values = yield* mapInChunks(variable.values, (value) => {
        const recast = fitted(value, type);
        if (recast !== value) changes += 1;
        return recast;
      });
      const said = `${variable.name}:  ${withCommas(String(changes))} ${changes === 1 ? 'value' : 'values'}`;
      if (changes > 0 && !isForced) screen.say(`${said} would be changed; not changed\n`);
      else made.push([variable, values]);
      if (changes > 0 && isForced) screen.say(`${said} changed\n`);
    }
    for (const [variable, values] of made) {
      const isUsual = isStringType(type) && variable.format === defaultFormat(variable.type);
      const format = isUsual ? defaultFormat(type) : variable.format;
      Object.assign(variable, { type, values, format });
      dataset.isChanged = true;
    }
  },
};

/** A value as a type can keep it; of a text, the characters that fit. */
function fitted(value: Value, type: StorageType): Value {
  if (typeof value === 'number') return storedValue(type, value);
  const room = bytesOf(type);
  // A UTF-16 unit takes three bytes at most.
  if (3 * value.length <= room) return value;
  let bytes = 0;
  let end = 0;
  for (const character of value) {
    bytes += utf8LengthOf(character);
    if (bytes > room) return value.slice(0, end);
    end += character.length;
  }
  return value;
}
