import fc from 'fast-check';

const codePoints = (min: number, max: number) =>
  fc.integer({ min, max }).map((code) => String.fromCodePoint(code));

/** What a stranger may say. Most of Unicode is letters, so what is dangerous has to be looked for. */
export function hostileText(): fc.Arbitrary<string> {
  const pieces = fc.oneof(
    codePoints(0, 0x10ffff),
    codePoints(0, 0x9f),
    codePoints(0x2000, 0x206f),
    fc.string(),
    fc.constantFrom(...SPELLS),
  );
  return fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
}

/** What ends a comment, a text, a cell or a line, or is told to a terminal. */
const SPELLS = [
  '\u001b[1m',
  '\u001b]8;;http://x/\u0007',
  '\n',
  '\r\n',
  '\ncommand: touch x\n',
  ' # ',
  ': ',
  '"',
  "'",
  '- ',
  '&a ',
  '*a',
  '!!js ',
  '\n---\n',
  '\n%YAML 1.1\n',
  ']]>',
  '<script>',
  '--> ',
  '&lt;',
  '|',
  '`',
  '```\n',
  '](http://x/)',
  '![',
  '@everyone',
  'https://x.example/',
  '</details>',
  '👩‍💻',
  '\ufeff',
  '\u061c',
  '\u{e0001}',
  '\ud800',
  '__proto__',
  'constructor',
];
