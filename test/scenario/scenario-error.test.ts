import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { scenarioText } from './scenario-text.ts';

const HEAD_KEYS = 'name, about, seed, reader, start, script, commands';
const MAPPING_STEPS =
  'print, write, wait, repeat, chunks, flood, bytes, error, returns, graph, more, crash, licence';
const STEP_KEYS = `${MAPPING_STEPS}, break, hang, interpret, interpret-unseen`;
const A_STEP = `break or hang or interpret or interpret-unseen, or a mapping with one of ${MAPPING_STEPS}`;
const A_DURATION = 'a duration such as 0s, 250ms, 1.5s, 10m, 1h or 2s ± 200ms';
const A_TEXT = 'a text (in quotes, where YAML takes it for something else)';
const MIB = 1024 * 1024;

/** What is wrong, the text, and all that must be said about it, without the file's name. */
type Case = readonly [title: string, text: string, ...problems: readonly string[]];

const NO_YAML: readonly Case[] = [
  [
    'a duplicate key',
    'name: a\nname: b\n',
    '2:1: this key stands in the mapping already: each is allowed once',
  ],
  [
    'a duplicate key in a step',
    script('- { print: a, print: b }'),
    '4:17: this key stands in the mapping already: each is allowed once',
  ],
  [
    'a tab as indentation',
    'name: a\nscript:\n\t- print: a\n',
    '3:1: a tab is not allowed as indentation: use spaces',
  ],
  [
    'a second document',
    'name: a\n---\nname: b\n',
    '2:1: a second document is not allowed in a file',
  ],
  ['a tag', 'name: !name a\n', '1:7: tags are not allowed: write the value without the "!"'],
  [
    'a tag of YAML 1.1',
    'name: !!binary YQ==\n',
    '1:7: tags are not allowed: write the value without the "!"',
  ],
  [
    'an alias',
    'name: &a b\nabout: *a\n',
    '2:8: aliases are not allowed: write the value again, or use repeat',
  ],
  ['an alias bomb', aliasBomb(), ...aliasBombProblems()],
  [
    'a directive',
    '%YAML 1.1\n---\nname: a\n',
    '1:1: directives are not allowed: a scenario is YAML 1.2 without tags',
  ],
  [
    'a key that is a list',
    '[a]: b\n',
    '1:1: a key must be a text: a list, a mapping or a tag is not allowed as one',
  ],
  [
    'a text with a colon',
    script('- print: a: b'),
    '4:12: a second key is not allowed on this line: a text with ": " in it needs quotes',
  ],
  [
    'a list that is not closed',
    'script: [\nname: a\n',
    '2:1: not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  [
    'several mistakes, each on its line',
    'name: !a b\nname: c\nabout: *d\n',
    '1:7: tags are not allowed: write the value without the "!"',
    '2:1: this key stands in the mapping already: each is allowed once',
    '3:8: aliases are not allowed: write the value again, or use repeat',
  ],
];

const NO_SCENARIO: readonly Case[] = [
  ['an empty file', '', `1:1: a scenario must be a mapping with ${HEAD_KEYS}, not an empty value`],
  [
    'nothing but a comment',
    '# a\n',
    `1:1: a scenario must be a mapping with ${HEAD_KEYS}, not an empty value`,
  ],
  ['a list', '# a\n- name: a\n', `2:1: a scenario must be a mapping with ${HEAD_KEYS}, not a list`],
  ['a text', 'hello\n', `1:1: a scenario must be a mapping with ${HEAD_KEYS}, not "hello"`],
  [
    'nothing that is required',
    '# a\nseed: 1\n',
    '2:1: name is missing: it must be a name in kebab-case such as two-eight-twelve',
    '2:1: about is missing: it must be a text that tells what the scenario shows',
  ],
  [
    'an unknown key',
    `${script('- print: a')}stages: []\n`,
    `5:1: unknown key "stages": allowed are ${HEAD_KEYS}`,
  ],
  [
    'a misspelt key',
    `${script('- print: a')}sede: 2\n`,
    `5:1: unknown key "sede": allowed are ${HEAD_KEYS}. Did you mean "seed"?`,
  ],
  [
    'a key of every object’s',
    `${script('- print: a')}__proto__: 2\n`,
    `5:1: unknown key "__proto__": allowed are ${HEAD_KEYS}`,
  ],
  [
    'a head of wrong values',
    'name: Two Eight\nabout: " "\nseed: 1.5\nreader: Direct\nscript: {}\n',
    '1:7: name must be a name in kebab-case such as two-eight-twelve, not "Two Eight"',
    '2:8: about must be a text that tells what the scenario shows, not ""',
    '3:7: seed must be a whole number from 0 to 4294967295, not the number 1.5',
    '4:9: reader must be direct or polled, not "Direct"',
    '5:9: script must be a list of steps, not an empty mapping',
  ],
  [
    'a head of values of the wrong type',
    'name: 3\nabout: [a]\nseed: "1"\nreader: true\nscript: ~\n',
    '1:7: name must be a name in kebab-case such as two-eight-twelve, not the number 3',
    '2:8: about must be a text that tells what the scenario shows, not a list',
    '3:7: seed must be a whole number from 0 to 4294967295, not "1"',
    '4:9: reader must be direct or polled, not the boolean true',
    '5:9: script must be a list of steps, not an empty value',
  ],
  [
    'a negative seed',
    `${script('- print: a')}seed: -1\n`,
    '5:7: seed must be a whole number from 0 to 4294967295, not the number -1',
  ],
  [
    'a seed that is too large',
    `${script('- print: a')}seed: 4294967296\n`,
    '5:7: seed must be a whole number from 0 to 4294967295, not the number 4294967296',
  ],
  [
    'a seed beyond all integers',
    `${script('- print: a')}seed: 1e99\n`,
    '5:7: seed must be a whole number from 0 to 4294967295, not the number 1e+99',
  ],
  [
    'an empty script',
    'name: a\nabout: b\nscript: []\n',
    '3:9: script must be a list of one step or more, not an empty list',
  ],
];

const NO_STEP: readonly Case[] = [
  [
    'an unknown step',
    script('- prnt: a'),
    `4:5: unknown step "prnt": allowed are ${STEP_KEYS}. Did you mean "print"?`,
  ],
  [
    'an unknown step in flow style',
    script('- { pause: 2s }'),
    `4:7: unknown step "pause": allowed are ${STEP_KEYS}`,
  ],
  [
    'two things in a step',
    script('- print: a', '  wait: 1s'),
    '5:5: a step does one thing, here print: make wait a step of its own',
  ],
  [
    'a right and a wrong thing in a step',
    script('- { wait: 3, repeat: 2, print: a }'),
    '4:7: a step does one thing, here print: make wait a step of its own',
    '4:16: a step does one thing, here print: make repeat a step of its own',
  ],
  [
    'a part of another step',
    script('- { wait: 1s, every: 2s }'),
    '4:17: unknown key "every": allowed is only wait',
  ],
  ['a step that is a text', script('- print'), `4:5: a step must be ${A_STEP}, not "print"`],
  ['a step that is a list', script('- - print: a'), `4:5: a step must be ${A_STEP}, not a list`],
  ['an empty step', script('- {}'), `4:5: a step must be ${A_STEP}, not an empty mapping`],
  ['no step', script('- print: a', '-'), `5:4: a step must be ${A_STEP}, not an empty value`],
  [
    'an unknown key in a step',
    script('- print: a', '  colour: red'),
    '5:5: unknown key "colour": allowed is only print',
  ],
  [
    'an unknown key beside a wrong value',
    script('- print: 1', '  b: 2', '  c: 3'),
    `4:12: print must be ${A_TEXT}, not the number 1`,
    '5:5: unknown key "b": allowed is only print',
    '6:5: unknown key "c": allowed is only print',
  ],
  ['print of nothing', script('- print:'), `4:11: print must be ${A_TEXT}, not an empty value`],
  [
    'print without a colon',
    script('- { print }'),
    `4:7: print must be ${A_TEXT}, not an empty value`,
  ],
  [
    'print of a truth value',
    script('- print: true'),
    `4:12: print must be ${A_TEXT}, not the boolean true`,
  ],
  [
    'print of too much',
    script(`- print: "${'\\P'.repeat(MIB / 3 + 1)}"`),
    `4:12: print must have at most ${MIB} bytes`,
  ],
  [
    'write of no text',
    script('- write: ""'),
    '4:12: write must be a text that is not empty, not ""',
  ],
  [
    'write of too much',
    script(`- write: "${'\\P'.repeat(MIB / 3 + 1)}"`),
    `4:12: write must have at most ${MIB} bytes`,
  ],
  ...['2', '.inf', '.nan'].map(
    (number): Case => [
      `a wait of the number ${number}`,
      script(`- wait: ${number}`),
      `4:11: wait must be ${A_DURATION}, not the number ${number.replace('.inf', 'Infinity').replace('.nan', 'NaN')}`,
    ],
  ),
  ...[
    '2',
    '-2s',
    '2 s',
    '2sec',
    '1h30m',
    '.5s',
    '1.s',
    '2s ± 10%',
    '2s ± -1s',
    '2s +/- 1s',
    '± 1s',
    '2s ± 1s ± 1s',
    '2S',
    ' 2s',
    '2s\\n',
    '',
  ].map(
    (duration): Case => [
      `a wait of "${duration}"`,
      script(`- wait: "${duration}"`),
      `4:11: wait must be ${A_DURATION}, not "${duration}"`,
    ],
  ),
  [
    'a jitter longer than its duration',
    script('- wait: 200ms ± 2s'),
    '4:11: wait must not have a jitter longer than itself',
  ],
  [
    'a repeat of the wrong things',
    script('- repeat: 0', '  every: 3', '  do: []'),
    '4:13: repeat must be a whole number from 1 to 1000000, not the number 0',
    `5:12: every must be ${A_DURATION}, not the number 3`,
    '6:9: do must be a list of one step or more, not an empty list',
  ],
  ['a repeat of nothing', script('- repeat: 2'), '4:5: do is missing: it must be a list of steps'],
  [
    'a repeat of a step without a list',
    script('- repeat: 2', '  do: { print: a }'),
    '5:9: do must be a list of steps, not a mapping',
  ],
  [
    'steps to do, but not how often',
    script('- do: [{ print: a }]'),
    '4:5: repeat is missing: it must be a whole number from 1 to 1000000',
  ],
  [
    'mistakes deep inside repeats',
    script(
      '- repeat: 2',
      '  do:',
      '    - repeat: 2',
      '      do: [{ prin: a }, { wait: 1 }, { print: ok }]',
      '    - every: 1s',
    ),
    `7:16: unknown step "prin": allowed are ${STEP_KEYS}. Did you mean "print"?`,
    `7:35: wait must be ${A_DURATION}, not the number 1`,
    '8:9: repeat is missing: it must be a whole number from 1 to 1000000',
    '8:9: do is missing: it must be a list of steps',
  ],
  [
    'an error that is a text',
    script('- error: r(198)'),
    '4:12: error must be a mapping with code, message, not "r(198)"',
  ],
  [
    'an error of wrong values',
    script('- error: { code: 10000, message: "" }'),
    '4:20: code must be a whole number from 1 to 9999, not the number 10000',
    '4:36: message must be a text that is not empty, not ""',
  ],
  [
    'an error without a code',
    script('- error: { message: a, colour: red }'),
    '4:12: code is missing: it must be a whole number from 1 to 9999',
    '4:26: unknown key "colour": allowed are code, message',
  ],
  [
    'a text too long to be quoted',
    script(`- wait: ${'x'.repeat(99)}`),
    `4:11: wait must be ${A_DURATION}, not "${'x'.repeat(40)}…"`,
  ],
];

const PIECES: readonly Case[] = [
  [
    'a word with a colon',
    script('- hang: 2s'),
    '4:5: hang stands alone: make "- hang", without a colon, a step of its own',
  ],
  [
    'a word beside something else',
    script('- print: a', '  break:'),
    '5:5: break stands alone: make "- break", without a colon, a step of its own',
  ],
  [
    'a misspelt word',
    script('- hagn'),
    `4:5: a step must be ${A_STEP}, not "hagn". Did you mean "hang"?`,
  ],
  [
    'chunks of nothing',
    script('- { chunks: 0, every: 1s }'),
    '4:5: do is missing: it must be a list of steps',
    '4:15: chunks must be a whole number from 1 to 1048576, not the number 0',
  ],
  [
    'chunks at once',
    script('- { chunks: 3, do: [{ print: a }] }'),
    `4:5: every is missing: it must be ${A_DURATION}`,
  ],
  [
    'bytes that are none',
    script('- bytes: "c"', '- bytes: 12'),
    '4:12: bytes must be bytes in hexadecimal such as "cebc" or "ce bc 0a", in quotes, not "c"',
    '5:12: bytes must be bytes in hexadecimal such as "cebc" or "ce bc 0a", in quotes, not the number 12',
  ],
  [
    'a flood of the wrong things',
    script('- flood: { bytes: 16777217 }'),
    '4:12: perSecond is missing: it must be a whole number from 1 to 1073741824',
    '4:21: bytes must be a whole number from 1 to 16777216, not the number 16777217',
  ],
  [
    'a more without a time',
    script('- more: 3'),
    `4:11: more must be ${A_DURATION}, not the number 3`,
  ],
  [
    'a crash of nothing',
    script('- crash: {}'),
    '4:12: crash must have either a signal or a status',
  ],
  [
    'a crash of too much',
    script('- crash: { signal: SIGSEGV, status: 1 }'),
    '4:12: crash must have either a signal or a status',
  ],
  [
    'a crash of the wrong things',
    script('- crash: { signal: SIGSEG, status: 256, log: half }'),
    '4:22: signal must be one of SIGHUP, SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGSEGV, SIGPIPE, SIGTERM, not "SIGSEG"',
    '4:38: status must be a whole number from 0 to 255, not the number 256',
    '4:48: log must be complete or cut, not "half"',
  ],
];

const PLACES: readonly Case[] = [
  ['no licence in a script', script('- licence: expired'), '4:5: licence is allowed only in start'],
  [
    'results in a script',
    script('- repeat: 2', '  do: [{ returns: { r(a): 1 } }]'),
    '5:10: returns is allowed only in an answer to a command',
  ],
  [
    'a graph and an interpreter in a script',
    script('- graph: Graph', '- interpret'),
    '4:5: graph is allowed only in an answer to a command',
    '5:5: interpret is allowed only in an answer to a command',
  ],
  [
    'an error at the start',
    'name: a\nabout: b\nstart:\n  - error: { code: 1, message: a }\n',
    '4:5: error is allowed only in a script or an answer',
  ],
  [
    'a licence in an answer',
    answers('- { when: a, do: [{ licence: b }] }'),
    '4:21: licence is allowed only in start',
  ],
];

const NO_ANSWER: readonly Case[] = [
  [
    'both a script and answers',
    `${script('- print: a')}commands: []\n`,
    '5:11: either script or commands is allowed: a script is what every run does, whatever code it was given',
  ],
  [
    'answers that are no list',
    'name: a\nabout: b\ncommands: {}\n',
    '3:11: commands must be a list of answers, not an empty mapping',
  ],
  [
    'an answer that is a text',
    answers('- regress'),
    '4:5: an answer must be a mapping with when, written, times, do, not "regress"',
  ],
  [
    'an answer without a command',
    answers('- do: [{ print: a }]'),
    '4:5: when is missing: it must be a text (in quotes, where YAML takes it for something else)',
  ],
  [
    'an answer of the wrong things',
    answers('- { when: "", times: 0, do: [], then: b }'),
    '4:13: when must be a text that is not empty, not ""',
    '4:24: times must be a whole number from 1 to 1000000, not the number 0',
    '4:31: do must be a list of one step or more, not an empty list',
    '4:35: unknown key "then": allowed are when, written, times, do. Did you mean "when"?',
  ],
  [
    'mistakes in an answer’s steps',
    answers('- { when: a, do: [{ prnt: a }] }'),
    `4:23: unknown step "prnt": allowed are ${STEP_KEYS}. Did you mean "print"?`,
  ],
  [
    'results that are none',
    answers(
      '- when: a',
      '  do:',
      '    - returns: { mean: 1, r(b): [], e(c): .inf }',
      '    - returns: 3',
    ),
    '6:20: a result must be called something like r(mean), e(cmd) or s(fmt), not "mean"',
    '6:35: r(b) must be a number or a text, not an empty list',
    '6:45: e(c) must be a number or a text, not the number Infinity',
    '7:18: returns must be a mapping such as { "r(mean)": 2.5, "e(cmd)": "regress" }, not the number 3',
  ],
  [
    'a graph without a name',
    answers('- { when: a, do: [{ graph: "a b" }] }'),
    '4:30: graph must be a name such as Graph, not "a b"',
  ],
];

const TOO_MUCH_SAID =
  'too much is said by here: at most 1000000 prints, writes and errors are allowed';
const TOO_MANY_WAITS = 'too many waits by here: at most 1000000 are allowed';
const TOO_LONG = 'too long by here: a run of at most 30 days is allowed';
const TOO_MUCH_TEXT = 'too much text by here: at most 67108864 bytes are allowed';
const NEVER = never('error');

const TOO_MUCH: readonly Case[] = [
  [
    'a file that is too large',
    `#${'x'.repeat(MIB)}`,
    `1:1: the file is too large: at most ${MIB} bytes are allowed`,
  ],
  [
    'too many values inside each other',
    '['.repeat(MIB),
    '1:101: nested too deep: at most 100 levels are allowed',
  ],
  [
    'too many keys',
    Array.from({ length: 200 }, (_, n) => `a${n}: 1\n`).join(''),
    '101:5: too many keys: at most 100 are allowed in a mapping',
  ],
  [
    'too many repeats inside each other',
    script(nested(17)),
    '4:293: at most 16 repeats are allowed inside each other',
  ],
  [
    'a repeat that says too much',
    script('- { repeat: 500001, do: [{ print: a }, { write: b }] }'),
    `4:5: ${TOO_MUCH_SAID}`,
  ],
  [
    'an innermost repeat that says too much',
    script(
      '- repeat: 2',
      '  do:',
      '    - print: a',
      '    - { repeat: 500001, do: [{ print: "a\\nb" }] }',
    ),
    `7:9: ${TOO_MUCH_SAID}`,
  ],
  [
    'repeats that say too much together',
    script('- { repeat: 1000000, do: [{ print: a }] }', '- print: b', '- print: c'),
    `5:5: ${TOO_MUCH_SAID}`,
  ],
  [
    'too many waits',
    script('- { repeat: 500001, every: 0s, do: [{ wait: 0s }] }'),
    `4:5: ${TOO_MANY_WAITS}`,
  ],
  [
    'a run that is too long',
    script('- wait: 719h', '- wait: 1h', '- wait: 1ms', '- wait: 1ms'),
    `6:5: ${TOO_LONG}`,
  ],
  ['a run that jitter could make too long', script('- wait: 361h ± 360h'), `4:5: ${TOO_LONG}`],
  [
    'a run that its periods make too long',
    script('- { repeat: 721, every: 1h, do: [{ print: a }] }'),
    `4:5: ${TOO_LONG}`,
  ],
  ['a wait beyond all numbers', script(`- wait: ${'9'.repeat(400)}h`), `4:5: ${TOO_LONG}`],
  [
    'steps after an error',
    script('- error: { code: 1, message: a }', '- print: b', '- print: c'),
    `5:5: ${NEVER}`,
  ],
  [
    'steps after an error in a repeat',
    script('- { repeat: 2, do: [{ error: { code: 1, message: a } }, { print: b }] }', '- print: c'),
    `4:59: ${NEVER}`,
  ],
  ['steps after a hang', script('- hang', '- print: b'), `5:5: ${never('hang')}`],
  ['steps after a break', script('- break', '- print: b'), `5:5: ${never('break')}`],
  [
    'steps after a crash in chunks',
    script('- chunks: 1', '  every: 1s', '  do: [{ crash: { status: 1 } }, { print: b }]'),
    `6:36: ${never('crash')}`,
  ],
  [
    'too much text',
    script('- { repeat: 65, do: [{ flood: { bytes: 1048576, perSecond: 1048576 } }] }'),
    `4:5: ${TOO_MUCH_TEXT}`,
  ],
  [
    'too many pieces',
    script('- chunks: 1', '  every: 1ms', '  do: [{ flood: { bytes: 1000000, perSecond: 1 } }]'),
    `4:5: ${TOO_MUCH_SAID}`,
    `4:5: ${TOO_MANY_WAITS}`,
  ],
  [
    'chunks that take too long',
    script('- chunks: 1', '  every: 1h', `  do: [{ print: ${'x'.repeat(720)} }]`),
    `4:5: ${TOO_LONG}`,
  ],
  [
    'a flood that takes too long',
    script('- flood: { bytes: 2592001, perSecond: 1 }'),
    `4:5: ${TOO_LONG}`,
  ],
  [
    'answers that are too much together',
    answers(
      '- { when: a, do: [{ repeat: 600000, do: [{ print: a }] }] }',
      '- { when: b, do: [{ repeat: 600000, do: [{ print: b }] }] }',
    ),
    `5:5: ${TOO_MUCH_SAID}`,
  ],
  [
    'an answer that is too much by itself',
    answers('- { when: a, do: [{ repeat: 1000001, do: [{ print: a }] }] }'),
    '4:31: repeat must be a whole number from 1 to 1000000, not the number 1000001',
  ],
  [
    'all of this at once',
    script(
      '- { repeat: 1000000, every: 1m, do: [{ print: a }] }',
      '- error: { code: 1, message: a }',
      '- wait: 1s',
    ),
    `4:5: ${TOO_LONG}`,
    `5:5: ${TOO_MUCH_SAID}`,
    `6:5: ${NEVER}`,
  ],
];

describe.each([
  ['What is not the YAML of a scenario', NO_YAML],
  ['A scenario that is not of the right shape', NO_SCENARIO],
  ['A step that is not of the right shape', NO_STEP],
  ['A step of another kind that is not of the right shape', PIECES],
  ['A step in the wrong place', PLACES],
  ['An answer that is not of the right shape', NO_ANSWER],
  ['What is too much, or can never be reached', TOO_MUCH],
])('%s is refused at its place, with what is allowed', (_what, cases) => {
  it.each(cases.map(([title, ...rest]) => [title, rest] as const))(
    '%s',
    (_title, [text, ...problems]) => {
      expect(messageOf(text).split('\n')).toEqual(problems.map((problem) => `a/b.yaml:${problem}`));
    },
  );
});

describe('What is just within the limits is allowed', () => {
  it.each([
    ['a file of 1 MiB', `${script('- print: a')}#`.padEnd(MIB, 'x')],
    ['a print of 1 MiB', script(`- print: "${'\\P'.repeat(MIB / 3)}"`)],
    ['16 repeats inside each other', script(nested(16))],
    ['a million things said', script('- { repeat: 500000, do: [{ print: "a\\nb" }] }')],
    ['a million waits', script('- { repeat: 500000, every: 1ms, do: [{ wait: 0s }] }')],
    ['thirty days', script('- wait: 360h ± 360h')],
    [
      'a repeat that an error ends',
      script(
        '- { repeat: 1000000, every: 30h, do: [{ print: "a\\nb" }, { error: { code: 9999, message: a } }] }',
      ),
    ],
  ])('%s', (_title, text) => {
    expect(() => parseScenario(text, 'a/b.yaml')).not.toThrow();
  });
});

it('A scenario error has its problems as data, too, in the order of the file', () => {
  expect(errorOf(script('- prnt: a', '- wait: 1')).problems).toEqual([
    {
      file: 'a/b.yaml',
      line: 4,
      column: 5,
      message: `unknown step "prnt": allowed are ${STEP_KEYS}. Did you mean "print"?`,
    },
    {
      file: 'a/b.yaml',
      line: 5,
      column: 11,
      message: `wait must be ${A_DURATION}, not the number 1`,
    },
  ]);
});

function script(...lines: readonly string[]): string {
  return scenarioText(...lines);
}

function answers(...lines: readonly string[]): string {
  return `name: test\nabout: A test.\ncommands:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function never(last: string): string {
  return `never reached: the ${last} before it ends the run, so nothing is allowed here`;
}

function nested(depth: number): string {
  const open = '- { repeat: 1, do: [';
  return `${open}${'{ repeat: 1, do: ['.repeat(depth - 1)}{ print: a }${']}'.repeat(depth)}`;
}

function aliasBomb(): string {
  const levels = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`);
  return `a0: &a0 boom\n${levels.join('')}`;
}

function aliasBombProblems(): string[] {
  const message = 'aliases are not allowed: write the value again, or use repeat';
  return Array.from({ length: 9 }, (_, n) => `${n + 2}:10: ${message}`);
}

function messageOf(text: string): string {
  return errorOf(text).message;
}

function errorOf(text: string): ScenarioError {
  try {
    parseScenario(text, 'a/b.yaml');
  } catch (thrown) {
    if (thrown instanceof ScenarioError) return thrown;
    throw thrown;
  }
  throw new Error('the text was taken for a scenario');
}
