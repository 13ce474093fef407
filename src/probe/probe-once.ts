import { unknownTool } from './failure.ts';
import type { Answer, ToolCall } from './probe.ts';
import { WireProbe, type WireProbeOptions } from './wire-probe.ts';

/**
 * Opens a session, calls one tool, and ends the session.
 *
 * Asks for the list of tools first, so that a slip in a name is named as one.
 *
 * @returns the answer, of which the server may well say that it is an error
 * @throws ProbeError when there is none
 */
export async function probeOnce(options: WireProbeOptions & ToolCall): Promise<Answer> {
  await using probe = await WireProbe.open(options);
  const tools = await probe.listTools(options.signal);
  if (!tools.includes(options.tool)) throw unknownTool(options.url, options.tool, tools);
  return await probe.call(options);
}
