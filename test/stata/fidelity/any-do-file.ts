import fc from 'fast-check';

/** A do-file as lines, in blocks and out of them. */
type Lines = readonly string[];

/** Words that look like nothing but words. */
const TEXT = fc
  .array(fc.stringMatching(/^[a-zA-Z0-9äß%&+-]{1,12}$/), { minLength: 1, maxLength: 25 })
  .map((words) => words.join(' '));

const QUIET = fc.constantFrom<Lines>([''], ['* a comment'], ['// another'], ['/* one', 'two */']);

const PLAIN = fc.oneof(
  { weight: 4, arbitrary: TEXT.map((text): Lines => [`display "${text}"`]) },
  { weight: 1, arbitrary: TEXT.map((text) => [`display as err "${text}"`]) },
  { weight: 1, arbitrary: fc.nat(1000).map((ms) => [`sleep ${ms}`]) },
  { weight: 2, arbitrary: fc.nat(99).map((x) => [`local x = ${x} + 1`]) },
  { weight: 1, arbitrary: TEXT.map((text) => ['display ///', `    "${text}" ///`, '    " x"']) },
  { weight: 1, arbitrary: fc.constant(['capture error 198']) },
  { weight: 1, arbitrary: fc.constant(['capture noisily error 111']) },
);

const ERROR = fc.constantFrom<Lines>(['error 198'], ['nonsense'], ['exit 1'], ['display q + 1']);

const HEAD = fc.constantFrom(
  'if 1 {',
  'if 0 {',
  'forvalues i = 1/3 {',
  'foreach x in a b {',
  'quietly {',
  'capture {',
  'capture noisily {',
  'noisily {',
  'quietly forvalues i = 1/2 {',
);

const { body } = fc.letrec<{ body: Lines; statement: Lines }>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 3 },
    { weight: 8, arbitrary: PLAIN },
    { weight: 3, arbitrary: QUIET },
    {
      weight: 3,
      arbitrary: fc
        .record({ head: HEAD, inside: tie('body') })
        .map(({ head, inside }) => [head, ...inside.map((line) => `    ${line}`), '}']),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ first: tie('body'), otherwise: tie('body') })
        .map(({ first, otherwise }) => ['if 0 {', ...first, '}', 'else {', ...otherwise, '}']),
    },
    { weight: 1, arbitrary: ERROR },
  ),
  body: fc.array(tie('statement'), { maxLength: 5 }).map((list) => list.flat()),
}));

/** A do-file that uses all that the echo has rules for; it may fail, and may call `inner.do`. */
export function anyDoFile(): fc.Arbitrary<{ readonly main: string; readonly inner: string }> {
  const program = body.map((inside) => ['program define p', ...inside, 'end', 'p']);
  const call = fc.constantFrom<Lines>(
    ['do inner.do'],
    ['capture noisily do inner.do'],
    ['run inner.do'],
  );
  const main = fc
    .tuple(body, fc.option(program), fc.option(call), body)
    .map(([first, defined, called, last]) => [
      ...first,
      ...(defined ?? []),
      ...(called ?? []),
      ...last,
    ]);
  return fc.record({ main: main.map(joined), inner: body.map(joined) });
}

function joined(lines: Lines): string {
  return lines.map((line) => `${line}\n`).join('');
}
