import { StataError } from '../error/stata-error.ts';

/** Whether a character is one of those that a part of a pattern stands for. */
export type CharacterTest = (character: string) => boolean;

const CLASSES: Readonly<Record<string, RegExp>> = {
  d: /\p{Nd}/u,
  w: /[\p{L}\p{N}_]/u,
  s: /\s/,
  h: /[\t\p{Zs}]/u,
  v: /[\n\v\f\r\u0085\u2028\u2029]/,
};

const POSIX: Readonly<Record<string, RegExp>> = {
  alpha: /\p{L}/u,
  digit: /\p{Nd}/u,
  alnum: /[\p{L}\p{Nd}]/u,
  space: /\s/,
  blank: /[\t\p{Zs}]/u,
  upper: /\p{Lu}/u,
  lower: /\p{Ll}/u,
  punct: /[\p{P}\p{S}]/u,
  xdigit: /[\da-fA-F]/,
  cntrl: /\p{Cc}/u,
  print: /[^\p{C}]/u,
  graph: /[^\p{C}\p{Z}]/u,
  word: /[\p{L}\p{N}_]/u,
};

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\u0007',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const HEXADECIMAL =
  /^(?:x\{([\da-fA-F]{1,6})\}|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/;

/** What an escape stands for, and how long it is. */
export interface Escape {
  /** One character, which can begin a range; or a class of them. */
  readonly meaning: string | CharacterTest;
  readonly length: number;
}

export const isWord = testOf(/[\p{L}\p{N}_]/u);

/**
 * Reads what follows a backslash and stands for one character. Escapes of letters and digits that are not known
 * are refused: nobody means the letter.
 *
 * @param rest - the text after the backslash
 * @throws StataError r(198)
 */
export function readEscape(rest: string): Escape {
  const [letter = ''] = rest;
  if (Object.hasOwn(CONTROLS, letter)) return { meaning: CONTROLS[letter] ?? '', length: 1 };
  const known = CLASSES[letter.toLowerCase()];
  if (known !== undefined) return { meaning: negatedIf(isUpper(letter), known), length: 1 };
  const spelled = property(rest) ?? codePoint(rest);
  if (spelled !== undefined) return spelled;
  if (letter === '' || /[\p{L}\p{N}]/u.test(letter)) throw invalidPattern();
  return { meaning: letter, length: letter.length };
}

/** A class such as `alpha` or `^alpha`, as it stands between `[:` and `:]`. @throws StataError r(198) */
export function posixClass(name: string): CharacterTest {
  const isNegated = name.startsWith('^');
  const plain = isNegated ? name.slice(1) : name;
  const known = Object.hasOwn(POSIX, plain) ? POSIX[plain] : undefined;
  if (known === undefined) throw invalidPattern();
  return negatedIf(isNegated, known);
}

export function invalidPattern(): StataError {
  return new StataError(198, 'regexp: invalid regular expression');
}

/** `\p{L}`, `\pL`, `\P{Greek}`: JavaScript knows the categories, the scripts and the binary properties. */
function property(rest: string): Escape | undefined {
  const [whole, letter, long, short] = /^([pP])(?:\{([\w=]+)\}|([LMNPSZC]))/.exec(rest) ?? [];
  if (whole === undefined) return undefined;
  const name = long ?? short ?? '';
  const known = unicodeSet(name) ?? unicodeSet(`Script=${name}`);
  if (known === undefined) throw invalidPattern();
  return { meaning: negatedIf(letter === 'P', known), length: whole.length };
}

function unicodeSet(name: string): RegExp | undefined {
  try {
    return new RegExp(`\\p{${name}}`, 'u');
  } catch {
    return undefined;
  }
}

/** `\x41`, `\x{1F600}`, `\u0041`, `\U0001F600`, `\0101`, `\cA`. */
function codePoint(rest: string): Escape | undefined {
  const hex = HEXADECIMAL.exec(rest);
  if (hex !== null) {
    const digits = hex.slice(1).find((each) => each !== undefined) ?? '';
    return character(Number.parseInt(digits, 16), hex[0].length);
  }
  const [octal, number = ''] = /^0([0-3]?[0-7]{1,2})/.exec(rest) ?? [];
  if (octal !== undefined) return character(Number.parseInt(number, 8), octal.length);
  const control = /^c([@-_a-z])/.exec(rest)?.[1];
  return control === undefined ? undefined : character(control.charCodeAt(0) % 32, 2);
}

function character(code: number, length: number): Escape {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (isSurrogate || code > 0x10ffff) throw invalidPattern();
  return { meaning: String.fromCodePoint(code), length };
}

function negatedIf(isNegated: boolean, pattern: RegExp): CharacterTest {
  const test = testOf(pattern);
  return isNegated ? (character) => !test(character) : test;
}

function testOf(pattern: RegExp): CharacterTest {
  return (character) => pattern.test(character);
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}
