import { isStringType } from '../dataset/storage-type.ts';
import { isEmpty } from '../dataset/stored-value.ts';
import { findVariable } from '../dataset/varlist.ts';
import { formatForMacro } from '../format/format-value.ts';
import type { Command } from './command.ts';
import { compareValues } from './rows-by-key.ts';
import { Options, parseStandard, sampleOf } from './standard-syntax.ts';

/** `levelsof varname [if] [in] [, local(name) clean separate(text) missing]`: the values that there are. */
export const levelsofCommand: Command = {
  name: 'levelsof',
  abbreviation: 'levels',
  run: (context, { rest }) => {
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const name = options.argument('Local');
    const isClean = options.has('Clean');
    const between = options.argument('Separate')?.replace(/^"(.*)"$/s, '$1') ?? ' ';
    const hasMissing = options.has('MISSing');
    options.end();
    const { dataset, r } = context.state;
    const { type, values } = findVariable(dataset, syntax.head);
    const isInSample = sampleOf(context, syntax);
    const rows = values.filter((value, at) => isInSample(at) && (hasMissing || !isEmpty(value)));
    const levels = [...new Set(rows)].toSorted(compareValues);
    const isQuoted = isStringType(type) && !isClean;
    const texts = levels.map((value) => (isQuoted ? `\`"${value}"'` : formatForMacro(value)));
    const text = texts.join(between);
    r.clear();
    r.macros.set('levels', text);
    r.scalars.set('N', rows.length);
    r.scalars.set('r', levels.length);
    if (name !== undefined) context.frame.locals.set(name, text);
    context.screen.say(`${text}\n`, 'result');
  },
};
