import type { Dataset } from '../../dataset/dataset.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { numeric } from '../../expression/evaluate.ts';
import type { Expression } from '../../expression/expression.ts';
import { parseExpression } from '../../expression/parse-expression.ts';
import { timesInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';

/** `assert exp`: in every observation where it looks at variables, once where it doesn't. */
export const assertCommand: Command = {
  name: 'assert',
  by: 'at-once',
  abbreviation: 'as',
  *run(context, { rest }) {
    const { head, condition: filter, options } = parseStandard(rest);
    const left = new Options(options);
    for (const name of ['Null', 'Fast', 'rc0']) left.take(name);
    left.end();
    const { dataset } = context.state;
    const expression = parseExpression(head);
    const wanted = filter === undefined ? undefined : parseExpression(filter);
    const count = looksAtData(dataset, expression) ? dataset.observations : 1;
    let contradictions = 0;
    yield* timesInChunks(count, (at) => {
      if (wanted !== undefined && !holds(context, wanted, at + 1)) return;
      if (!holds(context, expression, at + 1)) contradictions += 1;
    });
    if (contradictions === 0) return;
    if (count > 1) {
      const many = contradictions === 1 ? 'contradiction' : 'contradictions';
      context.screen.say(`${contradictions} ${many} in ${count} observations\n`, 'error');
    }
    throw new StataError(9, 'assertion is false');
  },
};

function holds(context: Context, expression: Expression, observation: number): boolean {
  return numeric(context.evaluateIn(expression, observation)) !== 0;
}

/** Whether an expression can be different in different observations. */
function looksAtData(dataset: Dataset, expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
      return expression.name === '_n' || dataset.find(expression.name) !== undefined;
    case 'call':
      return expression.arguments.some((each) => looksAtData(dataset, each));
    case 'unary':
      return looksAtData(dataset, expression.operand);
    case 'binary':
      return looksAtData(dataset, expression.left) || looksAtData(dataset, expression.right);
    default:
      return false;
  }
}
