import type { Arrival } from '../timeline/arrival.ts';

/** Is told of each arrival at once, in the order of their happening. */
type RecordArrival = (arrival: Arrival) => void;

/** What ends a call: the tool's result, or the error in its place. */
export type Answer = Extract<Arrival, { readonly kind: 'result' | 'rpc-error' }>;

export interface ToolCall {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly record: RecordArrival;
  /** Asks the server to report progress; it needn't. By default nothing is asked. */
  readonly progress?: boolean;
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}

/** Somebody who calls tools and writes down what is heard, and when. Disposing it ends its session. */
export interface Probe extends AsyncDisposable {
  /**
   * Calls a tool and records everything from `call` to `closed`, whatever becomes of it.
   *
   * @returns the answer, of which the server may well say that it is an error
   * @throws ProbeError when there is none
   */
  call(call: ToolCall): Promise<Answer>;
}

export function isAnswer(arrival: Arrival): arrival is Answer {
  return arrival.kind === 'result' || arrival.kind === 'rpc-error';
}
