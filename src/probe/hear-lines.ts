import type { Clock } from '../clock/clock.ts';
import { isEventStream } from '../sse/media-type.ts';
import type { Arrival } from '../timeline/arrival.ts';
import type { Allowance } from './allowance.ts';
import { hear } from './hear.ts';
import type { WireResponse } from './wire.ts';

/**
 * Listens to an endpoint that isn't MCP, and whose event stream carries lines: each event's data are a
 * message, and the stream's end is the result. A stream that breaks has none.
 *
 * @param failure - what is in a line by which the endpoint says that a run has failed; null for one
 *   that doesn't say
 * @param allowance - see {@link hear}
 * @throws when the connection breaks, or the allowance is used up
 */
export async function* hearLines(
  response: WireResponse,
  clock: Clock,
  failure: string | null,
  allowance?: Allowance,
): AsyncGenerator<Arrival> {
  let isFailed = false;
  let contentType: string | null = null;
  for await (const heard of hear(response, clock, allowance)) {
    // That a line may be JSON means nothing here.
    if (heard.kind === 'json') continue;
    yield heard;
    if (heard.kind === 'headers') contentType = heard.contentType;
    if (heard.kind !== 'sse-event' || heard.data === '') continue;
    const { atMs, data: text } = heard;
    if (failure !== null && text.includes(failure)) isFailed = true;
    yield { kind: 'message', atMs, level: 'info', logger: null, text };
  }
  const isStream = response.status === 200 && isEventStream(contentType);
  const text = isStream ? '' : `${response.status} ${contentType ?? 'without a content type'}`;
  yield { kind: 'result', atMs: clock.now(), isError: isFailed || !isStream, text };
}
