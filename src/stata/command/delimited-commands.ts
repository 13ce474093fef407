import { Dataset } from '../dataset/dataset.ts';
import { formatDelimited, parseDelimited } from '../dataset/delimited.ts';
import { type StorageType, stored } from '../dataset/storage-type.ts';
import { smallestType, typeHoldingAll } from '../dataset/stored-value.ts';
import { createVariable, type Variable } from '../dataset/variable.ts';
import { expandVarlist } from '../dataset/varlist.ts';
import { PART, type Work } from '../engine/effect.ts';
import { eachInParts, joinInParts, mapInParts } from '../engine/in-parts.ts';
import { StataError } from '../error/stata-error.ts';
import { withCommas } from '../format/format-number.ts';
import { formatForMacro, formatWith } from '../format/format-value.ts';
import { unquoted } from '../syntax/words.ts';
import { isMissing, MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Command } from './command.ts';
import { encoded, requireUnchanged, withEnding, writeFile } from './data-file-commands.ts';
import { Options, parseStandard, rowsInSample } from './standard-syntax.ts';

/** How much of a long text is looked at at once. */
const CHARACTERS_AT_ONCE = 65_536;

/** `import delimited [using] file [, clear delimiters() varnames() case() stringcols(_all)]`. */
export const importCommand: Command = {
  name: 'import',
  *run(context, { rest }) {
    const { head, using, options } = parseStandard(kindTakenOff(rest));
    const left = new Options(options);
    const isCleared = left.has('clear');
    const delimiter = left.argument('Delimiters');
    const names = left.argument('VARNames');
    const letters = left.argument('case') ?? 'lower';
    const isText = left.argument('STRINGcols') === '_all';
    const encoding = left.argument('ENCoding');
    for (const name of ['ROWRange', 'COLRange', 'bindquotes', 'asdouble', 'asfloat'])
      left.take(name);
    left.end();
    requireUnchanged(context, isCleared);
    const path = withEnding(using ?? unquoted(head), '.csv');
    const { files } = context.host;
    if (files.kindOf(path) !== 'file') throw new StataError(601, `file ${path} not found`);
    const text = files.read(path).replace(/^\uFEFF/, '');
    yield PART;
    const { first, rows, columns } = yield* parseDelimited(text, delimiterOf(delimiter, text));
    const hasNames = names === undefined ? looksLikeNames(first) : names !== 'nonames';
    const dataset = new Dataset();
    for (const [column, all] of columns.entries()) {
      yield PART;
      const heading = hasNames ? (all[0] ?? '') : '';
      const cells = hasNames ? all.slice(1) : [...all];
      const { type, values } = yield* isText ? textColumn(cells) : columnOf(cells);
      const name = freeName(dataset, variableName(heading, letters), column);
      const label = hasNames && name !== heading ? heading.slice(0, 80) : '';
      dataset.put({ ...createVariable(name, type, 0), label, values });
    }
    dataset.isChanged = true;
    // Without any other character nothing tells them apart, and Stata takes the first.
    const selected = (yield* isAscii(text)) ? 'ISO-8859-1' : 'UTF-8';
    context.state.dataset = dataset;
    if (encoding === undefined) {
      context.screen.say(`(encoding automatically selected: ${selected})\n`);
    }
    const width = columns.length;
    const count = `${withCommas(String(width))} ${width === 1 ? 'var' : 'vars'}`;
    const observations = Math.max(0, hasNames ? rows - 1 : rows);
    context.screen.say(`(${count}, ${withCommas(String(observations))} obs)\n`);
  },
};

function* isAscii(text: string): Work<boolean> {
  for (let at = 0; at < text.length; at += CHARACTERS_AT_ONCE) {
    yield PART;
    if (/[\u0080-\uffff]/.test(text.slice(at, at + CHARACTERS_AT_ONCE))) return false;
  }
  return true;
}

/** `export delimited [varlist] using file [if] [in] [, replace delimiter() novarnames nolabel quote]`. */
export const exportCommand: Command = {
  name: 'export',
  *run(context, { rest }) {
    const syntax = parseStandard(kindTakenOff(rest));
    const left = new Options(syntax.options);
    const isReplaced = left.has('replace');
    const delimiter = delimiterOf(left.argument('Delimiter'), ',');
    const hasNames = left.takeNegated('VARNames') === undefined;
    const isLabelled = left.takeNegated('Label') === undefined;
    const isQuoted = left.has('quote');
    const isFormatted = left.has('DATAFmt');
    left.end();
    const { dataset } = context.state;
    const isBare = syntax.using === undefined;
    const path = withEnding(syntax.using ?? unquoted(syntax.head), '.csv');
    const list = isBare ? '' : syntax.head;
    const variables = list === '' ? dataset.variables : expandVarlist(dataset, list);
    if (variables.length === 0) throw new StataError(111, 'no variables defined');
    const isThere = context.host.files.kindOf(path) === 'file';
    if (isThere && !isReplaced) throw new StataError(602, `file ${path} already exists`);
    if (!isThere && isReplaced) context.screen.say(`(file ${path} not found)\n`);
    const rows = yield* rowsInSample(context, syntax);
    const cellOf = (variable: Variable, at: number): string => {
      const value = variable.values[at] ?? MISSING;
      const label = isLabelled ? dataset.labelOf(variable, value) : undefined;
      if (label !== undefined) return label;
      if (typeof value === 'string') return value;
      if (value === MISSING) return '';
      return isFormatted ? formatWith(variable.format, value).trim() : formatForMacro(value);
    };
    const lineOf = (cells: readonly string[]): string =>
      formatDelimited(cells, { delimiter, isQuoted });
    const heading = hasNames ? lineOf(variables.map(({ name }) => name)) : '';
    const lines = yield* mapInParts(
      rows,
      (at) => lineOf(variables.map((variable) => cellOf(variable, at))),
      variables.length,
    );
    lines[0] = heading + (lines[0] ?? '');
    const text = yield* joinInParts(lines, '');
    writeFile(context, path, yield* encoded(text));
    context.screen.say(`file ${path} saved\n`);
  },
};

/** Other kinds of files there are none of. */
function kindTakenOff(rest: string): string {
  const [, kind = '', more = ''] = /^(\w*)\s*([\s\S]*)$/.exec(rest) ?? [];
  if (/^delim(?:i(?:t(?:e(?:d)?)?)?)?$/.test(kind)) return more;
  throw new StataError(198, `${kind} is not here: fake-stata imports and exports delimited text`);
}

function delimiterOf(option: string | undefined, text: string): string {
  const named = option
    ?.replace(/^"(.*)"$/s, '$1')
    .replace(/,.*$/s, option.startsWith('","') ? ',' : '');
  if (named === undefined) {
    const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
    return firstLine.includes('\t') ? '\t' : ',';
  }
  if (/^(?:tab|\\t)$/.test(named)) return '\t';
  return { comma: ',', space: ' ', whitespace: ' ' }[named] ?? (named || ',').slice(0, 1);
}

/** A first row without numbers says what the columns are called. */
function looksLikeNames(first: readonly string[]): boolean {
  return first.length > 0 && first.every((cell) => !isNumber(cell) && cell !== '');
}

function isNumber(cell: string): boolean {
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(cell.trim());
}

function variableName(heading: string, letters: string): string {
  const name = heading.trim().replace(/[^\w]/g, '');
  const cased =
    letters === 'preserve' ? name : letters === 'upper' ? name.toUpperCase() : name.toLowerCase();
  return (/^\d/.test(cased) ? `v${cased}` : cased).slice(0, 32);
}

/** A name that nobody has: `v3` for the third column, where there is no better one. */
function freeName(dataset: Dataset, name: string, column: number): string {
  const isTaken = name === '' || dataset.find(name) !== undefined;
  return isTaken || /^(?:if|in|using|with|byte|int|long|float|double|_.*)$/.test(name)
    ? `v${column + 1}`
    : name;
}

interface Column {
  readonly type: StorageType;
  readonly values: Value[];
}

function* textColumn(values: string[]): Work<Column> {
  return { type: yield* typeHoldingAll('str1', values), values };
}

function* columnOf(cells: string[]): Work<Column> {
  let isNumeric = true;
  let isWhole = true;
  const values = yield* mapInParts(cells, (cell) => {
    const value = isNumeric && isNumber(cell) ? Number(cell) : undefined;
    if (value === undefined) isNumeric &&= /^\.?$/.test(cell.trim());
    else isWhole &&= isMissing(value) || Number.isInteger(value);
    return value ?? MISSING;
  });
  if (!isNumeric) return yield* textColumn(cells);
  if (isWhole) return { type: yield* smallestType(values), values };
  let isShort = true;
  yield* eachInParts(values, (value) => {
    isShort &&= isMissing(value) || Number(Math.fround(value).toPrecision(7)) === value;
  });
  if (!isShort) return { type: 'double', values };
  const floats = yield* mapInParts(values, (value) => stored('float', value));
  return { type: 'float', values: floats };
}
