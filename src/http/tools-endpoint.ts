import type { Wording } from '../server/profile.ts';
import { Refusal } from '../server/refusal.ts';
import { useSessionTool } from '../server/session-tool.ts';
import type { StataCall } from '../server/stata-call.ts';
import { timeoutMs } from '../server/tool-arguments.ts';
import { parseToolRequest } from './fast-api-input.ts';
import { waitFor } from './logged-call.ts';
import type { Route } from './route.ts';
import { bodyOf, fileCall, selectionCall } from './run-endpoints.ts';
import type { StataApiOptions } from './stata-api-options.ts';

/** `POST /v1/tools`, which stata-mcp's editor extension calls. Its answers are all of status 200. */
export function toolsEndpoint(options: StataApiOptions): Route {
  const { profile } = options;
  const nothing = profile.features.includes('graphs') ? { graphs: null } : {};
  const success = (result: string) =>
    Response.json({ status: 'success', result, message: null, ...nothing });
  const failure = (message: string) =>
    Response.json({ status: 'error', result: null, message, ...nothing });
  return {
    method: 'POST',
    path: '/v1/tools',
    handle: async ({ request }) => {
      const parsed = await parseToolRequest(request);
      if ('response' in parsed) return parsed.response;
      const { tool, parameters } = parsed.value;
      try {
        return success(await useTool(options, tool, new Map(Object.entries(parameters))));
      } catch (error) {
        if (error instanceof Refusal) return failure(error.message);
        throw error;
      }
    },
  };
}

type Parameters = ReadonlyMap<string, unknown>;

/** @throws Refusal with what to tell the client */
async function useTool(
  options: StataApiOptions,
  tool: string,
  parameters: Parameters,
): Promise<string> {
  const { profile, sessions } = options;
  const name = tool.startsWith('stata_') ? tool : `stata_${tool}`;
  if (!profile.tools.some((each) => each.name === name)) {
    throw new Refusal(`Unknown tool: ${tool}`);
  }
  const session_id = optionalText(parameters, 'session_id');
  if (name === 'stata_session') {
    const action = optionalText(parameters, 'action') ?? 'list';
    return useSessionTool(sessions, { action, session_id });
  }
  const isRaw = Boolean(parameters.get('skip_filter'));
  const run = async (call: StataCall, textOf: Wording): Promise<string> => {
    const wording: Wording = (each, outcome) => textOf(each, outcome, { isRaw });
    return bodyOf(profile, wording, call, await waitFor(options, call));
  };
  if (name === 'stata_run_selection') {
    const selection = requiredText(parameters, 'selection');
    const timeout = profile.selectionTimeoutMs;
    return run(selectionCall(options, selection, { timeout, session_id }), profile.selectionText);
  }
  const file_path = requiredText(parameters, 'file_path');
  const seconds = Math.trunc(Number(parameters.get('timeout') ?? 0));
  const timeout = timeoutMs(Number.isSafeInteger(seconds) ? seconds : 0);
  return run(fileCall(options, { file_path, timeout, session_id }), profile.fileText);
}

function requiredText(parameters: Parameters, name: string): string {
  if (!parameters.has(name)) throw new Refusal(`Missing required parameter: ${name}`);
  const value = parameters.get(name);
  if (typeof value !== 'string') throw new Refusal(`Server error: ${name} is not a string`);
  return value;
}

function optionalText(parameters: Parameters, name: string): string | undefined {
  const value = parameters.get(name);
  return typeof value === 'string' ? value : undefined;
}
