import { mediaTypeOf } from '../../sse/media-type.ts';
import type { CallEvidence } from './evidence.ts';

/** What a call was answered as, such as `text/event-stream`; `nothing` when it wasn't. */
export function answerTypeOf({ headers }: CallEvidence): string {
  if (headers === null) return 'nothing';
  return mediaTypeOf(headers['content-type']) || 'no content type';
}
