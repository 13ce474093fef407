import type { Dataset } from '../../dataset/dataset.ts';
import { isStringType } from '../../dataset/storage-type.ts';
import { smallestType } from '../../dataset/stored-value.ts';
import { emptyValue, type Variable } from '../../dataset/variable.ts';
import { expandVarlist, findVariable } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { withCommas } from '../../format/format-number.ts';
import { paragraph } from '../../output/paragraph.ts';
import { MISSING } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import { mapInChunks, timesInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';
import { isUnique, KeyNumbers } from '../observations/key-numbers.ts';

/**
 * `frlink 1:1|m:1 varlist, frame(name [varlist]) [generate(name)]`: a variable that tells for each
 * observation which one of another frame belongs to it.
 */
export const frlinkCommand: Command = {
  name: 'frlink',
  *run({ state, screen }, { rest }) {
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const [frame = '', ...others] = (left.argument('FRame') ?? '').split(/\s+/);
    const name = left.argument('GENerate') ?? frame;
    left.end();
    const [, manner, list = ''] = /^([1m])\s*:\s*1\s+([\s\S]+)$/.exec(head) ?? [];
    if (manner === undefined) throw new StataError(198, 'invalid syntax');
    if (frame === '') throw new StataError(198, 'option frame() required');
    const { dataset } = state;
    const linked = state.frame(frame);
    if (dataset.find(name) !== undefined)
      throw new StataError(110, `variable ${name} already exists`);
    const keys = expandVarlist(dataset, list);
    const theirs =
      others.length > 0 ? expandVarlist(linked, others.join(' ')) : keysIn(linked, keys, frame);
    requireSameKinds(keys, theirs);
    if (manner === '1') yield* requireUnique(dataset, keys, state.frameName);
    yield* requireUnique(linked, theirs, frame);
    const places = new KeyNumbers(theirs, linked.observations);
    yield* timesInChunks(linked.observations, (at) => places.add(at));
    let unmatched = 0;
    const values: Value[] = [];
    yield* timesInChunks(dataset.observations, (at) => {
      // No two are the same there, so the one of a number is in that place.
      const place = places.find(keys, at);
      if (place === -1) unmatched += 1;
      values.push(place === -1 ? MISSING : place + 1);
    });
    const type = yield* smallestType(values);
    const link = { frame, keys: theirs.map((key) => key.name) };
    Object.assign(dataset.add(name, type), { values, link });
    state.r.clear();
    state.r.scalars.set('unmatched', unmatched);
    screen.say(`  (${matched(state.frameName, dataset.observations, unmatched)})\n`);
  },
};

function matched(frame: string, observations: number, unmatched: number): string {
  if (unmatched === 0) return `all observations in frame ${frame} matched`;
  if (unmatched === observations) return `no observations in ${frame} matched!`;
  const noun = unmatched === 1 ? 'observation' : 'observations';
  return `${withCommas(String(unmatched))} ${noun} in frame ${frame} unmatched`;
}

function keysIn(linked: Dataset, keys: readonly Variable[], frame: string): readonly Variable[] {
  return keys.map(({ name }) => {
    const found = linked.find(name);
    if (found !== undefined) return found;
    throw new StataError(111, `variable ${name} not found in frame ${frame}`);
  });
}

function requireSameKinds(keys: readonly Variable[], theirs: readonly Variable[]): void {
  if (keys.length !== theirs.length) throw new StataError(198, 'variables misspecified');
  for (const [index, { name, type }] of keys.entries()) {
    const other = theirs[index];
    if (other !== undefined && isStringType(other.type) !== isStringType(type)) {
      const names = other.name === name ? name : `${name}/${other.name}`;
      throw new StataError(459, `${names} variable types mismatch`);
    }
  }
}

function* requireUnique(dataset: Dataset, keys: readonly Variable[], frame: string): Work {
  if (yield* isUnique(dataset.observations, keys)) return;
  const names = keys.map(({ name }) => name).join(' ');
  const [noun, verb] = keys.length === 1 ? ['variable', 'does'] : ['variables', 'do'];
  throw new StataError(
    459,
    `${noun} ${names} ${verb} not uniquely identify observations in frame ${frame}`,
  );
}

/** `frget varlist|new=old …, from(link) [prefix() suffix() exclude(varlist)]`: variables of that frame. */
export const frgetCommand: Command = {
  name: 'frget',
  *run({ state, screen }, { rest }) {
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const from = left.argument('from');
    const prefix = left.argument('PREfix') ?? '';
    const suffix = left.argument('SUFfix') ?? '';
    const excluded = left.argument('EXclude') ?? '';
    left.end();
    if (from === undefined) throw new StataError(198, 'option from() required');
    const { dataset } = state;
    const { link, values: places } = findVariable(dataset, from);
    if (link === undefined) throw new StataError(459, `variable ${from} not created by frlink`);
    const linked = state.frame(link.frame);
    const isNamed = head.includes('=');
    const isLeftOut = ({ name }: Variable): boolean =>
      !isNamed && (name.startsWith('_') || without.has(name));
    const without = new Set(link.keys);
    for (const { name } of expandVarlist(linked, excluded)) without.add(name);
    const named = isNamed
      ? pairsIn(head).map(([name, old]) => ({ name, source: findVariable(linked, old) }))
      : expandVarlist(linked, head).map((source) => ({
          name: prefix + source.name + suffix,
          source,
        }));
    const wanted = named.filter(({ source }) => !isLeftOut(source));
    const taken = wanted.find(({ name }) => dataset.find(name) !== undefined)?.name;
    if (taken !== undefined) throw new StataError(110, `variable ${taken} already exists`);
    const columns: Variable[] = [];
    for (const { name, source } of wanted) {
      const empty = emptyValue(source.type);
      const values = yield* mapInChunks(
        places,
        (place) => source.values[Number(place) - 1] ?? empty,
      );
      columns.push({ ...source, name, values });
    }
    for (const column of columns) {
      dataset.put(column);
      const { valueLabel } = column;
      if (!dataset.valueLabels.has(valueLabel)) dataset.shareValueLabel(linked, valueLabel);
    }
    const gone = named.filter(({ source }) => isLeftOut(source)).map(({ source }) => source.name);
    if (gone.length > 0) {
      const noun = gone.length === 1 ? 'variable' : 'variables';
      const text = `(${noun} not copied from linked frame: ${gone.join(' ')})`;
      screen.say(`  ${paragraph(text, screen.width - 2, 3)}`);
    }
    const noun = columns.length === 1 ? 'variable' : 'variables';
    screen.say(`  (${columns.length} ${noun} copied from linked frame)\n`);
    state.r.clear();
    state.r.scalars.set('k', columns.length);
    state.r.macros.set('newlist', columns.map(({ name }) => name).join(' '));
    state.r.macros.set('srclist', wanted.map(({ source }) => source.name).join(' '));
  },
};

/** `new = old …` */
function pairsIn(head: string): readonly (readonly [name: string, old: string])[] {
  const words = head.replaceAll(/\s+/g, ' ').replaceAll(/ ?= ?/g, '=').split(' ');
  return words.map((word) => {
    const [, name, old] = /^(\w+)=(\w+)$/.exec(word) ?? [];
    if (name === undefined || old === undefined) throw new StataError(198, 'invalid syntax');
    return [name, old];
  });
}
