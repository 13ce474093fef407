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
  for (let at = 0; at < text.length; ) {
    if (isBlank(text, at)) at += 1;
    else {
      const end = endOfWord(text, at);
      yield text.slice(at, end);
      at = end;
    }
  }
}

/** Where the word ends that begins somewhere: before a blank, or with a closing quote, whatever follows. */
function endOfWord(text: string, start: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = start; at < text.length; at += 1) {
    const isInside = depth > 0 || isQuoted;
    if (!isInside && isBlank(text, at)) return at;
    if (text[at] === '`' && text[at + 1] === '"') {
      depth += 1;
      at += 1;
    } else if (text[at] === '"') {
      const isCompound = text[at + 1] === "'";
      if (depth === 0) isQuoted = !isQuoted;
      else if (isCompound) depth -= 1;
      if (isCompound) at += 1;
      if (isInside && depth === 0 && !isQuoted) return at + 1;
    }
  }
  return text.length;
}

/** Whether there is a blank somewhere in a text: a space, a tab, a newline, or another of Unicode's. */
export function isBlank(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  // Most are ASCII, which takes no pattern.
  return unit < 128 ? unit === 32 || (unit >= 9 && unit <= 13) : /\s/.test(text.charAt(at));
}

/** A text without the quotes around it. */
export function unquoted(text: string): string {
  if (text.startsWith('`"') && text.endsWith(`"'`)) return text.slice(2, -2);
  if (text.length > 1 && text.startsWith('"') && text.endsWith('"')) return text.slice(1, -1);
  return text;
}
