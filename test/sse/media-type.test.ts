import { expect, it } from 'vitest';
import { isEventStream, mediaTypeOf } from '../../src/sse/media-type.ts';

it.each([
  ['text/event-stream', 'text/event-stream'],
  ['Text/Event-Stream; charset=UTF-8', 'text/event-stream'],
  [' TEXT/EVENT-STREAM ;x=y', 'text/event-stream'],
  ['application/json', 'application/json'],
  ['text/event-streams', 'text/event-streams'],
  ['', ''],
  [null, ''],
  [undefined, ''],
])('the media type of %s is "%s"', (contentType, type) => {
  expect(mediaTypeOf(contentType)).toBe(type);
  expect(isEventStream(contentType)).toBe(type === 'text/event-stream');
});
