import type { BodyChange } from './change-body.ts';

/** Passes a body on in pieces of at least so many bytes, as a buffer of that size does; the last piece is what is left. */
export function piecesOf(bytes: number): BodyChange {
  return async function* (chunks) {
    let held: Uint8Array[] = [];
    let heldBytes = 0;
    for await (const chunk of chunks) {
      held.push(chunk);
      heldBytes += chunk.byteLength;
      if (heldBytes < bytes) continue;
      yield Buffer.concat(held);
      [held, heldBytes] = [[], 0];
    }
    yield Buffer.concat(held);
  };
}
