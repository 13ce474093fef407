/**
 * The words of a text. Quoted text is one word, and loses its quotes.
 *
 * @example `a "b c" d` has three words
 */
export function wordsOf(text: string): readonly string[] {
  return rawWordsOf(text).map((word) => unquoted(word));
}

/** The same, one after another: a text can have a hundred thousand, and few may be wanted. */
export function* eachWordOf(text: string): Generator<string, void> {
  for (const word of eachRawWordOf(text)) yield unquoted(word);
}

/** The words of a text, with their quotes. */
export function rawWordsOf(text: string): readonly string[] {
  if (!text.includes('"')) return text.split(/\s+/).filter((word) => word !== '');
  return [...eachRawWordOf(text)];
}

/** The first of those; nothing when there is none. */
export function firstRawWordOf(text: string): string | undefined {
  return eachRawWordOf(text).next().value ?? undefined;
}

/** The same, one after another. */
export function* eachRawWordOf(text: string): Generator<string, void> {
  let word = '';
  let depth = 0;
  let isQuoted = false;
  for (const [token] of text.matchAll(/`"|"'|"|\s+|[^`"\s]+|[\s\S]/g)) {
    const isInside = depth > 0 || isQuoted;
    if (!isInside && /^\s/.test(token)) {
      if (word !== '') yield word;
      word = '';
      continue;
    }
    word += token;
    if (token === '`"') depth += 1;
    else if (token === `"'` && depth > 0) depth -= 1;
    else if (token.startsWith('"') && depth === 0) isQuoted = !isQuoted;
    // A closing quote ends the word, whatever follows.
    if (isInside && depth === 0 && !isQuoted) {
      yield word;
      word = '';
    }
  }
  if (word !== '') yield word;
}

/** A text without the quotes around it. */
export function unquoted(text: string): string {
  if (text.startsWith('`"') && text.endsWith(`"'`)) return text.slice(2, -2);
  if (text.length > 1 && text.startsWith('"') && text.endsWith('"')) return text.slice(1, -1);
  return text;
}
