import { expandVarlist, findVariable } from '../../dataset/varlist.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { eachRawWordOf, unquoted } from '../../syntax/words.ts';
import { parseMissing } from '../../value/missing.ts';
import type { Work } from '../../work/effect.ts';
import { eachInChunks, mapInChunks, timesInChunks } from '../../work/in-chunks.ts';
import { sortInChunks } from '../../work/sort-in-chunks.ts';
import { parseStandard } from '../language/standard-syntax.ts';
import { withSubcommands } from '../language/subcommands.ts';

/** `label data|variable|define|values|list|dir|drop`. */
export const labelCommand = withSubcommands({
  name: 'label',
  abbreviation: 'la',
  subcommands: [
    { name: 'data', abbreviation: 'da', run: labelData },
    { name: 'variable', abbreviation: 'var', run: labelVariable },
    { name: 'define', abbreviation: 'de', run: define },
    { name: 'values', abbreviation: 'val', run: setValueLabel },
    { name: 'list', abbreviation: 'l', run: list },
    { name: 'dir', abbreviation: 'di', run: dir },
    { name: 'drop', run: drop },
  ],
});

function labelData({ state: { dataset } }: Context, text: string): void {
  dataset.label = unquoted(text);
}

function labelVariable({ state: { dataset } }: Context, argument: string): void {
  const [name = '', text = ''] = eachRawWordOf(argument);
  findVariable(dataset, name).label = unquoted(text);
  dataset.isChanged = true;
}

function* define({ state: { dataset } }: Context, argument: string): Work {
  const { head, options } = parseStandard(argument);
  const [name, ...pairs] = yield* mapInChunks(eachRawWordOf(head), (word) => word);
  if (name === undefined || pairs.length % 2 !== 0) throw new StataError(198, 'invalid syntax');
  const has = (pattern: RegExp): boolean => options.some((option) => pattern.test(option.name));
  const isChange = has(/^(?:add|modify|replace)$/);
  const before = dataset.valueLabels.get(name);
  if (before !== undefined && !isChange) throw new StataError(110, `label ${name} already defined`);
  if (has(/^replace$/)) dataset.dropValueLabel(name);
  const isNew = !dataset.valueLabels.has(name);
  const isOnlyAdded = has(/^add$/) && !isNew;
  yield* timesInChunks(pairs.length / 2, (at) => {
    const [number = '', text = ''] = pairs.slice(2 * at, 2 * at + 2);
    const value = parseMissing(number) ?? Number(number);
    if (!Number.isInteger(value)) throw new StataError(198, 'invalid syntax');
    if (isOnlyAdded && dataset.valueLabels.get(name)?.has(value)) {
      throw new StataError(180, 'invalid attempt to modify label');
    }
    dataset.labelValue(name, value, unquoted(text));
  });
  dataset.isChanged = true;
}

function setValueLabel({ state: { dataset } }: Context, argument: string): void {
  const words = parseStandard(argument).head.split(/\s+/);
  const last = words.at(-1) ?? '';
  const isCleared = last === '.' || words.length === 1;
  const names = words.length === 1 ? words : words.slice(0, -1);
  for (const variable of expandVarlist(dataset, names.join(' '))) {
    if (variable.type.startsWith('str')) throw new StataError(181, 'may not label strings');
    variable.valueLabel = isCleared ? '' : last;
  }
  dataset.isChanged = true;
}

function* list({ state: { dataset }, screen }: Context, argument: string): Work {
  const names = argument === '' ? [...dataset.valueLabels.keys()] : argument.split(/\s+/);
  for (const name of names) {
    const label = dataset.valueLabels.get(name);
    if (label === undefined) throw new StataError(111, `value label ${name} not found`);
    screen.say(`${name}:\n`);
    const pairs = yield* sortInChunks([...label], ([a], [b]) => a - b);
    yield* eachInChunks(pairs, ([number, text]) =>
      screen.say(`${String(number).padStart(12)} ${text}\n`),
    );
  }
}

function dir({ state: { dataset }, screen }: Context): void {
  screen.say(`${[...dataset.valueLabels.keys()].join('\n')}\n`);
}

function drop({ state: { dataset } }: Context, argument: string): void {
  if (argument === '_all') {
    for (const name of [...dataset.valueLabels.keys()]) dataset.dropValueLabel(name);
    return;
  }
  for (const name of argument.split(/\s+/)) {
    if (!dataset.dropValueLabel(name)) throw new StataError(111, `value label ${name} not found`);
  }
}
