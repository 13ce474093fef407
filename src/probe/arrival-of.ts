import { z } from 'zod';
import type { ArrivalKind } from '../timeline/arrival.ts';
import { parseRpcMessage, type RpcId } from './json-rpc.ts';

/** What tells one call's messages from another's. */
export interface CallIdentity {
  readonly id: RpcId;
  /** Given only when progress was asked for. */
  readonly progressToken?: RpcId;
}

/** The method of an `other` arrival that isn't JSON-RPC, or isn't what its method demands. */
export const MALFORMED = '(malformed)';

/** The method of an `other` arrival that answers a request which this call is not. */
export const UNMATCHED_RESPONSE = '(answer to another request)';

/**
 * What a client hears when this message comes during this call.
 *
 * A malformed message is an arrival too: that the judged speaks nonsense is evidence, and no reason
 * for the probe to fail. An error that names no request is this call's, being on its response.
 */
export function arrivalOf(message: unknown, call: CallIdentity): ArrivalKind {
  const rpc = parseRpcMessage(message);
  switch (rpc.kind) {
    case 'said':
      return arrivalOfSaid(rpc.method, rpc.params, call);
    case 'result':
      return rpc.id === call.id ? arrivalOfResult(rpc.result) : other(UNMATCHED_RESPONSE);
    case 'error':
      return rpc.id === call.id || rpc.id === null
        ? { kind: 'rpc-error', code: rpc.code, text: rpc.message }
        : other(UNMATCHED_RESPONSE);
    case 'malformed':
      return other(MALFORMED);
  }
}

const LogMessage = z.object({
  level: z.string(),
  logger: z.string().nullish(),
  data: z.unknown(),
});

/** @param params - of `notifications/message` */
export function arrivalOfLogMessage(params: unknown): ArrivalKind {
  const parsed = LogMessage.safeParse(params);
  if (!parsed.success) return other(MALFORMED);
  const { level, logger = null, data } = parsed.data;
  const text = typeof data === 'string' ? data : (JSON.stringify(data) ?? '');
  return { kind: 'message', level, logger, text };
}

const Progress = z.object({
  progress: z.number(),
  total: z.number().nullish(),
  message: z.string().nullish(),
});

/** @param params - of `notifications/progress` */
export function arrivalOfProgress(params: unknown): ArrivalKind {
  const parsed = Progress.safeParse(params);
  if (!parsed.success) return other(MALFORMED);
  const { progress, total = null, message } = parsed.data;
  return { kind: 'progress', progress, total, text: message ?? '' };
}

/** What the text of a result begins with that only asks for something (MCP 2026-07-28). */
export const INPUT_REQUIRED = '(input required)';

const InputRequired = z.object({
  resultType: z.literal('input_required'),
  inputRequests: z.record(z.string(), z.looseObject({ method: z.string() })).catch({}),
});

const ToolResult = z.object({
  content: z.array(z.unknown()).catch([]),
  isError: z.boolean().catch(false),
});
const TextBlock = z.object({ type: z.literal('text'), text: z.string() });

/**
 * An answer with wrong contents is an answer still, with what text there is in it.
 *
 * @param result - of `tools/call`
 */
export function arrivalOfResult(result: object): Extract<ArrivalKind, { kind: 'result' }> {
  const asks = InputRequired.safeParse(result);
  if (asks.success) {
    const methods = Object.values(asks.data.inputRequests).map(({ method }) => method);
    return { kind: 'result', isError: false, text: [INPUT_REQUIRED, ...methods].join(' ') };
  }
  const { content, isError } = ToolResult.parse(result);
  const blocks = content.map((block) => TextBlock.safeParse(block));
  const texts = blocks.flatMap(({ data }) => (data === undefined ? [] : [data.text]));
  return { kind: 'result', isError, text: texts.join('\n') };
}

const ProgressToken = z.object({ progressToken: z.union([z.string(), z.number()]) });

/** Whose progress a message tells, whatever call it came during; null when it tells none. */
export function progressTokenIn(message: unknown): RpcId | null {
  const rpc = parseRpcMessage(message);
  if (rpc.kind !== 'said' || rpc.method !== 'notifications/progress') return null;
  return ProgressToken.safeParse(rpc.params).data?.progressToken ?? null;
}

function arrivalOfSaid(method: string, params: unknown, call: CallIdentity): ArrivalKind {
  if (method === 'notifications/message') return arrivalOfLogMessage(params);
  if (method !== 'notifications/progress') return other(method);
  const token = ProgressToken.safeParse(params);
  if (!token.success) return other(MALFORMED);
  return token.data.progressToken === call.progressToken
    ? arrivalOfProgress(params)
    : other(method);
}

function other(method: string): ArrivalKind {
  return { kind: 'other', method };
}
