import fc from 'fast-check';

const VALID = `# a comment
name: valid
about: >
  Nothing is wrong
  with this one.
seed: 7
reader: polled
script:
  - print: |
      a
      b
  - wait: 2s ± 200ms
  - repeat: 3
    every: 1s
    do: [ { write: "." }, { repeat: 2, do: [ { print: '' } ] } ]
  - error: { code: 198, message: invalid syntax }
`;

/** What YAML is made of, and what scenarios are. */
const FRAGMENTS =
  '\n|\n  |\n    |  | |\t|- |-|: |:|? |, |{|}|[|]|#|"|\'|\\|&a |*a|!t |!!str |%YAML 1.1\n|---\n|...\n|<<|@|`|' +
  'name: |about: |seed: |reader: |script:\n|print: |write: |wait: |repeat: |do:\n|every: |error: |code: |' +
  'a|1|-1|2s|2s ± 3s|.nan|0x10|~|true|__proto__: |constructor: |\u0000|\r\n|\ufeff|\u0085|\u2028|\ud800|🧮';

const fragment = fc.constantFrom(...FRAGMENTS.split('|'), '|', '|-\n', '>');
const soup = fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join(''));

/** A right scenario with a piece cut out and something else put in its place. */
const spoilt = fc
  .tuple(fc.nat(VALID.length), fc.nat(20), soup)
  .map(([at, cut, put]) => VALID.slice(0, at) + put + VALID.slice(at + cut));

/** Any text at all: noise, scraps of YAML, and scenarios with something wrong in them. */
export const anyText: fc.Arbitrary<string> = fc.oneof(fc.string({ unit: 'binary' }), soup, spoilt);
