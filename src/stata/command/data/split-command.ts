import { isStringType } from '../../dataset/storage-type.ts';
import { typeHoldingAll } from '../../dataset/stored-value.ts';
import { createVariable, type Variable } from '../../dataset/variable.ts';
import { findVariable } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { paragraph } from '../../output/paragraph.ts';
import { wordsOf } from '../../syntax/words.ts';
import type { Value } from '../../value/value.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';

/** How many separators there may be: each is looked for in the whole text. */
const SEPARATORS_MAX = 50;

/** `split text [if] [in] [, parse(texts) generate(stub) limit(#) notrim]`: a variable for each part. */
export const splitCommand: Command = {
  name: 'split',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const separators = wordsOf(options.argument('Parse') ?? '" "').filter((text) => text !== '');
    const limit = Number(options.argument('Limit') ?? Number.POSITIVE_INFINITY);
    const isTrimmed = !options.has('NOTRIM');
    const { dataset, r } = context.state;
    const source = findVariable(dataset, syntax.head);
    const stub = options.argument('Generate') ?? source.name;
    options.end();
    if (!isStringType(source.type)) throw new StataError(109, 'type mismatch');
    if (!(limit >= 1) || separators.length === 0) throw new StataError(198, 'invalid syntax');
    if (separators.length > SEPARATORS_MAX) throw new StataError(1000, 'system limit exceeded');
    const columns: Value[][] = [];
    const rows = yield* rowsInSample(context, syntax);
    yield* eachInChunks(rows, (at) => {
      const parts = partsOf(String(source.values[at]), separators, isTrimmed).slice(0, limit);
      dataset.requireMemoryFor(parts.map(() => source.type));
      for (const [place, part] of parts.entries()) {
        columns[place] ??= new Array<Value>(dataset.observations).fill('');
        const column = columns[place];
        if (column !== undefined) column[at] = part;
      }
    });
    const made: Variable[] = [];
    for (const [place, values] of columns.entries()) {
      const name = `${stub}${place + 1}`;
      if (dataset.find(name) !== undefined) {
        throw new StataError(110, `variable ${name} already defined`);
      }
      const type = yield* typeHoldingAll('str1', values);
      made.push({ ...createVariable(name, type, 0), values });
    }
    for (const variable of made) dataset.put(variable);
    const names = made.map(({ name }) => name);
    const width = names.reduce((most, { length }) => Math.max(most, length), 0);
    const list = names.map((name) => name.padEnd(width)).join('  ');
    const noun = made.length === 1 ? 'variable' : 'variables';
    context.screen.say(`${noun} created as string: \n`);
    context.screen.say(paragraph(list.trimEnd(), context.screen.width, 0));
    r.clear();
    r.scalars.set('nvars', made.length);
    r.macros.set('varlist', names.join(' '));
  },
};

/** Cuts a text at each separator. A text without any is one part; an empty text has none. */
function partsOf(
  text: string,
  separators: readonly string[],
  isTrimmed: boolean,
): readonly string[] {
  let parts = [text];
  for (const separator of separators) parts = parts.flatMap((part) => part.split(separator));
  const trimmed = isTrimmed ? parts.map((part) => part.trim()) : parts;
  const isBlank = separators.every((separator) => separator.trim() === '');
  const found = isBlank ? trimmed.filter((part) => part !== '') : trimmed;
  return text.trim() === '' ? [] : found;
}
