import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { hear } from '../../src/probe/hear.ts';

describe('hear', () => {
  it('dates what a chunk completes by the coming of the chunk', async () => {
    const heard = await hearing('text/event-stream', 'data: 1\n\n:c\ndata', ': 2\n\n');
    expect(heard).toEqual([
      'headers 0',
      'first-byte 1000',
      ...['sse-event 1000', 'json 1000', 'sse-comment 1000'],
      ...['sse-event 2000', 'json 2000'],
    ]);
  });

  it('does not take an empty chunk for the first byte', async () => {
    expect(await hearing('text/event-stream', '', 'data: 1\n\n')).toContain('first-byte 2000');
  });

  it('dates a JSON body by its end', async () => {
    const heard = await hearing('Application/JSON ; charset=utf-8', '{"a"', ':1}');
    expect(heard).toEqual(['headers 0', 'first-byte 1000', 'json 2000']);
  });

  it('hears nothing in an empty JSON body', async () => {
    expect(await hearing('application/json')).toEqual(['headers 0']);
  });

  it('does not read what is neither JSON nor an event stream', async () => {
    expect(await hearing('text/html', '<h1>')).toEqual(['headers 0']);
    expect(await hearing(null, '<h1>')).toEqual(['headers 0']);
  });

  it('gives up a JSON body that is endless', async () => {
    const megabytes = Array.from({ length: 70 }, () => 'x'.repeat(1024 * 1024));
    await expect(hearing('application/json', ...megabytes)).rejects.toThrow('cut off after 64 MiB');
  });
});

/** What is heard, and when, of a body of which a chunk comes every second. */
async function hearing(contentType: string | null, ...chunks: string[]): Promise<string[]> {
  const clock = new VirtualClock();
  const encoder = new TextEncoder();
  const body = async function* () {
    for (const chunk of chunks) {
      await clock.sleep(1000);
      yield encoder.encode(chunk);
    }
  };
  const headers = new Headers(contentType === null ? {} : { 'content-type': contentType });
  const response = { status: 200, headers, body: body(), [Symbol.asyncDispose]: async () => {} };
  const listen = async (): Promise<string[]> => {
    const heard: string[] = [];
    for await (const { kind, atMs } of hear(response, clock)) heard.push(`${kind} ${atMs}`);
    return heard;
  };
  return await clock.runUntil(listen());
}
