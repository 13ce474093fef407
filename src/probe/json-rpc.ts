import { z } from 'zod';

export type RpcId = string | number;

/** A JSON-RPC message from a server, as far as a client must tell one from another. */
export type RpcMessage =
  /** A notification or a request. */
  | { readonly kind: 'said'; readonly method: string; readonly params: unknown }
  | { readonly kind: 'result'; readonly id: RpcId; readonly result: object }
  /** The id is null when the server couldn't tell what it answers. */
  | {
      readonly kind: 'error';
      readonly id: RpcId | null;
      readonly code: number;
      readonly message: string;
    }
  | { readonly kind: 'malformed' };

// More lenient than the SDK's schemas, on purpose: a witness reports what it heard, also from a
// server with one key too many. It is much faster too: no union, so no failed alternatives.
const Id = z.union([z.string(), z.number()]);
const Envelope = z.object({
  jsonrpc: z.literal('2.0'),
  id: Id.nullish(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.looseObject({}).optional(),
  error: z.object({ code: z.number(), message: z.string() }).optional(),
});

const MALFORMED = { kind: 'malformed' } as const;

/** Tells what a message is. Never throws: a message that is none is `malformed`. */
export function parseRpcMessage(message: unknown): RpcMessage {
  const envelope = Envelope.safeParse(message);
  if (!envelope.success) return MALFORMED;
  const { id, method, params, result, error } = envelope.data;
  if (method !== undefined) return { kind: 'said', method, params };
  if (error !== undefined) return { kind: 'error', id: id ?? null, ...error };
  if (result !== undefined && id != null) return { kind: 'result', id, result };
  return MALFORMED;
}

/** The body of a request, or of a notification when there is no id. */
export function formatRpc(method: string, params?: object, id?: RpcId): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}
