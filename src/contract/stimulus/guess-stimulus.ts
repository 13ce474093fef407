import { tmpdir } from 'node:os';
import type { ServerTool } from './server-tool.ts';
import type { StimulusSpec } from './stimulus-spec.ts';

/** How a tool can be made to talk, as far as its schema tells. */
export interface Guess {
  readonly stimulus: StimulusSpec;
  /** What the schema leaves open, and what was taken for granted; null when it leaves nothing. */
  readonly doubt: string | null;
}

/** Names under which tools take code, in the servers that there are. */
const CODE_ARGUMENTS = [
  'selection',
  'code',
  'command',
  'commands',
  'do_code',
  'stata_code',
  'script',
];

/** Names under which they take the path of a do-file. */
const FILE_ARGUMENTS = ['file_path', 'do_file', 'do_file_path', 'dofile', 'dofile_path'];

/** What the fixture tool is known by. */
const PROBE_ARGUMENTS = ['firstMs', 'gapMs', 'steps', 'payloadBytes', 'silentMs'];

/**
 * How a tool can be made to talk, when its schema says so; null when it doesn't.
 *
 * - the fixture tool, by its arguments
 * - a tool that takes how long it works and in how many steps, such as server-everything's
 *   `trigger-long-running-operation`
 * - a tool with a text argument of a well-known name, or with one required text and nothing else:
 *   it is taken to run Stata code
 * - a tool with the path of a do-file: these are written into the folder for temporary files
 */
export function guessStimulus(tool: ServerTool): Guess | null {
  const { name, types, required } = tool;
  if (PROBE_ARGUMENTS.every((argument) => argument in types)) {
    return {
      stimulus: {
        kind: 'stream_probe',
        tool: name,
        asks: 'asks' in types,
        recalls: 'recall' in types,
      },
      doubt: null,
    };
  }
  if (isNumber(types, 'duration') && isNumber(types, 'steps')) return guessFixed(tool);
  const known = textAmong(CODE_ARGUMENTS, tool);
  if (known !== undefined) {
    return { stimulus: { kind: 'stata', tool: name, argument: known }, doubt: null };
  }
  const path = textAmong(FILE_ARGUMENTS, tool);
  if (path !== undefined) {
    const folder = tmpdir();
    const doubt = `the server must see ${folder}, where the do-files are written, and be let read there`;
    return { stimulus: { kind: 'stata', tool: name, argument: path, folder }, doubt };
  }
  const [only, ...others] = required;
  const isText = only !== undefined && types[only] === 'string' && !/path|file/i.test(only);
  if (!isText || others.length > 0) return null;
  const doubt = `the schema doesn’t say that ${only} takes Stata code`;
  return { stimulus: { kind: 'stata', tool: name, argument: only }, doubt };
}

/** The argument with one of these names, if it is a text and no other is required. */
function textAmong(names: readonly string[], { types, required }: ServerTool): string | undefined {
  const known = names.find((argument) => types[argument] === 'string');
  return required.every((argument) => argument === known) ? known : undefined;
}

function guessFixed({ name, descriptions, required }: ServerTool): Guess | null {
  if (required.some((argument) => argument !== 'duration' && argument !== 'steps')) return null;
  const about = descriptions.duration ?? '';
  const unit = /\b(ms|milliseconds?)\b/i.test(about) ? 'ms' : 's';
  const isSaid = unit === 'ms' || /\b(s|sec|seconds?)\b/i.test(about);
  const stimulus = {
    kind: 'fixed',
    tool: name,
    duration: { argument: 'duration', unit },
    steps: { argument: 'steps' },
  } as const;
  return { stimulus, doubt: isSaid ? null : 'the schema doesn’t say that duration is in seconds' };
}

function isNumber(types: ServerTool['types'], argument: string): boolean {
  return types[argument] === 'number' || types[argument] === 'integer';
}
