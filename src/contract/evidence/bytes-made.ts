import type { CallEvidence } from './evidence.ts';
import { saidTexts } from './matched-event.ts';

/** How much of a call's output was made before an instant, by its own stamps, and how much in all. */
export function bytesMadeBefore(
  call: CallEvidence,
  instantMs: number,
): { readonly bytes: number; readonly total: number } {
  const stamps = saidTexts(call).flatMap((text) => {
    const [, at] = / at=(\d+) /.exec(text) ?? [];
    return at === undefined ? [] : [Number(at)];
  });
  const before = stamps.filter((atMs) => atMs < instantMs).length;
  const { payloadBytes } = call.script;
  return { bytes: before * payloadBytes, total: stamps.length * payloadBytes };
}
