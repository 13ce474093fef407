import { rowsWhere } from '../../dataset/rows.ts';
import { isStringType } from '../../dataset/storage-type.ts';
import { isEmpty } from '../../dataset/stored-value.ts';
import { findVariable } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { formatForMacro } from '../../format/format-value.ts';
import { CHUNK } from '../../work/effect.ts';
import { joinInChunks, mapInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';
import { firstValues, sortedGroups } from '../observations/row-groups.ts';

/** How many values are shown at once. */
const LEVELS_PER_CHUNK = 1000;

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
    const variable = findVariable(dataset, syntax.head);
    const rows = yield* rowsWhere(
      yield* rowsInSample(context, syntax),
      (at) => hasMissing || !isEmpty(variable.values[at]),
    );
    const groups = yield* sortedGroups(rows, [variable]);
    const levels = yield* firstValues(groups, variable);
    const isQuoted = isStringType(variable.type) && !isClean;
    const texts = yield* mapInChunks(levels, (value) =>
      isQuoted ? `\`"${value}"'` : formatForMacro(value),
    );
    const text = yield* joinInChunks(texts, between);
    r.clear();
    r.macros.set('levels', text);
    r.scalars.set('N', rows.length);
    r.scalars.set('r', levels.length);
    if (name !== undefined) context.callFrame.locals.set(name, text);
    for (const [index, each] of texts.entries()) {
      if (index % LEVELS_PER_CHUNK === 0) yield CHUNK;
      context.screen.say(index === 0 ? each : between + each, 'result');
    }
    context.screen.say('\n', 'result');
  },
};
