import { type LoggingLevel, LoggingLevelSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

/** The one version of MCP so far in which each request stands for itself. */
export const STATELESS_VERSION = '2026-07-28';

/** A request, with all that must be known of its client. */
export interface StatelessRequest {
  readonly id: string | number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What the client can be asked for. */
  readonly capabilities: Readonly<Record<string, unknown>>;
  readonly clientInfo: { readonly name: string; readonly version: string };
  /** The least severe log messages that the client wants; null when it wants none. */
  readonly logLevel: LoggingLevel | null;
  /** What the client says to what it was asked when it made this request before. */
  readonly inputResponses: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const META = 'io.modelcontextprotocol/';

const Body = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number().int()]).optional(),
  method: z.string(),
  params: z.looseObject({ _meta: z.looseObject({}).optional() }).optional(),
});

const Meta = z.looseObject({
  [`${META}protocolVersion`]: z.string(),
  [`${META}clientCapabilities`]: z.looseObject({}),
  [`${META}clientInfo`]: z.looseObject({ name: z.string(), version: z.string() }).optional(),
  [`${META}logLevel`]: LoggingLevelSchema.optional(),
});

const InputResponses = z.record(z.string(), z.looseObject({})).catch({});

/** What a client asks, or the answer to a client that asks it wrongly. */
export type Reading =
  | { readonly kind: 'request'; readonly asked: StatelessRequest }
  | { readonly kind: 'refused'; readonly response: Response };

/** Reads a POST, and holds its headers against its body (MCP 2026-07-28, Request Metadata). */
export async function readStateless(request: Request): Promise<Reading> {
  const text = await request.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused(-32700, 'Parse error: Invalid JSON', null);
  }
  const body = Body.safeParse(json);
  if (!body.success) return refused(-32600, 'Invalid Request: one JSON-RPC request is due', null);
  const { id, method, params = {} } = body.data;
  // This version has no notification that a client sends over HTTP, and no use for another one.
  if (id === undefined) return { kind: 'refused', response: new Response(null, { status: 202 }) };
  const mismatch = mismatchIn(request.headers, method, params);
  if (mismatch !== null) return refused(-32020, `Header mismatch: ${mismatch}`, id);
  const meta = Meta.safeParse(params._meta);
  if (!meta.success) {
    const where = meta.error.issues[0]?.path.join('.') || '_meta';
    return refused(-32602, `Invalid params: _meta lacks a right ${where}`, id);
  }
  const requested = meta.data[`${META}protocolVersion`];
  if (requested !== STATELESS_VERSION) {
    const data = { supported: [STATELESS_VERSION], requested };
    return refused(-32022, 'Unsupported protocol version', id, data);
  }
  const { _meta: _, inputResponses, ...rest } = params;
  const { progressToken } = meta.data;
  const forServer = progressToken === undefined ? rest : { ...rest, _meta: { progressToken } };
  return {
    kind: 'request',
    asked: {
      id,
      method,
      params: forServer,
      capabilities: meta.data[`${META}clientCapabilities`],
      clientInfo: meta.data[`${META}clientInfo`] ?? { name: 'unnamed', version: '' },
      logLevel: meta.data[`${META}logLevel`] ?? null,
      inputResponses: InputResponses.parse(inputResponses),
    },
  };
}

type Params = NonNullable<z.infer<typeof Body>['params']>;

/** What a request says otherwise in its headers than in its body; null when they agree. */
function mismatchIn(headers: Headers, method: string, params: Params): string | null {
  const named = NAMED_BY[method];
  const pairs: readonly (readonly [string, unknown])[] = [
    ['MCP-Protocol-Version', params._meta?.[`${META}protocolVersion`]],
    ['Mcp-Method', method],
    ...(named === undefined ? [] : [['Mcp-Name', params[named]] as const]),
  ];
  for (const [name, meant] of pairs) {
    const value = headers.get(name);
    if (value === null) return `${name} is missing`;
    const isMet = meant === undefined || (name === 'Mcp-Name' ? plain(value) : value) === meant;
    if (!isMet) return `${name} is ${value}, and the body says otherwise`;
  }
  return null;
}

/** By which of its params a request is named in its headers, too. */
const NAMED_BY: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

/** What can't stand in a header as it is, is there in Base64. */
function plain(value: string): string {
  const [, encoded] = /^=\?base64\?(.*)\?=$/.exec(value) ?? [];
  return encoded === undefined ? value : (decoded(encoded) ?? value);
}

/** Base64 as text in UTF-8; null when it is neither. */
function decoded(base64: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refused(
  code: number,
  message: string,
  id: StatelessRequest['id'] | null,
  data?: object,
): Reading {
  const error = { code, message, ...(data === undefined ? {} : { data }) };
  const response = Response.json({ jsonrpc: '2.0', id, error }, { status: 400 });
  return { kind: 'refused', response };
}
