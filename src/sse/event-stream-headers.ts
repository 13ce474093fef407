import { EVENT_STREAM_TYPE } from './media-type.ts';

/** What an event stream is sent with: neither compressed nor collected on the way, since both hold events back. */
export const EVENT_STREAM_HEADERS = {
  'content-type': EVENT_STREAM_TYPE,
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;
