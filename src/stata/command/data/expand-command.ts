import { requireMemory } from '../../dataset/memory-budget.ts';
import { consecutiveRows } from '../../dataset/rows.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { numeric } from '../../expression/evaluate.ts';
import { parseExpression } from '../../expression/parse-expression.ts';
import { countOf } from '../../format/counts.ts';
import { isMissing } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';

/** `expand [=]exp [if] [in] [, generate(name)]`: repeats observations as often as an expression says. */
export const expandCommand: Command = {
  name: 'expand',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const name = options.argument('GENerate');
    options.end();
    const { screen } = context;
    const { dataset } = context.state;
    if (name !== undefined && dataset.find(name) !== undefined) {
      throw new StataError(110, `variable ${name} already defined`);
    }
    const expression = parseExpression(syntax.head.replace(/^=/, ''));
    /** The additional copies: each observation as often as it is repeated. */
    const copies: number[] = [];
    const ignored = { missing: 0, negative: 0, zero: 0 };
    const width = dataset.variables.length + (name === undefined ? 0 : 1);
    const copy = (at: number): void => {
      const number = numeric(context.evaluateIn(expression, at + 1));
      const count = Math.trunc(number);
      if (isMissing(number)) ignored.missing += 1;
      else if (count < 0) ignored.negative += 1;
      else if (count === 0) ignored.zero += 1;
      else {
        requireMemory(dataset.observations + copies.length + count - 1, width);
        for (let more = 1; more < count; more += 1) copies.push(at);
      }
    };
    yield* eachInChunks(yield* rowsInSample(context, syntax), copy);
    const before = dataset.observations;
    const grown = (dataset.textLength * copies.length) / Math.max(1, before);
    dataset.requireMemoryForText(Math.ceil(grown));
    const isCopy = new Array<Value>(before + copies.length).fill(0).fill(1, before);
    const order = new Int32Array(before + copies.length);
    order.set(yield* consecutiveRows(0, before));
    order.set(copies, before);
    yield* dataset.arrange(order);
    if (copies.length > 0) dataset.sortedBy = [];
    if (name !== undefined) Object.assign(dataset.add(name, 'byte'), { values: isCopy });
    for (const [kind, count] of Object.entries(ignored)) {
      const what = count === 1 ? 'observation' : 'observations';
      if (count > 0)
        screen.say(`(${countOf(count, `${kind} count`)} ignored; ${what} not deleted)\n`);
    }
    screen.say(`(${countOf(copies.length, 'observation')} created)\n`);
  },
};
