import { z } from 'zod';
import { durationSchema } from '../../scenario/duration.ts';
import { mapping } from '../../scenario/mapping.ts';
import { shapeFindings } from '../../scenario/shape-findings.ts';
import { mustBe } from '../../scenario/wording.ts';
import { readYaml } from '../../scenario/yaml-source.ts';
import type { LinesChannel } from '../terms/lines-channel.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import type { ServerCommand } from './server-command.ts';
import type { TargetSpec } from './target-spec.ts';

const text = (what: string) => z.string({ error: mustBe(what) }).min(1, { error: mustBe(what) });

/** A server may call its things as it likes, were it by an empty text. */
const name = (what: string) => z.string({ error: mustBe(what) });

const url = z
  .string({ error: mustBe('a URL that begins with http:// or https://') })
  .refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''), {
    error: mustBe('a URL that begins with http:// or https://'),
  });

const KINDS = ['stata', 'stream_probe', 'fixed'] as const;

const lines = mapping('lines', {
  method: z.enum(['GET', 'POST'], { error: mustBe('GET or POST') }).optional(),
  session: text('the name of the argument that says in which session code runs').optional(),
  failure: text('what is in a line that says that a run has failed').optional(),
});

const stimulus = mapping('stimulus', {
  tool: name('the name of a tool').optional(),
  kind: z.enum(KINDS, { error: mustBe(KINDS.join(', ')) }).optional(),
  argument: name('the name of the argument that takes the code').optional(),
  folder: text('a folder that both sides see').optional(),
  asks: z.boolean({ error: mustBe('true or false') }).optional(),
  recalls: z.boolean({ error: mustBe('true or false') }).optional(),
  duration: mapping('duration', {
    argument: name('the name of the argument for how long it takes'),
    unit: z.enum(['ms', 's'], { error: mustBe('ms or s') }),
  }).optional(),
  steps: mapping('steps', {
    argument: name('the name of the argument for how often it tells'),
  }).optional(),
  args: z.record(z.string(), z.unknown(), { error: mustBe('a mapping of arguments') }).optional(),
});

const COMMAND = 'a list of a program and its arguments, such as [node, server.js]';

const command = z.union([z.string(), z.array(z.string())], {
  error: mustBe(`${COMMAND}, or with shell: true a text`),
});

const target = mapping('a target', {
  name: text('what the server is called').optional(),
  url,
  command: command.optional(),
  shell: z.literal(true, { error: mustBe('true, or left out') }).optional(),
  headers: z.record(z.string(), z.string(), { error: mustBe('a mapping of headers') }).optional(),
  protocolVersion: z
    .enum(PROTOCOL_VERSIONS, { error: mustBe(PROTOCOL_VERSIONS.join(', ')) })
    .optional(),
  granularity: durationSchema.optional(),
  lines: lines.optional(),
  stimulus,
});

/**
 * Reads a target file.
 *
 * @param file - what it is called in errors
 * @throws ScenarioError with everything that is wrong, each at its line and column
 */
export function parseTarget(yaml: string, file: string): TargetSpec {
  const source = readYaml(yaml, file);
  const shape = target.safeParse(source.value, { reportInput: true });
  if (!shape.success) throw source.errorOf(shapeFindings(shape.error.issues));
  const { granularity, stimulus: given, name, headers, protocolVersion, lines } = shape.data;
  const command = commandOf(shape.data, source.errorOf);
  return {
    url: shape.data.url,
    stimulus: stimulusOf(
      { ...given, tool: given.tool ?? (lines && new URL(shape.data.url).pathname) },
      lines !== undefined,
      source.errorOf,
    ),
    ...(name === undefined ? {} : { name }),
    ...(command === undefined ? {} : { command }),
    ...(headers === undefined ? {} : { headers }),
    ...(protocolVersion === undefined ? {} : { protocolVersion }),
    ...(lines === undefined ? {} : { lines: linesOf(lines) }),
    ...(granularity === undefined ? {} : { granularityMs: granularity.baseMs }),
  };
}

/** A text would be read by a shell, and so has to say that it is for one. */
function commandOf(
  { command, shell }: z.infer<typeof target>,
  errorOf: ErrorOf,
): ServerCommand | undefined {
  const wrong = (key: string, message: string): Error =>
    errorOf([{ path: [key], at: 'value', message }]);
  if (shell !== undefined && typeof command !== 'string') {
    throw wrong('shell', 'with shell: true there must be a command, and it must be a text');
  }
  if (command === undefined) return undefined;
  const words = typeof command === 'string' ? [command] : command;
  if (!words[0] || words.some((word) => word.includes('\0'))) {
    throw wrong('command', `command must be ${COMMAND}`);
  }
  if (typeof command !== 'string') return { kind: 'program', words };
  if (shell !== undefined) return { kind: 'shell', line: command };
  throw wrong('command', `command must be ${COMMAND}; a text needs shell: true beside it`);
}

type ErrorOf = ReturnType<typeof readYaml>['errorOf'];

type Given = z.infer<typeof stimulus>;

function stimulusOf(
  { kind, tool, argument, folder, asks, recalls, duration, steps, args }: Given,
  isLines: boolean,
  errorOf: ErrorOf,
): TargetSpec['stimulus'] {
  const wrong = (message: string): Error => errorOf([{ path: ['stimulus'], at: 'value', message }]);
  const missing = (key: string): Error => wrong(`a stimulus of the kind ${kind} needs ${key}`);
  if (tool === undefined) throw wrong('tool is missing: it must be the name of a tool');
  if (isLines && kind !== 'stata') {
    throw wrong('lines can be judged with a stimulus of the kind stata only');
  }
  const others = args === undefined ? {} : { args };
  switch (kind) {
    case undefined:
      return { tool };
    case 'stream_probe':
      return {
        kind,
        tool,
        ...(asks === undefined ? {} : { asks }),
        ...(recalls === undefined ? {} : { recalls }),
      };
    case 'stata':
      if (argument === undefined) throw missing('an argument');
      return { kind, tool, argument, ...(folder === undefined ? {} : { folder }), ...others };
    case 'fixed':
      if (duration === undefined) throw missing('a duration');
      if (steps === undefined) throw missing('steps');
      return { kind, tool, duration, steps, ...others };
  }
}

function linesOf({ method, session, failure }: z.infer<typeof lines>): LinesChannel {
  return {
    ...(method === undefined ? {} : { method }),
    ...(session === undefined ? {} : { session }),
    ...(failure === undefined ? {} : { failure }),
  };
}
