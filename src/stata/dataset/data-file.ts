import { StataError } from '../error/stata-error.ts';
import { isMissing, missingName, parseMissing } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import { CHUNK, type Work } from '../work/effect.ts';
import { Dataset } from './dataset.ts';
import { LineReader } from './line-reader.ts';
import { requireMemory, widthOf } from './memory-budget.ts';
import { isStringType, parseStorageType } from './storage-type.ts';
import { TextPieces } from './text-pieces.ts';
import type { Variable } from './variable.ts';

/**
 * The first line of our own files. The second line describes the data in JSON. After it come the mappings of each
 * value label and the values of each variable, so many a line.
 */
const HEADER = '<fake-stata dataset 2>';

const VALUES_A_LINE = 1000;

/** A text longer than this is the last one on its line. */
const CHARACTERS_A_LINE = 65_536;

/** A dataset as a file, in pieces. It is no file of Stata's, whatever its name ends with. */
export function* formatDataFile(dataset: Dataset): Work<readonly Uint8Array[]> {
  const variables = dataset.variables.map(({ values: _, link: _link, ...about }) => about);
  const valueLabels = [...dataset.valueLabels].map(([name, label]) => [name, label.size] as const);
  const { label, sortedBy, observations } = dataset;
  const about = { observations, label, sortedBy, valueLabels, variables };
  const file = new TextPieces();
  file.add(`${HEADER}\n${JSON.stringify(about)}\n`);
  for (const label of dataset.valueLabels.values()) {
    const pairs = [...label];
    for (let at = 0; at < pairs.length; at += VALUES_A_LINE) {
      yield CHUNK;
      file.add(`${JSON.stringify(pairs.slice(at, at + VALUES_A_LINE))}\n`);
    }
  }
  for (const { values } of dataset.variables) {
    for (let at = 0; at < values.length; ) {
      yield CHUNK;
      const end = endOfLine(values, at);
      file.add(`${JSON.stringify(values.slice(at, end).map(writtenValue))}\n`);
      at = end;
    }
  }
  return file.end();
}

/** Where the line ends that begins at a value. */
function endOfLine(values: readonly Value[], start: number): number {
  const last = Math.min(values.length, start + VALUES_A_LINE);
  let length = 0;
  for (let at = start; at < last; at += 1) {
    const value = values[at];
    length += typeof value === 'string' ? value.length : 0;
    if (length > CHARACTERS_A_LINE) return at + 1;
  }
  return last;
}

/**
 * Reads such a file.
 *
 * @param pieces - its text
 * @param name - what it is called in the error
 * @throws StataError 610 for everything else, Stata's own files among them
 */
export function* parseDataFile(pieces: Iterable<string>, name: string): Work<Dataset> {
  using lines = new LineReader(pieces);
  if ((yield* lines.line()) !== HEADER) throw refusal(name);
  /** The JSON of the next line. */
  function* next<Result>(read: (value: unknown) => Result): Work<Result> {
    const line = yield* lines.line();
    return orRefuse(() => read(JSON.parse(line ?? '')));
  }
  const orRefuse = <Result>(read: () => Result): Result => {
    try {
      return read();
    } catch {
      throw refusal(name);
    }
  };
  const { dataset, observations, variables, labels, sortedBy } = yield* next(aboutIn);
  for (const { name, size } of labels) {
    const label = new Map<number, string>();
    for (let left = size; left > 0; ) {
      yield CHUNK;
      const pairs = yield* next((value) => listOf(value, left).map(readLabel));
      for (const [number, text] of pairs) label.set(number, text);
      left -= pairs.length;
    }
    orRefuse(() => dataset.setValueLabel(name, label));
  }
  for (const about of variables) {
    const isString = isStringType(about.type);
    const values: Value[] = [];
    while (values.length < observations) {
      yield CHUNK;
      const left = observations - values.length;
      const read = yield* next((value) =>
        listOf(value, left).map((each) => readValue(each, isString)),
      );
      for (const value of read) values.push(value);
    }
    orRefuse(() => dataset.put({ ...about, values }));
  }
  if (variables.length === 0) orRefuse(() => dataset.setObservations(observations));
  dataset.sortedBy = sortedBy;
  if ((yield* lines.line()) !== undefined) throw refusal(name);
  dataset.isChanged = false;
  return dataset;
}

function refusal(name: string): StataError {
  return new StataError(610, `file ${name} not Stata format`);
}

/** What the second line says of the data. */
function aboutIn(file: unknown) {
  const dataset = new Dataset();
  const variables = listIn(file, 'variables').map((about): Omit<Variable, 'values'> => {
    const type = parseStorageType(textIn(about, 'type'));
    if (type === undefined) throw new TypeError('no storage type');
    const [name, format, label] = [
      textIn(about, 'name'),
      textIn(about, 'format'),
      textIn(about, 'label'),
    ];
    return { name, type, format, label, valueLabel: textIn(about, 'valueLabel') };
  });
  const labels = listIn(file, 'valueLabels').map((entry) => {
    const [name, size] = Array.isArray(entry) ? entry : [];
    if (typeof name !== 'string' || typeof size !== 'number') throw new TypeError('no value label');
    return { name, size };
  });
  const observations = valueIn(file, 'observations');
  if (typeof observations !== 'number') throw new TypeError('no number of observations');
  requireMemory(observations, variables.length, widthOf(variables.map(({ type }) => type)));
  dataset.label = textIn(file, 'label');
  const sortedBy = listIn(file, 'sortedBy').filter((each) => typeof each === 'string');
  return { dataset, observations, variables, labels, sortedBy };
}

/** A list that is not empty, and not too long. */
function listOf(value: unknown, most: number): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0 && value.length <= most) return value;
  throw new TypeError('uneven columns');
}

function writtenValue(value: Value): Value {
  return typeof value === 'number' && isMissing(value) ? missingName(value) : value;
}

function readValue(value: unknown, isString: boolean): Value {
  if (typeof value === 'number' && !isString) return value;
  if (typeof value !== 'string') throw new TypeError('no value');
  const read = isString ? value : parseMissing(value);
  if (read === undefined) throw new TypeError('no value');
  return read;
}

function readLabel(pair: unknown): readonly [number, string] {
  const [number, text] = Array.isArray(pair) ? pair : [];
  if (typeof number !== 'number' || typeof text !== 'string') throw new TypeError('no label');
  return [number, text];
}

function listIn(mapping: unknown, key: string): readonly unknown[] {
  const value = valueIn(mapping, key);
  if (!Array.isArray(value)) throw new TypeError(`no list ${key}`);
  return value;
}

function textIn(mapping: unknown, key: string): string {
  const value = valueIn(mapping, key);
  if (typeof value !== 'string') throw new TypeError(`no text ${key}`);
  return value;
}

function valueIn(mapping: unknown, key: string): unknown {
  if (typeof mapping !== 'object' || mapping === null) return undefined;
  return Object.entries(mapping).find(([name]) => name === key)?.[1];
}
