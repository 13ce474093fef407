import { utf8LengthOf } from '../../timeline/utf8.ts';
import { isMissing } from '../value/missing.ts';

/** How a variable's values are kept: as numbers of some size, or as strings of up to so many bytes. */
export type StorageType = 'byte' | 'int' | 'long' | 'float' | 'double' | 'strL' | `str${number}`;

const INTEGERS = {
  byte: { min: -127, max: 100 },
  int: { min: -32_767, max: 32_740 },
  long: { min: -2_147_483_647, max: 2_147_483_620 },
} as const;

/** From here on a `float` is missing. */
const FLOAT_MAX = 2 ** 127 * (1 - 2 ** -24);

const STRING_BYTES_MAX = 2045;

const FORMATS: Readonly<Record<string, string>> = {
  byte: '%8.0g',
  int: '%8.0g',
  long: '%12.0g',
  float: '%9.0g',
  double: '%10.0g',
  strL: '%9s',
};

/** The storage type that a word names; undefined when it names none. `str` alone is no type. */
export function parseStorageType(word: string): StorageType | undefined {
  switch (word) {
    case 'byte':
    case 'int':
    case 'long':
    case 'float':
    case 'double':
    case 'strL':
      return word;
  }
  const bytes = Number(/^str([1-9]\d*)$/.exec(word)?.[1] ?? 0);
  return bytes >= 1 && bytes <= STRING_BYTES_MAX ? `str${bytes}` : undefined;
}

export function isStringType(type: StorageType): boolean {
  return type.startsWith('str');
}

/** How values of a type are shown unless something else is asked for. */
export function defaultFormat(type: StorageType): string {
  return FORMATS[type] ?? `%${Math.max(9, bytesOf(type))}s`;
}

/** The smallest type of strings that a text fits in. */
export function stringTypeFor(text: string): StorageType {
  return stringTypeOfBytes(utf8LengthOf(text));
}

/** The one that texts of so many bytes fit in. */
export function stringTypeOfBytes(bytes: number): StorageType {
  return bytes > STRING_BYTES_MAX ? 'strL' : `str${Math.max(1, bytes)}`;
}

/** The type that holds the values of both: Stata never loses any by itself. */
export function widerStringType(one: StorageType, other: StorageType): StorageType {
  if (one === 'strL' || other === 'strL') return 'strL';
  return bytesOf(one) >= bytesOf(other) ? one : other;
}

/** Whether a number can be kept as such a type without being another one or missing afterwards. */
export function holds(type: StorageType, number: number): boolean {
  if (isMissing(number) || type === 'double') return true;
  if (type === 'float') return Math.abs(number) <= FLOAT_MAX;
  const range = INTEGERS[type === 'byte' || type === 'int' ? type : 'long'];
  return Number.isInteger(number) && number >= range.min && number <= range.max;
}

/** The number that is found again after a number was kept as such a type. */
export function stored(type: StorageType, number: number): number {
  return type === 'float' && !isMissing(number) ? Math.fround(number) : number;
}

/** The type that a variable of some type becomes when it has to hold a number that it can't. */
export function promoted(type: StorageType, number: number): StorageType {
  const ladder: readonly StorageType[] = ['byte', 'int', 'long'];
  const larger = ladder.slice(ladder.indexOf(type) + 1);
  if (type !== 'long' && Number.isInteger(number)) {
    const found = larger.find((step) => holds(step, number));
    if (found !== undefined) return found;
  }
  if (type === 'byte' || type === 'int') return holds('float', number) ? 'float' : 'double';
  return 'double';
}

/** How many bytes a value of a type takes; any number of them in `strL`. */
export function bytesOf(type: StorageType): number {
  switch (type) {
    case 'byte':
      return 1;
    case 'int':
      return 2;
    case 'long':
    case 'float':
      return 4;
    case 'double':
      return 8;
    case 'strL':
      return Number.POSITIVE_INFINITY;
    default:
      return Number(type.slice(3));
  }
}
