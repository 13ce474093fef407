import { describe, expect, it } from 'vitest';
import { settleMacrotasks } from '../../src/clock/settle.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { OutgoingStream } from '../../src/manager/outgoing-stream.ts';

const CHUNK = new Uint8Array(100);

describe('an outgoing stream', () => {
  it('lets through what is enqueued, as it comes, and its end', async () => {
    const { enqueue, close, reader, response } = open();
    expect(response.headers.get('x-kept')).toBe('yes');
    enqueue(CHUNK);
    expect((await reader.read()).value).toBe(CHUNK);
    close();
    expect((await reader.read()).done).toBe(true);
  });

  it('has room until more bytes wait than may, and again when enough have been read', async () => {
    const { stream, enqueue, reader } = open({ waitingMax: 250 });
    for (const isFull of [false, false, true]) {
      enqueue(CHUNK);
      expect(await isDrained(stream)).toBe(!isFull);
    }
    expect(stream.waiting).toBe(300);
    await reader.read();
    expect(await isDrained(stream)).toBe(true);
    expect(stream.waiting).toBe(200);
  });

  it('counts anew when its reader has caught up, however wrong it was told', async () => {
    const { stream, enqueue, reader } = open({ waitingMax: 250 });
    enqueue(CHUNK, 1000);
    expect(await isDrained(stream)).toBe(false);
    await reader.read();
    const asked = reader.read();
    await settleMacrotasks();
    enqueue(CHUNK, 1000);
    await asked;
    expect(await isDrained(stream)).toBe(true);
  });

  it('holds nobody back once its reader has gone, and tells the source', async () => {
    const { stream, enqueue, reader, cancelled } = open({ waitingMax: 0 });
    enqueue(CHUNK);
    const waiting = stream.drained();
    await reader.cancel('gone');
    await waiting;
    expect(await cancelled).toBe('gone');
    stream.added(1000);
    expect([stream.isOver, stream.waiting, await isDrained(stream)]).toEqual([true, 0, true]);
  });

  it('says that it is alive when it has been silent for long enough, not sooner', async () => {
    const { clock, enqueue, reader } = open({ keepAliveMs: 15_000 });
    const heard: string[] = [];
    const listen = async (): Promise<void> => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        heard.push(`${clock.now()} ${new TextDecoder().decode(value).trim()}`);
      }
    };
    void listen();
    await clock.runUntil(clock.sleep(10_000));
    enqueue(new TextEncoder().encode('data: x\n\n'));
    await clock.runUntil(clock.sleep(46_000));
    expect(heard).toEqual([
      '10000 data: x',
      '25000 : keepalive',
      '40000 : keepalive',
      '55000 : keepalive',
    ]);
  });

  it('keeps one keep-alive comment at most for a reader that has stopped reading', async () => {
    const { clock, reader } = open({ keepAliveMs: 15_000 });
    const first = reader.read();
    await clock.runUntil(clock.sleep(100_000));
    await first;
    const unread = [reader.read(), reader.read()];
    await clock.runUntil(Promise.race([Promise.all(unread), clock.sleep(4000)]));
    expect(clock.now()).toBe(104_000);
  });

  it.each([
    ['its end', (open: Opened) => open.close()],
    ['its reader leaving', (open: Opened) => void open.reader.cancel()],
  ])('is silent after %s', async (_what, end) => {
    const opened = open({ keepAliveMs: 15_000 });
    void opened.reader.read();
    end(opened);
    await settleMacrotasks();
    await opened.clock.runUntil(opened.clock.sleep(60_000));
    expect(opened.stream.isOver).toBe(true);
  });
});

type Opened = ReturnType<typeof open>;

function open({ waitingMax = 1000, keepAliveMs = 0 } = {}) {
  const clock = new VirtualClock({ warn: () => {} });
  const stream = new OutgoingStream({
    clock,
    waitingMax,
    keepAliveMs,
    keepAliveComment: () => ': keepalive\n\n',
  });
  const cancelled = Promise.withResolvers<unknown>();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
    cancel: cancelled.resolve,
  });
  const response = stream.through(new Response(body, { headers: { 'x-kept': 'yes' } }));
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('no body');
  return {
    clock,
    stream,
    response,
    reader,
    cancelled: cancelled.promise,
    enqueue: (chunk: Uint8Array, bytes = chunk.byteLength) => {
      controller?.enqueue(chunk);
      stream.added(bytes);
    },
    close: () => controller?.close(),
  };
}

async function isDrained(stream: OutgoingStream): Promise<boolean> {
  let isFree = false;
  void stream.drained().then(() => {
    isFree = true;
  });
  await settleMacrotasks();
  return isFree;
}
