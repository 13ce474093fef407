import type { CallEvidence } from './evidence.ts';

/** What a call was answered as, such as `text/event-stream`; `nothing` when it wasn't. */
export function mediaTypeOf({ headers }: CallEvidence): string {
  if (headers === null) return 'nothing';
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase() || 'no content type';
}
