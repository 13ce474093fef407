import { StataError } from '../error/stata-error.ts';
import { isMissing, missingName, parseMissing } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import { Dataset } from './dataset.ts';
import { isStringType, parseStorageType } from './storage-type.ts';

/** The first line of our own files. What follows is JSON, column by column. */
const HEADER = '<fake-stata dataset 1>\n';

/** A dataset as the text of a file. It is no file of Stata's, whatever its name ends with. */
export function formatDataFile(dataset: Dataset): string {
  const variables = dataset.variables.map(({ values, ...about }) => ({
    ...about,
    values: values.map(writtenValue),
  }));
  const valueLabels = [...dataset.valueLabels].map(([name, label]) => [name, [...label]] as const);
  const { label, sortedBy } = dataset;
  return `${HEADER}${JSON.stringify({ label, sortedBy, valueLabels, variables })}\n`;
}

/**
 * Reads such a text.
 *
 * @param name - what the file is called in the error
 * @throws StataError 610 for everything else, Stata's own files among them
 */
export function parseDataFile(text: string, name: string): Dataset {
  const refusal = new StataError(610, `file ${name} not Stata format`);
  if (!text.startsWith(HEADER)) throw refusal;
  try {
    return datasetOf(JSON.parse(text.slice(HEADER.length)));
  } catch {
    throw refusal;
  }
}

function datasetOf(file: unknown): Dataset {
  const dataset = new Dataset();
  const variables = listIn(file, 'variables');
  for (const about of variables) {
    const type = parseStorageType(textIn(about, 'type'));
    if (type === undefined) throw new TypeError('no storage type');
    const variable = dataset.add(textIn(about, 'name'), type);
    const values = listIn(about, 'values').map((value) => readValue(value, isStringType(type)));
    if (variables[0] === about) dataset.setObservations(values.length);
    if (values.length !== dataset.observations) throw new TypeError('uneven columns');
    for (const [at, value] of values.entries()) variable.values[at] = value;
    variable.format = textIn(about, 'format');
    variable.label = textIn(about, 'label');
    variable.valueLabel = textIn(about, 'valueLabel');
  }
  for (const entry of listIn(file, 'valueLabels')) {
    const [name, pairs] = Array.isArray(entry) ? entry : [];
    if (typeof name !== 'string' || !Array.isArray(pairs)) throw new TypeError('no value label');
    dataset.valueLabels.set(name, new Map(pairs.map(readLabel)));
  }
  dataset.label = textIn(file, 'label');
  dataset.sortedBy = listIn(file, 'sortedBy').filter((each) => typeof each === 'string');
  dataset.isChanged = false;
  return dataset;
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
