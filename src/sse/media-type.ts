/** What event streams are sent as. */
export const EVENT_STREAM_TYPE = 'text/event-stream';

/**
 * The media type that a `Content-Type` names, in lower case and without its parameters: types are compared
 * without regard to case (RFC 9110, 8.3.1). Empty when there is none.
 *
 * @example `mediaTypeOf('Text/Event-Stream; charset=UTF-8')` is `text/event-stream`
 */
export function mediaTypeOf(contentType: string | null | undefined): string {
  const [type = ''] = (contentType ?? '').split(';');
  return type.trim().toLowerCase();
}

/** Whether a response with this `Content-Type` is an event stream. */
export function isEventStream(contentType: string | null | undefined): boolean {
  return mediaTypeOf(contentType) === EVENT_STREAM_TYPE;
}
