import { decodedPieces } from '../../../timeline/utf8.ts';
import { eachDelimitedRow, formatDelimited } from '../../dataset/delimited.ts';
import { TextPieces } from '../../dataset/text-pieces.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { withCommas } from '../../format/format-number.ts';
import { formatForMacro, formatWith } from '../../format/format-value.ts';
import { unquoted } from '../../syntax/words.ts';
import { MISSING } from '../../value/missing.ts';
import { CHUNK, type Work } from '../../work/effect.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';
import { requireUnchanged, withEnding, writeFile } from './data-file-commands.ts';
import { DelimitedTable } from './delimited-table.ts';

/** How much of a first line is looked at to see what is between its cells. */
const CHARACTERS_OF_A_LINE = 65_536;

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
    // The file is read twice: the types of its columns are known at its end.
    const pieces = (): Iterable<string> => decodedPieces(files.pieces(path));
    const separator = delimiterOf(delimiter, startOf(pieces()));
    const table = new DelimitedTable({ names, letters, isText });
    yield* eachDelimitedRow(pieces(), separator, (row) => table.look(row));
    const dataset = yield* table.dataset();
    yield* eachDelimitedRow(pieces(), separator, (row) => table.fill(dataset, row));
    dataset.isChanged = true;
    context.state.dataset = dataset;
    // Text in ASCII is in every encoding, and Stata names the first that it knows.
    const selected = (yield* isAscii(pieces())) ? 'ISO-8859-1' : 'UTF-8';
    if (encoding === undefined) {
      context.screen.say(`(encoding automatically selected: ${selected})\n`);
    }
    const width = dataset.variables.length;
    const count = `${withCommas(String(width))} ${width === 1 ? 'var' : 'vars'}`;
    context.screen.say(`(${count}, ${withCommas(String(dataset.observations))} obs)\n`);
  },
};
function* isAscii(pieces: Iterable<string>): Work<boolean> {
  for (const piece of pieces) {
    yield CHUNK;
    if (/[\u0080-\uffff]/.test(piece)) return false;
  }
  return true;
}

/** As much of a text as its first line is, or a few pieces of it. */
function startOf(pieces: Iterable<string>): string {
  let start = '';
  for (const piece of pieces) {
    start += piece;
    if (/[\r\n]/.test(piece) || start.length > CHARACTERS_OF_A_LINE) break;
  }
  return start;
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
    const file = new TextPieces();
    if (hasNames) file.add(lineOf(variables.map(({ name }) => name)));
    yield* eachInChunks(
      rows,
      (at) => file.add(lineOf(variables.map((variable) => cellOf(variable, at)))),
      variables.length,
    );
    writeFile(context, path, file.end());
    context.screen.say(`file ${path} saved\n`);
  },
};

/** Other kinds of files are not supported. */
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
