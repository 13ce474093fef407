import { decoded } from './decoded.ts';
import type { Wire } from './wire.ts';

/** A wire whose responses have their content encoding undone, for who asks for one. */
export function decodingWire(wire: Wire): Wire {
  return {
    exchange: async (request) => decoded(await wire.exchange(request)),
    [Symbol.asyncDispose]: () => wire[Symbol.asyncDispose](),
  };
}
