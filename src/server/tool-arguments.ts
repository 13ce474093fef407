import { z } from 'zod';

/** What a call takes that doesn't say how long it may take: ten minutes. */
const DEFAULT_TIMEOUT_S = 600;

const sessionId = z.string(typed('string')).optional();

/** What can be asked of each tool. What else is there is ignored, as stata-mcp does. */
const TOOL_ARGUMENTS = {
  stata_run_selection: z.object({
    selection: z.string(required('selection', 'string')),
    session_id: sessionId,
  }),
  stata_run_file: z.object({
    file_path: z.string(required('file_path', 'string')),
    timeout: z.int(typed('integer')).default(DEFAULT_TIMEOUT_S).transform(timeoutMs),
    session_id: sessionId,
  }),
  stata_session: z.object({
    action: z
      .enum(['list', 'destroy'], {
        error: ({ input }) => `${python(input)} is not one of ['list', 'destroy']`,
      })
      .default('list'),
    session_id: sessionId,
  }),
} as const;

export type ToolName = keyof typeof TOOL_ARGUMENTS;

/** A call of a tool, with arguments that fit it. */
export type ParsedToolCall = {
  [Name in ToolName]: {
    readonly name: Name;
    readonly args: z.output<(typeof TOOL_ARGUMENTS)[Name]>;
  };
}[ToolName];

/**
 * Reads a tool's arguments.
 *
 * @returns the call, or what is wrong with it, in the words of Python's jsonschema
 */
export function parseToolCall(name: ToolName, args: unknown): ParsedToolCall | string {
  switch (name) {
    case 'stata_run_selection':
      return parsed(TOOL_ARGUMENTS[name].safeParse(args), (args) => ({ name, args }));
    case 'stata_run_file':
      return parsed(TOOL_ARGUMENTS[name].safeParse(args), (args) => ({ name, args }));
    case 'stata_session':
      return parsed(TOOL_ARGUMENTS[name].safeParse(args), (args) => ({ name, args }));
  }
}

/** A timeout in seconds as stata-mcp understands it: what isn't positive is the default. */
export function timeoutMs(seconds: number): number {
  return (seconds > 0 ? seconds : DEFAULT_TIMEOUT_S) * 1000;
}

function parsed<Args>(
  result: z.ZodSafeParseResult<Args>,
  toCall: (args: Args) => ParsedToolCall,
): ParsedToolCall | string {
  return result.success ? toCall(result.data) : (result.error.issues[0]?.message ?? 'invalid');
}

function required(name: string, type: string) {
  return {
    error: ({ input }: { readonly input?: unknown }) =>
      input === undefined ? `'${name}' is a required property` : notOfType(input, type),
  };
}

function typed(type: string) {
  return { error: ({ input }: { readonly input?: unknown }) => notOfType(input, type) };
}

function notOfType(input: unknown, type: string): string {
  return `${python(input)} is not of type '${type}'`;
}

/** A JSON value as Python writes it; objects and lists only nearly so. */
function python(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  return JSON.stringify(value);
}
