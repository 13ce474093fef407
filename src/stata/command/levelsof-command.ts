import { compareValues } from '../dataset/compare-values.ts';
import { isStringType } from '../dataset/storage-type.ts';
import { isEmpty } from '../dataset/stored-value.ts';
import { findVariable } from '../dataset/varlist.ts';
import { PART } from '../engine/effect.ts';
import { filterInParts, joinInParts, mapInParts } from '../engine/in-parts.ts';
import { sortInParts } from '../engine/sort-in-parts.ts';
import { formatForMacro } from '../format/format-value.ts';
import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Command } from './command.ts';
import { Options, parseStandard, rowsInSample } from './standard-syntax.ts';

/** How many are said at once. */
const LEVELS_A_PART = 1000;

/** `levelsof varname [if] [in] [, local(name) clean separate(text) missing]`: the values that there are. */
export const levelsofCommand: Command = {
  name: 'levelsof',
  abbreviation: 'levels',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const name = options.argument('Local');
    const isClean = options.has('Clean');
    const between = options.argument('Separate')?.replace(/^"(.*)"$/s, '$1') ?? ' ';
    const hasMissing = options.has('MISSing');
    options.end();
    const { dataset, r } = context.state;
    const { type, values } = findVariable(dataset, syntax.head);
    const found = new Set<Value>();
    const rows = yield* filterInParts(yield* rowsInSample(context, syntax), (at) => {
      const value = values[at] ?? MISSING;
      const isCounted = hasMissing || !isEmpty(value);
      if (isCounted) found.add(value);
      return isCounted;
    });
    const levels = yield* sortInParts([...found], compareValues);
    const isQuoted = isStringType(type) && !isClean;
    const texts = yield* mapInParts(levels, (value) =>
      isQuoted ? `\`"${value}"'` : formatForMacro(value),
    );
    const text = yield* joinInParts(texts, between);
    r.clear();
    r.macros.set('levels', text);
    r.scalars.set('N', rows.length);
    r.scalars.set('r', levels.length);
    if (name !== undefined) context.frame.locals.set(name, text);
    for (const [index, each] of texts.entries()) {
      if (index % LEVELS_A_PART === 0) yield PART;
      context.screen.say(index === 0 ? each : between + each, 'result');
    }
    context.screen.say('\n', 'result');
  },
};
