/** A text as one word for any POSIX shell, whatever is in it. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** What needs no quotes. */
const BARE = /^[\w@%+:,./-]+$/;

/** What has no place in a line that people read and copy: controls, and what can't be seen. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{DI}]/gu;

/**
 * A text as one word of a line that somebody copies from a terminal: of one line, and with nothing in it
 * that steers the terminal. What can't be shown stands in it as the octal bytes of `$'…'`, which bash,
 * zsh and others read (POSIX.1-2024).
 *
 * @example `copiedWord("/opt/it's here")` is `'/opt/it'\''s here'`
 */
export function copiedWord(text: string): string {
  if (BARE.test(text)) return text;
  if (text.search(UNSEEN) === -1) return shellWord(text);
  const escaped = text.replace(/[\\']/g, '\\$&').replace(UNSEEN, octal);
  return `$'${escaped}'`;
}

function octal(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
    .join('');
}
