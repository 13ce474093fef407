import { utf8LengthOf } from '../../timeline/utf8.ts';
import { isMissing, MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import { isStringType, type StorageType, stored, stringTypeOfBytes } from './storage-type.ts';
import { typeHolding } from './stored-value.ts';

const DOT = '.'.charCodeAt(0);

/** What a column of delimited text holds, by what has been seen of its cells. */
export class DelimitedColumn {
  #isNumeric: boolean;
  #isWhole = true;
  /** Whether a `float` holds all its numbers as they are written. */
  #isShort = true;
  #wholeType: StorageType = 'byte';
  #bytes = 0;

  /** @param options.isText - whether it is text, whatever its cells are */
  constructor({ isText }: { readonly isText: boolean }) {
    this.#isNumeric = !isText;
  }

  look(cell: string): void {
    this.#bytes = Math.max(this.#bytes, utf8LengthOf(cell));
    if (!this.#isNumeric || isEmptyCell(cell)) return;
    this.#isNumeric = isNumber(cell);
    if (!this.#isNumeric) return;
    const value = Number(cell);
    if (isMissing(value)) return;
    this.#isWhole &&= Number.isInteger(value);
    if (this.#isWhole) this.#wholeType = typeHolding(this.#wholeType, value);
    this.#isShort &&= isShort(value);
  }

  /** The smallest type that holds all of it. */
  get type(): StorageType {
    if (!this.#isNumeric) return stringTypeOfBytes(this.#bytes);
    if (this.#isWhole && this.#wholeType !== 'float') return this.#wholeType;
    return this.#isShort && !this.#isWhole ? 'float' : 'double';
  }
}

/** What a cell is in a variable of the type that its column has. */
export function valueOfCell(cell: string, type: StorageType): Value {
  if (isStringType(type)) return cell;
  const value = isEmptyCell(cell) ? MISSING : Number(cell);
  return isMissing(value) ? MISSING : stored(type, value);
}

export function isNumber(cell: string): boolean {
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(cell.trim());
}

/** Whether a `float` holds a number as it is written: seven digits of it. */
function isShort(value: number): boolean {
  const isSmall = Number.isInteger(value) && Math.abs(value) < 1e7;
  return isSmall || Number(Math.fround(value).toPrecision(7)) === value;
}

/** Nothing, or a dot alone. */
function isEmptyCell(cell: string): boolean {
  // This decides for most cells: they begin with a digit or a letter.
  return !(cell.charCodeAt(0) > DOT) && /^\.?$/.test(cell.trim());
}
