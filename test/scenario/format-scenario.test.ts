import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatScenario } from '../../src/scenario/format-scenario.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { READER_NAMES, type Scenario, type Step } from '../../src/scenario/scenario.ts';
import { error, print, scenarioOf, wait } from '../scenario-of.ts';

it('A scenario is written as a person would write it', () => {
  const script = [print('a'), wait(250), { kind: 'output', text: 'b' } as const, error(198, 'c')];
  expect(formatScenario(scenarioOf(script))).toMatchInlineSnapshot(`
    "name: test
    about: A test.
    seed: 1
    reader: direct
    script:
      - print: a
      - wait: 250ms
      - write: b
      - error:
          code: 198
          message: c
    "
  `);
});

it('An output without text is not written as another one', () => {
  const text = formatScenario(scenarioOf([{ kind: 'output', text: '' }]));
  expect(() => parseScenario(text, 'x.yaml')).toThrow('write must be a text that is not empty');
});

it('A scenario that was written is the same when it is read', () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      expect(parseScenario(formatScenario(scenario), 'x.yaml')).toEqual(scenario);
    }),
    { numRuns: 300, examples: [[scenarioOf([error(1, ' \n')])]] },
  );
});

const character = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom('\n', ' ', ':', '#', '-', '"', "'", '\t', '\r', '1', '~', '\u0085', '\ufeff'),
);
const text = fc.string({ unit: character, minLength: 1, maxLength: 12 });

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  text.map((text): Step => ({ kind: 'output', text })),
  text.map((text) => print(text.replaceAll('\n', ''))),
  fc.nat(1_000_000).map(wait),
);

const anyError: fc.Arbitrary<Step> = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), text)
  .map(([code, message]) => error(code, message));

const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  about: text.map((text) => text.trim()).filter((text) => text !== ''),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  reader: fc.constantFrom(...READER_NAMES),
  script: fc
    .tuple(fc.array(anyStep, { minLength: 1 }), fc.option(anyError))
    .map(([steps, error]) => (error === null ? steps : [...steps, error])),
});
