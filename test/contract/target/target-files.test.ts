import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guessStimulus } from '../../../src/contract/stimulus/guess-stimulus.ts';
import type { StimulusSpec } from '../../../src/contract/stimulus/stimulus-spec.ts';
import { formatLinesTarget, formatTarget } from '../../../src/contract/target/format-target.ts';
import { parseTarget } from '../../../src/contract/target/parse-target.ts';
import { PROTOCOL_VERSIONS } from '../../../src/contract/terms/protocol-version.ts';
import { hostileText } from '../../hostile-text.ts';

const URL = 'http://127.0.0.1:1/mcp';
const anyVersion = fc.constantFrom(...PROTOCOL_VERSIONS);

const anyTool = fc.record({
  name: hostileText(),
  description: hostileText(),
  types: anyMapping(fc.constantFrom('string', 'number', 'object', '')),
  descriptions: anyMapping(hostileText()),
  required: fc.array(hostileText(), { maxLength: 2 }),
});

const anyStimulus: fc.Arbitrary<StimulusSpec> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('stata' as const),
      tool: hostileText(),
      argument: hostileText(),
      folder: folder(),
    },
    { requiredKeys: ['kind', 'tool', 'argument'] },
  ),
  fc.record({ kind: fc.constant('stream_probe' as const), tool: hostileText() }),
);

it('says what was meant, and starts nothing, whatever the server calls its things', () => {
  const property = fc.property(
    anyStimulus,
    fc.option(hostileText()),
    anyVersion,
    (stimulus, doubt, protocolVersion) => {
      const file = formatTarget({ url: URL, protocolVersion }, { stimulus, doubt });
      const {
        command,
        protocolVersion: version = '2025-11-25',
        ...others
      } = parseTarget(file, 'x');
      expect(command).toBeUndefined();
      expect(version).toBe(protocolVersion);
      expect(others).toEqual({ url: URL, stimulus });
    },
  );
  fc.assert(property, { numRuns: 500 });
});

it('says what was guessed of any schema', () => {
  fc.assert(
    fc.property(anyTool, (tool) => {
      const guess = guessStimulus(tool);
      if (guess === null) return;
      const file = formatTarget({ url: URL, protocolVersion: '2025-11-25' }, guess);
      expect(parseTarget(file, 'x')).toEqual({ url: URL, stimulus: guess.stimulus });
    }),
    { numRuns: 500 },
  );
});

it('has nothing in it that steers a terminal', () => {
  const property = fc.property(hostileText(), hostileText(), (tool, doubt) => {
    const stimulus = { kind: 'stata', tool, argument: tool } as const;
    const file = formatTarget({ url: URL, protocolVersion: '2025-11-25' }, { stimulus, doubt });
    expect(file.replaceAll('👩‍💻', '')).toMatch(/^[\P{C}\n]*$/u);
  });
  fc.assert(property);
});

it('says what was meant for an endpoint of lines, whatever its argument is called', () => {
  const property = fc.property(hostileText(), folder(), (argument, folder) => {
    const { command, stimulus } = parseTarget(formatLinesTarget(URL, argument, folder), 'x');
    expect(command).toBeUndefined();
    expect(stimulus).toEqual({ kind: 'stata', tool: '/mcp', argument, folder });
  });
  fc.assert(property);
});

it('starts a program without a shell, and a shell where the file asks for one', () => {
  const read = (lines: string) => {
    const rest = `url: ${URL}\nstimulus: { tool: x }`;
    return () => parseTarget(`${lines}\n${rest}`, 'x').command;
  };
  expect(read('command: [node, server.js, "a b; touch x"]')()).toEqual({
    kind: 'program',
    words: ['node', 'server.js', 'a b; touch x'],
  });
  expect(read('command: node a.js | cat\nshell: true')()).toEqual({
    kind: 'shell',
    line: 'node a.js | cat',
  });
  const alone =
    'x:1:10: command must be a list of a program and its arguments, such as [node, server.js]';
  expect(read('command: touch x')).toThrow(`${alone}; a text needs shell: true beside it`);
  for (const command of ['[]', '[""]', '[1]', '{ a: b }', '["a\\0b"]', '3']) {
    expect(read(`command: ${command}`)).toThrow(alone);
  }
  const both = 'with shell: true there must be a command, and it must be a text';
  expect(read('command: [touch, x]\nshell: true')).toThrow(both);
  expect(read('shell: true')).toThrow(both);
  expect(read('command: touch x\nshell: "true"')).toThrow('shell must be true, or left out');
});

function folder(): fc.Arbitrary<string> {
  return hostileText().filter((text) => text !== '');
}

function anyMapping<Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  const keys = fc.oneof(hostileText(), fc.constantFrom('code', 'file_path', 'duration', 'steps'));
  return fc.dictionary(keys, values, { maxKeys: 5 });
}
