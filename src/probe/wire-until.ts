import type { Wire } from './wire.ts';

/** A wire all of whose exchanges end when a signal is aborted, and with its reason. */
export function wireUntil(wire: Wire, signal: AbortSignal): Wire {
  return {
    ...(wire.isInProcess === undefined ? {} : { isInProcess: wire.isInProcess }),
    exchange: (request) =>
      wire.exchange({ ...request, signal: AbortSignal.any([request.signal, signal]) }),
    [Symbol.asyncDispose]: () => wire[Symbol.asyncDispose](),
  };
}
