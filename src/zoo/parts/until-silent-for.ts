import type { Clock } from '../../clock/clock.ts';
import type { BodyChange } from './change-body.ts';

/** Breaks a body off in which nothing came for so long, in milliseconds. */
export function untilSilentFor(ms: number, clock: Clock): BodyChange {
  return async function* (chunks) {
    const iterator = chunks[Symbol.asyncIterator]();
    for (;;) {
      const heard = new AbortController();
      const idle = clock.sleep(ms, heard.signal).then(
        () => undefined,
        () => undefined,
      );
      const next = await Promise.race([iterator.next(), idle]);
      heard.abort('something came');
      if (next === undefined) {
        void iterator.return?.();
        throw new Error(`nothing moved for ${ms / 1000} s`);
      }
      if (next.done) return;
      yield next.value;
    }
  };
}
