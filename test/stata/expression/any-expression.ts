import fc from 'fast-check';
import type { Expression } from '../../../src/stata/expression/expression.ts';

const NAME = fc
  .stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,6}$/)
  .filter((name) => !/^[resc]$/.test(name));
const INDEX = fc.record({ kind: fc.constant('number' as const), text: fc.nat(99).map(String) });

/** Expressions as a parser gives them. */
export function anyExpression(): fc.Arbitrary<Expression> {
  const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      INDEX,
      fc.constantFrom<Expression>(
        { kind: 'number', text: '.' },
        { kind: 'number', text: '.a' },
        { kind: 'number', text: '.5' },
        { kind: 'number', text: '1.5e-10' },
      ),
      fc.record({
        kind: fc.constant('string' as const),
        text: fc.stringMatching(/^[a-z "{}'().,+-]{0,8}$/).filter((text) => !/`"|"'/.test(text)),
      }),
      fc.record({ kind: fc.constant('name' as const), name: NAME }),
      fc.record({
        kind: fc.constant('stored' as const),
        class: fc.constantFrom('r', 'e', 's', 'c'),
        name: NAME,
      }),
      fc.record({
        kind: fc.constant('call' as const),
        name: NAME,
        arguments: fc.array(tie('expression'), { maxLength: 3 }),
      }),
      fc.record({
        kind: fc.constant('element' as const),
        of: fc.record({ kind: fc.constant('name' as const), name: NAME }),
        at: fc.array(tie('expression'), { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        kind: fc.constant('unary' as const),
        operator: fc.constantFrom('-', '+', '!'),
        operand: tie('expression'),
      }),
      fc.record({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom(
          '^',
          '*',
          '/',
          '+',
          '-',
          '==',
          '!=',
          '<',
          '<=',
          '>',
          '>=',
          '&',
          '|',
        ),
        left: tie('expression'),
        right: tie('expression'),
      }),
    ),
  }));
  return expression;
}
