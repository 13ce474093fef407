import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { formatScenario } from '../../src/scenario/format-scenario.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import {
  type AnswerStep,
  type CommandAnswer,
  READER_NAMES,
  type Scenario,
  type StartStep,
  type Step,
} from '../../src/scenario/scenario.ts';
import { CRASH_SIGNALS, type Crash } from '../../src/timeline/crash.ts';
import { error, print, scenarioOf, wait } from '../scenario-of.ts';
import { anyWrittenScript } from './any-written-script.ts';

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

it('A scenario in pieces is the same pieces when it was written and read', () => {
  fc.assert(
    fc.property(anyWrittenScript, fc.integer({ min: 1, max: 5 }), (script, chunks) => {
      const written = [{ bytes: 'ff' }, { chunks, every: '1ms', do: script }];
      const text = stringify({ name: 'any', about: 'Anything.', script: written });
      const scenario = parseScenario(text, 'x.yaml');
      expect(parseScenario(formatScenario(scenario), 'x.yaml')).toEqual(scenario);
    }),
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

const anyCrash: fc.Arbitrary<Crash> = fc.oneof(
  fc.record({
    kind: fc.constant('signal' as const),
    signal: fc.constantFrom(...CRASH_SIGNALS),
    log: fc.constantFrom('complete' as const, 'cut' as const),
  }),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.integer({ min: 0, max: 255 }),
    log: fc.constantFrom('complete' as const, 'cut' as const),
  }),
);

/** What a run may end with. */
const anyEnd: fc.Arbitrary<Step> = fc.oneof(
  anyError,
  fc.constant<Step>({ kind: 'hang' }),
  anyCrash.map((crash): Step => ({ kind: 'crash', crash })),
);

const anyAnswerStep: fc.Arbitrary<AnswerStep> = fc.oneof(
  anyStep,
  fc.nat(1_000_000).map((ms): AnswerStep => ({ kind: 'more', ms })),
  fc
    .dictionary(
      fc.stringMatching(/^[ers]\([A-Za-z_]\w{0,8}\)$/),
      fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), text),
    )
    .map((values): AnswerStep => ({ kind: 'returns', values })),
  fc.constant<AnswerStep>({ kind: 'graph', name: 'Graph' }),
  fc.constantFrom<AnswerStep>(
    { kind: 'interpret' },
    { kind: 'interpret-unseen' },
    { kind: 'interpret', chunks: { bytes: 3, everyMs: 10 } },
  ),
);

function endedBy<T>(steps: fc.Arbitrary<T>, end: fc.Arbitrary<T>, minLength: number) {
  return fc
    .tuple(fc.array(steps, { minLength }), fc.option(end))
    .map(([all, last]) => (last === null ? all : [...all, last]));
}

const anyAnswer: fc.Arbitrary<CommandAnswer> = fc.record(
  {
    when: text,
    times: fc.integer({ min: 1, max: 1_000_000 }),
    steps: endedBy<AnswerStep>(anyAnswerStep, anyEnd, 0),
  },
  { requiredKeys: ['when', 'steps'] },
);

const anyStart: fc.Arbitrary<readonly StartStep[]> = endedBy<StartStep>(
  anyStep,
  text.map((message) => ({ kind: 'licence', message })),
  1,
);

const head = {
  name: fc.stringMatching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  about: text.map((text) => text.trim()).filter((text) => text !== ''),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  reader: fc.constantFrom(...READER_NAMES),
  start: anyStart,
};
const requiredKeys = ['name', 'about', 'seed', 'reader'] as const;

const anyScenario: fc.Arbitrary<Scenario> = fc.oneof(
  fc.record(
    { ...head, script: endedBy(anyStep, anyEnd, 1) },
    { requiredKeys: [...requiredKeys, 'script'] },
  ),
  fc.record(
    { ...head, commands: fc.array(anyAnswer) },
    { requiredKeys: [...requiredKeys, 'commands'] },
  ),
);
