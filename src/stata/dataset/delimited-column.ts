import { utf8LengthOf } from '../../timeline/utf8.ts';
import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import { isStringType, type StorageType, stored, stringTypeOfBytes } from './storage-type.ts';
import { typeHolding } from './stored-value.ts';

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
    this.#isWhole &&= Number.isInteger(value);
    if (this.#isWhole) this.#wholeType = typeHolding(this.#wholeType, value);
    this.#isShort &&= Number(Math.fround(value).toPrecision(7)) === value;
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
  return isEmptyCell(cell) ? MISSING : stored(type, Number(cell));
}

export function isNumber(cell: string): boolean {
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(cell.trim());
}

/** Nothing, or a dot alone. */
function isEmptyCell(cell: string): boolean {
  return /^\.?$/.test(cell.trim());
}
