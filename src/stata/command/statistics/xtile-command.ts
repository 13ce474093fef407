import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { numeric } from '../../expression/evaluate.ts';
import { parseExpression } from '../../expression/parse-expression.ts';
import { isMissing, MISSING } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import { eachInChunks, timesInChunks } from '../../work/in-chunks.ts';
import { sortNumbersInChunks } from '../../work/sort-in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';
import { percentileOf } from './statistics.ts';

/** `xtile name = exp [if] [in] [, nquantiles(#)]`: the quantile that each number is in. */
export const xtileCommand: Command = {
  name: 'xtile',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const count = Number(options.argument('Nquantiles') ?? 2);
    options.end();
    const [, name, text] = /^(\w+)\s*=\s*([\s\S]+)$/.exec(syntax.head) ?? [];
    if (name === undefined || text === undefined) throw new StataError(198, 'invalid syntax');
    if (!Number.isInteger(count) || count < 2) throw new StataError(198, 'nquantiles() invalid');
    const { dataset } = context.state;
    if (dataset.find(name) !== undefined) {
      throw new StataError(110, `variable ${name} already defined`);
    }
    const expression = parseExpression(text);
    const rows: number[] = [];
    const numbers: number[] = [];
    yield* eachInChunks(yield* rowsInSample(context, syntax), (at) => {
      const number = numeric(context.evaluateIn(expression, at + 1));
      if (isMissing(number)) return;
      rows.push(at);
      numbers.push(number);
    });
    if (count > numbers.length + 1) {
      throw new StataError(
        198,
        'nquantiles() must be less than or equal to number of observations plus one',
      );
    }
    const sorted = yield* sortNumbersInChunks(numbers);
    const cuts: number[] = [];
    yield* timesInChunks(count - 1, (at) =>
      cuts.push(percentileOf(sorted, (100 * (at + 1)) / count)),
    );
    const values = new Array<Value>(dataset.observations).fill(MISSING);
    yield* eachInChunks(rows, (at, index) => {
      values[at] = 1 + firstAtLeast(cuts, numbers[index] ?? MISSING);
    });
    const label = `${count} quantiles of ${text.trim()}`;
    Object.assign(dataset.add(name, 'float'), { label, values });
  },
};

/** The place of the first of sorted numbers that is not less than another one. */
function firstAtLeast(sorted: readonly number[], number: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? MISSING) < number) from = middle + 1;
    else to = middle;
  }
  return from;
}
