import { CLIENT_INFO } from './client-info.ts';
import { formatRpc, type RpcId } from './json-rpc.ts';

/** A JSON-RPC message that a client sends: a request, or without an id a notification. */
export interface ClientMessage {
  readonly method: string;
  readonly params?: object;
  readonly id?: RpcId;
}

/** A message as it is posted: the body, and the headers that go with this body and no other. */
export interface RequestEnvelope {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Since this version of MCP every request says all that must be known of its client: no sessions. */
const STATELESS_SINCE = '2026-07-28';

/** Whether a version of MCP has no sessions. Versions are dates, and so in the order of their text. */
export function isStateless(protocolVersion: string): boolean {
  return protocolVersion >= STATELESS_SINCE;
}

/** What a request has to say besides its message. */
export interface RequestContext {
  /** What is spoken. */
  readonly protocolVersion: string;
  /** What the client can be asked for; by default nothing. Said with every request, or never. */
  readonly capabilities?: object;
  /** Whether the client wants log messages; default true. Before 2026-07-28 it can't say so here. */
  readonly wantsLogs?: boolean;
}

/** A message in the envelope of a version of MCP: what else its client has to say in the body and in headers. */
export function envelopeOf(message: ClientMessage, context: RequestContext): RequestEnvelope {
  const { method, params, id } = message;
  const { protocolVersion, capabilities = {}, wantsLogs = true } = context;
  if (!isStateless(protocolVersion)) return { body: formatRpc(method, params, id), headers: {} };
  const meta = {
    [`${RESERVED}protocolVersion`]: protocolVersion,
    [`${RESERVED}clientInfo`]: CLIENT_INFO,
    [`${RESERVED}clientCapabilities`]: capabilities,
    ...(wantsLogs ? { [`${RESERVED}logLevel`]: 'debug' } : {}),
    ...metaIn(params),
  };
  const name = params !== undefined && 'name' in params ? String(params.name) : undefined;
  return {
    body: formatRpc(method, { ...params, _meta: meta }, id),
    headers: {
      'mcp-protocol-version': protocolVersion,
      'mcp-method': method,
      ...(name === undefined ? {} : { 'mcp-name': headerValueOf(name) }),
    },
  };
}

/** What the specification keeps to itself in `_meta`. */
const RESERVED = 'io.modelcontextprotocol/';

function metaIn(params: object = {}): object {
  return '_meta' in params && typeof params._meta === 'object' ? { ...params._meta } : {};
}

/** A name as it can stand in a header: as it is, or in Base64 where that could be misread. */
function headerValueOf(text: string): string {
  const isPlain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text);
  if (isPlain && !/^=\?base64\?.*\?=$/.test(text)) return text;
  return `=?base64?${Buffer.from(text).toString('base64')}?=`;
}
