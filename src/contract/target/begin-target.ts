import { type Guess, guessStimulus } from '../stimulus/guess-stimulus.ts';
import type { ServerTool } from '../stimulus/server-tool.ts';
import type { Target } from '../terms/target.ts';
import { TargetError } from '../terms/target-error.ts';
import { formatTarget } from './format-target.ts';
import { toolsOf } from './open-target.ts';

/**
 * Asks a server for its tools, and writes a target file that says how to make it talk.
 *
 * @param target - its stimulus is of no interest
 * @param tool - the tool to call; default: the one of which its schema leaves least doubt
 * @throws TargetError when no MCP server is there, or it has no such tool
 */
export async function beginTarget(target: Target, tool?: string): Promise<string> {
  const tools = await toolsOf(target);
  const candidates = tools.filter(({ name }) => tool === undefined || name === tool);
  const [first] = candidates;
  if (first === undefined) {
    const names = tools.map(({ name }) => name).join(', ') || 'none';
    const lacks = tool === undefined ? 'no tool' : `no tool "${tool}"`;
    throw new TargetError(`${target.url} has ${lacks}: its tools are ${names}`);
  }
  const guesses = candidates.flatMap((each) => guessStimulus(each) ?? []);
  const [best = unguessed(first)] = guesses.toSorted((a, b) => doubtIn(a) - doubtIn(b));
  return formatTarget(target, best);
}

/** The fixture tool is there for nothing else; any other tool may be meant for something else. */
function doubtIn({ stimulus, doubt }: Guess): number {
  if (doubt !== null) return 2;
  return stimulus.kind === 'stream_probe' ? 0 : 1;
}

/** In doubt the file is begun all the same, with what is to be filled in. */
function unguessed({ name, types }: ServerTool): Guess {
  const [argument = 'code'] = Object.keys(types);
  const given = Object.keys(types).join(', ') || 'none';
  return {
    stimulus: { kind: 'stata', tool: name, argument },
    doubt: `the arguments of ${name} (${given}) don’t say how to make it talk`,
  };
}
