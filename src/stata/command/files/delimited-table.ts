import { Dataset } from '../../dataset/dataset.ts';
import { DelimitedColumn, isNumber, valueOfCell } from '../../dataset/delimited-column.ts';
import { requireMemoryForVariables } from '../../dataset/memory-budget.ts';
import { CHUNK, type Work } from '../../work/effect.ts';

/** How delimited text is to be taken. */
interface DelimitedOptions {
  /** The option `varnames()`; undefined to see by the first row. */
  readonly names: string | undefined;
  /** `lower`, `upper` or `preserve`: what is done to the letters of names. */
  readonly letters: string;
  /** Whether all columns are text, whatever is in them. */
  readonly isText: boolean;
}

/**
 * Turns delimited text into data. It goes through the rows twice: the first time to find the columns' types, the
 * second time to store the values. So cells are never kept as text.
 */
export class DelimitedTable {
  readonly #reading: DelimitedOptions;
  readonly #columns: DelimitedColumn[] = [];
  /** The first row, if it has names; undefined until there is a row. */
  #headings: readonly string[] | undefined;
  #hasNames = false;
  #rows = 0;
  #filled = 0;

  constructor(reading: DelimitedOptions) {
    this.#reading = reading;
  }

  /**
   * Looks at a row.
   *
   * @throws StataError r(900), r(901) as soon as there are more than data may have
   */
  look(row: readonly string[]): void {
    const isFirst = this.#headings === undefined;
    while (this.#columns.length < row.length)
      this.#columns.push(new DelimitedColumn(this.#reading));
    requireMemoryForVariables(this.#rows, this.#columns.length);
    if (isFirst) {
      const { names } = this.#reading;
      this.#hasNames = names === undefined ? looksLikeNames(row) : names !== 'nonames';
      this.#headings = this.#hasNames ? row : [];
      if (this.#hasNames) return;
    }
    for (const [at, column] of this.#columns.entries()) column.look(row[at] ?? '');
    this.#rows += 1;
  }

  /** The data, without their values. @throws StataError r(900), r(901) */
  *dataset(): Work<Dataset> {
    const dataset = new Dataset();
    dataset.setObservations(this.#rows);
    const types = this.#columns.map(({ type }) => type);
    dataset.requireMemoryFor(types);
    for (const [at, type] of types.entries()) {
      yield CHUNK;
      const heading = this.#headings?.[at] ?? '';
      const name = freeName(dataset, variableName(heading, this.#reading.letters), at);
      const variable = dataset.add(name, type);
      variable.label = this.#hasNames && name !== heading ? heading.slice(0, 80) : '';
    }
    return dataset;
  }

  /** Gives the data the values of a row, in the order in which they have been looked at. */
  fill(dataset: Dataset, row: readonly string[]): void {
    this.#filled += 1;
    const at = this.#filled - (this.#hasNames ? 2 : 1);
    if (at < 0) return;
    for (const [column, { type, values }] of dataset.variables.entries()) {
      values[at] = valueOfCell(row[column] ?? '', type);
    }
  }
}

/** A first row without numbers says what the columns are called. */
function looksLikeNames(first: readonly string[]): boolean {
  return first.length > 0 && first.every((cell) => !isNumber(cell) && cell !== '');
}

function variableName(heading: string, letters: string): string {
  const name = heading.trim().replace(/[^\w]/g, '');
  const cased =
    letters === 'preserve' ? name : letters === 'upper' ? name.toUpperCase() : name.toLowerCase();
  return (/^\d/.test(cased) ? `v${cased}` : cased).slice(0, 32);
}

/** A name that is not taken: `v3` for the third column, where there is no better one. */
function freeName(dataset: Dataset, name: string, column: number): string {
  const isTaken = name === '' || dataset.find(name) !== undefined;
  return isTaken || /^(?:if|in|using|with|byte|int|long|float|double|_.*)$/.test(name)
    ? `v${column + 1}`
    : name;
}
