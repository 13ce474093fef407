import fc from 'fast-check';
import type { Node } from '../../../src/stata/syntax/node.ts';

const NAME = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((name) => name !== 'end');
const WORD = fc.oneof(
  NAME,
  fc.nat(999).map(String),
  fc.stringMatching(/^[a-z {}*;,.]{0,10}$/).map((text) => `"${text}"`),
  NAME.map((name) => `\`${name}'`),
);
/** Commands that open nothing: what begins with a keyword isn't one of them. */
const COMMAND = fc
  .tuple(NAME, fc.array(WORD, { maxLength: 4 }))
  .map(([name, words]) => [`x${name}`, ...words].join(' '));
const HEAD = fc.constantFrom(
  'if 1 == 1',
  'else',
  'else if _rc',
  'forvalues i = 1/3',
  'foreach x in a b c',
  "while `i' < 3",
  'quietly',
  'capture noisily',
  'quietly forvalues j = 1(2)9',
);

const PROGRAM = fc
  .record({ name: NAME, body: fc.array(COMMAND, { maxLength: 3 }) })
  .map(({ name, body }): Node => ({ kind: 'program', head: `program define ${name}`, body }));

/** Statements as a parser gives them. */
export function anyProgram(): fc.Arbitrary<readonly Node[]> {
  const { node } = fc.letrec<{ node: Node }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      COMMAND.map((text): Node => ({ kind: 'command', text })),
      fc
        .record({ head: HEAD, body: fc.array(tie('node'), { maxLength: 4 }) })
        .map(({ head, body }): Node => ({ kind: 'block', head, body })),
    ),
  }));
  return fc.array(fc.oneof(node, PROGRAM), { maxLength: 4 });
}
