import { StataError } from '../error/stata-error.ts';

/** One word of an expression, and where it ends in the text. */
export type Token =
  | { readonly kind: 'number'; readonly text: string; readonly end: number }
  | { readonly kind: 'string'; readonly text: string; readonly end: number }
  | { readonly kind: 'name'; readonly text: string; readonly end: number }
  | { readonly kind: 'mark'; readonly text: string; readonly end: number }
  | { readonly kind: 'end'; readonly text: ''; readonly end: number };

const PATTERNS = {
  blank: /\s*/y,
  number: /(?:\d+(?:\.\d*)?|\.\d+)(?:[eEdD][+-]?\d+)?(?![\w.])|\.[a-z]?(?![\w])/y,
  name: /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy,
  mark: /==|!=|~=|>=|<=|[-+*/^()[\]<>&|!~,#]/y,
} as const;

/** The token at a place of a text, blanks before it passed over. */
export function tokenAt(text: string, from: number): Token {
  const at = from + (match(PATTERNS.blank, text, from)?.length ?? 0);
  if (at >= text.length) return { kind: 'end', text: '', end: at };
  const quoted = stringAt(text, at);
  if (quoted !== undefined) return quoted;
  for (const kind of kindsOf(text.charCodeAt(at))) {
    const found = match(PATTERNS[kind], text, at);
    if (found !== undefined) return { kind, text: found, end: at + found.length };
  }
  throw new StataError(198, `${wordAt(text, at)} invalid name`);
}

/** What a token can be that begins with a character. */
function kindsOf(code: number): readonly Exclude<keyof typeof PATTERNS, 'blank'>[] {
  const isDigitOrPoint = (code >= 48 && code <= 57) || code === 46;
  if (isDigitOrPoint) return NUMBER;
  return code >= 65 && !/[[\]^|~]/.test(String.fromCharCode(code)) ? NAME : MARK;
}

const NUMBER = ['number'] as const;
const NAME = ['name'] as const;
const MARK = ['mark'] as const;

/** A quoted text: `"…"`, or `` `"…"' ``, which may hold others of its kind. */
function stringAt(text: string, at: number): Token | undefined {
  if (text[at] === '"') {
    const close = text.indexOf('"', at + 1);
    if (close === -1) throw new StataError(132, 'too few quotes');
    return { kind: 'string', text: text.slice(at + 1, close), end: close + 1 };
  }
  if (!text.startsWith('`"', at)) return undefined;
  let depth = 0;
  for (const { 0: mark, index } of text.slice(at).matchAll(/`"|"'/g)) {
    depth += mark === '`"' ? 1 : -1;
    if (depth > 0) continue;
    return { kind: 'string', text: text.slice(at + 2, at + index), end: at + index + 2 };
  }
  throw new StataError(132, 'too few quotes');
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function wordAt(text: string, at: number): string {
  return /^\S*/.exec(text.slice(at))?.[0] ?? '';
}
