import { compareValues } from '../../dataset/compare-values.ts';
import { isStringType } from '../../dataset/storage-type.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist, patternOf } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { shortName } from '../../format/short-name.ts';
import { splitName } from '../../syntax/split-name.ts';
import { CHUNK, type Work } from '../../work/effect.ts';
import { filterInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';

/** How wide names are shown at most, and how far columns are apart. */
const WIDTH = 12;
const GAP = 2;

/** How many patterns an option may have, since each is compared with all variables. */
const PATTERNS_MAX = 100;

type Test = (variable: Variable) => boolean;

/**
 * `ds [varlist] [, not alpha varwidth(#) skip(#) has(type|format|varlabel|vallabel …) not(…)]`: the names of
 * variables, downwards in columns, and in `r(varlist)`.
 */
export const dsCommand: Command = {
  name: 'ds',
  *run(context, { rest }) {
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const has = left.argument('has');
    const not = left.take('not');
    const isAlphabetic = left.has('Alpha');
    const width = Number(left.argument('Varwidth') ?? WIDTH);
    const gap = Number(left.argument('Skip') ?? GAP);
    left.end();
    if (has !== undefined && not !== undefined) {
      throw new StataError(198, 'only one of has() and not() is allowed');
    }
    if (!(width >= 5 && width <= 32 && gap >= 1 && gap <= 10)) {
      throw new StataError(198, 'invalid syntax');
    }
    const { dataset, r } = context.state;
    const named = head === '' ? dataset.variables : expandVarlist(dataset, head);
    const isNamed = new Set(named);
    const isAllBut = not !== undefined && not.argument === undefined;
    const test = testOf(has ?? not?.argument);
    const found = isAllBut
      ? dataset.variables.filter((variable) => !isNamed.has(variable))
      : yield* filterInChunks(named, (variable) => test(variable) === (not === undefined));
    const names = found.map(({ name }) => name);
    if (isAlphabetic) names.sort(compareValues);
    yield* sayInColumns(context, names, { width, gap });
    r.clear();
    r.macros.set('varlist', names.join(' '));
  },
};

/** `type numeric`, `format %t*`, `varlabel *cost*`, `vallabel`. */
function testOf(text: string | undefined): Test {
  if (text === undefined) return () => true;
  const [word, rest] = splitName(text);
  const patterns = rest.split(' ').filter(Boolean);
  if (patterns.length > PATTERNS_MAX) throw new StataError(1000, 'system limit exceeded');
  const tests = patterns.map(patternOf);
  const matches = (value: string): boolean =>
    tests.length === 0 ? value !== '' : tests.some((test) => test(value));
  if (/^t(?:y(?:p(?:e)?)?)?$/.test(word) && patterns.length > 0) {
    const types = new Set(patterns);
    return ({ type }) => types.has(type) || types.has(isStringType(type) ? 'string' : 'numeric');
  }
  if (/^f(?:o(?:r(?:m(?:a(?:t)?)?)?)?)?$/.test(word) && patterns.length > 0) {
    return ({ format }) => matches(format);
  }
  if (/^varl(?:a(?:b(?:e(?:l)?)?)?)?$/.test(word)) return ({ label }) => matches(label);
  if (/^vall(?:a(?:b(?:e(?:l)?)?)?)?$/.test(word)) return ({ valueLabel }) => matches(valueLabel);
  throw new StataError(198, 'invalid syntax');
}

function* sayInColumns(
  { screen }: Context,
  names: readonly string[],
  { width, gap }: { readonly width: number; readonly gap: number },
): Work {
  const shown = names.map((name) => shortName(name, width));
  const step = gap + shown.reduce((most, { length }) => Math.max(most, length), 0);
  const columns = Math.max(1, Math.floor((screen.linesize + 1) / step));
  const rows = Math.ceil(shown.length / columns);
  for (let row = 0; row < rows; row += 1) {
    yield CHUNK;
    const inRow = shown.filter((_name, at) => at % rows === row);
    screen.say(
      `${inRow
        .map((name) => name.padEnd(step))
        .join('')
        .trimEnd()}\n`,
      'result',
    );
  }
}
