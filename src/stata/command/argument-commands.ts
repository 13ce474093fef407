import { StataError } from '../error/stata-error.ts';
import { rawWordsOf, unquoted, wordsOf } from '../syntax/words.ts';
import type { Command } from './command.ts';

/** `args a b c`: gives names to what the program was called with. */
export const argsCommand: Command = {
  name: 'args',
  run: ({ frame: { locals } }, { rest }) => {
    rest.split(/\s+/).forEach((name, index) => {
      locals.set(name, locals.get(String(index + 1)));
    });
  },
};

/** `tokenize text`: its words become `1`, `2`, … */
export const tokenizeCommand: Command = {
  name: 'tokenize',
  abbreviation: 'token',
  run: ({ frame: { locals } }, { rest }) => {
    const [, text = rest, separators] =
      /^([\s\S]*?)\s*,\s*p(?:arse)?\(("[^"]*"|`"[\s\S]*"')\)\s*$/.exec(rest) ?? [];
    const words =
      separators === undefined
        ? wordsOf(unwrapped(text))
        : tokensOf(unwrapped(text), unquoted(separators));
    for (let at = 1; locals.get(String(at)) !== '' || at <= words.length; at += 1) {
      locals.set(String(at), words[at - 1] ?? '');
    }
  },
};

/** `gettoken first rest : list`: takes the first word from a list. */
export const gettokenCommand: Command = {
  name: 'gettoken',
  run: ({ frame: { locals }, state: { globals } }, { rest }) => {
    const [, targets = '', source = '', options = ''] =
      /^([^:]*):\s*(\w+)\s*(?:,(.*))?$/.exec(rest) ?? [];
    const [first, remaining] = targets
      .replaceAll(/\((\w+)\s+\w+\)/g, '$1')
      .trim()
      .split(/\s+/);
    if (first === undefined || source === '') throw new StataError(198, 'invalid syntax');
    const text = locals.get(source);
    const [, separators] = /p(?:arse)?\(("[^"]*"|`"[\s\S]*"')\)/.exec(options) ?? [];
    const trimmed = text.trimStart();
    const token =
      separators === undefined
        ? rawWordsOf(trimmed)[0]
        : tokensOf(trimmed, unquoted(separators))[0];
    const keepsQuotes = /\bquotes\b/.test(options);
    (targets.includes('(global') ? globals : locals).set(
      first,
      keepsQuotes ? (token ?? '') : unquoted(token ?? ''),
    );
    if (remaining !== undefined) locals.set(remaining, trimmed.slice((token ?? '').length));
  },
};

/** Quotes around all of a text are only there to hold it. */
function unwrapped(text: string): string {
  return rawWordsOf(text).length === 1 ? unquoted(text.trim()) : text;
}

/** Words between separators; separators that aren't blanks are words too. */
function tokensOf(text: string, separators: string): readonly string[] {
  const tokens: string[] = [];
  let word = '';
  for (const character of text) {
    if (!separators.includes(character)) {
      word += character;
      continue;
    }
    if (word !== '') tokens.push(word);
    word = '';
    if (character !== ' ') tokens.push(character);
  }
  return word === '' ? tokens : [...tokens, word];
}
