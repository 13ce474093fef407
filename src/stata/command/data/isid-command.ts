import { isEmpty } from '../../dataset/stored-value.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';
import { isUnique } from '../observations/key-numbers.ts';
import { sortUpwards } from '../observations/sort-data.ts';

/** `isid varlist [, sort missok]`: fails when two observations have the same values. */
export const isidCommand: Command = {
  name: 'isid',
  *run({ state: { dataset } }, { rest }) {
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const isSorting = left.has('Sort');
    const isMissingAllowed = left.has('Missok');
    left.end();
    if (head === '') throw new StataError(100, 'varlist required');
    const keys = expandVarlist(dataset, head);
    const [noun, verb] = keys.length === 1 ? ['variable', 'does'] : ['variables', 'do'];
    const names = keys.map(({ name }) => name).join(' ');
    let isAnyMissing = false;
    for (const { values } of isMissingAllowed ? [] : keys) {
      yield* eachInChunks(
        values,
        (value) => {
          isAnyMissing ||= isEmpty(value);
        },
        0.1,
      );
    }
    if (isAnyMissing) {
      throw new StataError(459, `${noun} ${names} should never be missing`);
    }
    if (!(yield* isUnique(dataset.observations, keys))) {
      throw new StataError(459, `${noun} ${names} ${verb} not uniquely identify the observations`);
    }
    if (isSorting) yield* sortUpwards(dataset, keys);
  },
};
