/** A thing heard by a client, with its time. Only a probe writes these. */
export type Arrival = ArrivalKind & {
  /** The instant it was heard, in milliseconds since the clock's start. */
  readonly atMs: number;
};

/** What can be heard. It has no time in it yet. */
export type ArrivalKind =
  /** The client has sent the tool call: the zero from which latencies are counted. */
  | { readonly kind: 'call'; readonly tool: string }
  /** The response's status line and headers. */
  | { readonly kind: 'headers'; readonly status: number; readonly contentType: string | null }
  /** The first byte of the body; proves nothing about the first event (a gzip header is a byte). */
  | { readonly kind: 'first-byte' }
  /** A decoded Server-Sent Event, whatever is in it. */
  | {
      readonly kind: 'sse-event';
      readonly type: string;
      readonly id: string | null;
      readonly data: string;
    }
  /** An SSE comment, as servers send to keep a silent stream alive. */
  | { readonly kind: 'sse-comment'; readonly text: string }
  /** `notifications/message`: a line of a log. */
  | {
      readonly kind: 'message';
      readonly level: string;
      readonly logger: string | null;
      readonly text: string;
    }
  /** `notifications/progress` for this call's token. */
  | {
      readonly kind: 'progress';
      readonly progress: number;
      readonly total: number | null;
      readonly text: string;
    }
  /** Any other notification or request from the server. */
  | { readonly kind: 'other'; readonly method: string }
  /** The tool's result: the answer to the call. */
  | { readonly kind: 'result'; readonly isError: boolean; readonly text: string }
  /** A JSON-RPC error in place of a result. */
  | { readonly kind: 'rpc-error'; readonly code: number; readonly text: string }
  /** The body is over: by its own end, or because the connection broke. */
  | { readonly kind: 'closed'; readonly reason: string | null };
