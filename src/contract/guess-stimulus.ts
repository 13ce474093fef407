import type { ServerTool } from './server-tools.ts';
import type { StimulusSpec } from './stimulus-spec.ts';

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

/** What the fixture tool is known by. */
const PROBE_ARGUMENTS = ['firstMs', 'gapMs', 'steps', 'payloadBytes', 'silentMs'];

/**
 * How a tool can be made to talk, when its schema leaves no doubt; null when it does.
 *
 * - the fixture tool, by its arguments
 * - a tool that takes how long it works and in how many steps, such as server-everything's
 *   `trigger-long-running-operation`
 * - a tool with a text argument of a well-known name, or with one required text and nothing else:
 *   it is taken to run Stata code
 */
export function guessStimulus(tool: ServerTool): StimulusSpec | null {
  const { name, types, required } = tool;
  if (PROBE_ARGUMENTS.every((argument) => argument in types)) {
    return { kind: 'stream_probe', tool: name, asks: 'asks' in types };
  }
  if (isNumber(types, 'duration') && isNumber(types, 'steps')) {
    const duration = { argument: 'duration', unit: 's' } as const;
    return { kind: 'fixed', tool: name, duration, steps: { argument: 'steps' } };
  }
  const known = CODE_ARGUMENTS.find((argument) => types[argument] === 'string');
  const needsOthers = required.some((argument) => argument !== known);
  if (known !== undefined && !needsOthers) return { kind: 'stata', tool: name, argument: known };
  const [only, ...others] = required;
  const isText = only !== undefined && types[only] === 'string' && !/path|file/i.test(only);
  if (isText && others.length === 0) return { kind: 'stata', tool: name, argument: only };
  return null;
}

function isNumber(types: ServerTool['types'], argument: string): boolean {
  return types[argument] === 'number' || types[argument] === 'integer';
}
