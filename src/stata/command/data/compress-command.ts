import { bytesOf, isStringType, type StorageType } from '../../dataset/storage-type.ts';
import { smallestType, typeHoldingAll } from '../../dataset/stored-value.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { withCommas } from '../../format/format-number.ts';
import type { Work } from '../../work/effect.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';

/** `compress [varlist] [, nocoalesce]`: gives variables the smallest types that lose nothing. */
export const compressCommand: Command = {
  name: 'compress',
  *run({ screen, state: { dataset } }, { rest }) {
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    left.take('NOCoalesce');
    left.end();
    const variables = head === '' ? dataset.variables : expandVarlist(dataset, head);
    const smaller: (readonly [Variable, StorageType])[] = [];
    for (const variable of variables) {
      const type = yield* smallest(variable);
      if (bytesOf(type) < bytesOf(variable.type)) smaller.push([variable, type]);
    }
    let saved = 0;
    for (const [variable, type] of smaller) {
      screen.say(`  variable ${variable.name} was ${variable.type} now ${type}\n`);
      saved += (bytesOf(variable.type) - bytesOf(type)) * dataset.observations;
      Object.assign(variable, { type, format: narrowed(variable, type) });
      dataset.isChanged = true;
    }
    screen.say(`  (${withCommas(String(saved))} bytes saved)\n`);
  },
};

/** Texts become shorter, and whole numbers are kept as such. Nothing becomes a `float`. */
function* smallest({ type, values }: Variable): Work<StorageType> {
  if (type === 'strL') return type;
  if (isStringType(type)) return yield* typeHoldingAll('str1', values);
  const least = yield* smallestType(values);
  return least === 'float' ? type : least;
}

/** A text's format is as wide as its type, unless somebody has chosen another one. */
function narrowed({ format, type: before }: Variable, type: StorageType): string {
  const bytes = isStringType(before) ? before.slice(3) : '';
  return new RegExp(`^%-?${bytes}s$`).test(format)
    ? format.replace(bytes, String(Math.max(9, bytesOf(type))))
    : format;
}
