import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { eachWordOf, firstRawWordOf, unquoted } from '../../syntax/words.ts';
import { Options, parseOptions, splitOptions } from '../language/standard-syntax.ts';

/** `args a b c`: gives names to what the program was called with. */
export const argsCommand: Command = {
  name: 'args',
  run: ({ callFrame: { locals } }, { rest }) => {
    rest.split(/\s+/).forEach((name, index) => {
      locals.set(name, locals.get(String(index + 1)));
    });
  },
};

/** `tokenize text`: its words become `1`, `2`, … */
export const tokenizeCommand: Command = {
  name: 'tokenize',
  abbreviation: 'token',
  run: ({ callFrame: { locals } }, { rest }) => {
    const { text, options } = splitOptions(rest);
    const left = new Options(options);
    const separators = left.argument('Parse');
    left.end();
    const words =
      separators === undefined
        ? eachWordOf(unwrapped(text))
        : eachTokenOf(unwrapped(text), unquoted(separators));
    let at = 1;
    for (const word of words) {
      locals.set(String(at), word);
      at += 1;
    }
    for (; locals.get(String(at)) !== ''; at += 1) locals.set(String(at), '');
  },
};

/** `gettoken first rest : list`: takes the first word from a list. */
export const gettokenCommand: Command = {
  name: 'gettoken',
  run: ({ callFrame: { locals }, state: { globals } }, { rest }) => {
    const [, targets = '', source = '', options = ''] =
      /^([^:]*):\s*(\w+)\s*(?:,([\s\S]*))?$/.exec(rest) ?? [];
    const [first, remaining] = targets
      .replaceAll(/\((\w+)\s+\w+\)/g, '$1')
      .trim()
      .split(/\s+/);
    if (first === undefined || source === '') throw new StataError(198, 'invalid syntax');
    const text = locals.get(source);
    const left = new Options(parseOptions(options));
    const separators = left.argument('Parse');
    const keepsQuotes = left.has('Quotes');
    for (const name of ['qed', 'Match', 'Bind']) left.take(name);
    left.end();
    const trimmed = text.trimStart();
    const token =
      separators === undefined
        ? firstRawWordOf(trimmed)
        : eachTokenOf(trimmed, unquoted(separators)).next().value;
    (targets.includes('(global') ? globals : locals).set(
      first,
      keepsQuotes ? (token ?? '') : unquoted(token ?? ''),
    );
    if (remaining !== undefined) locals.set(remaining, trimmed.slice((token ?? '').length));
  },
};

/** Takes off quotes that enclose the whole text. */
function unwrapped(text: string): string {
  const trimmed = text.trim();
  return firstRawWordOf(trimmed) === trimmed ? unquoted(trimmed) : text;
}

/** Words between separators; separators that aren't blanks are words too. */
function* eachTokenOf(text: string, separators: string): Generator<string, void> {
  let word = '';
  for (const character of text) {
    if (!separators.includes(character)) {
      word += character;
      continue;
    }
    if (word !== '') yield word;
    word = '';
    if (character !== ' ') yield character;
  }
  if (word !== '') yield word;
}
