import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleMacrotasks } from '../../src/clock/settle.ts';
import { ByteQueue, QUEUE_MAX_BYTES } from '../../src/manager/byte-queue.ts';

const GONE = new Error('the reader has left');

describe('a byte queue', () => {
  it('gives what was put, in its order, and then its end', async () => {
    const queue = new ByteQueue();
    for (const byte of [1, 2, 3]) await queue.put(Uint8Array.of(byte));
    queue.end();
    expect(await bytesOf(queue)).toEqual([1, 2, 3]);
  });

  it('breaks after what was put before, and not before it is read', async () => {
    const queue = new ByteQueue();
    await queue.put(Uint8Array.of(1));
    queue.fail(new Error('broken'));
    const reader = queue.stream(() => {}).getReader();
    await settleMacrotasks();
    expect(await reader.read()).toEqual({ done: false, value: Uint8Array.of(1) });
    await expect(reader.read()).rejects.toThrow('broken');
  });

  it('has one end: what comes after it is ignored, and waits for nothing', async () => {
    const queue = new ByteQueue({ maxBytes: 0 });
    queue.end();
    await queue.put(Uint8Array.of(1));
    queue.fail(new Error('too late'));
    expect(await bytesOf(queue)).toEqual([]);
  });

  it('lets the producer wait while it holds more than it may, and takes a chunk above that', async () => {
    const queue = new ByteQueue({ maxBytes: 10 });
    expect(await isWaiting(queue.put(new Uint8Array(10)))).toBe(false);
    const tooMuch = queue.put(new Uint8Array(1000));
    expect(await isWaiting(tooMuch)).toBe(true);
    const reader = queue.stream(() => {}).getReader();
    expect((await reader.read()).value?.byteLength).toBe(10);
    expect(await isWaiting(tooMuch)).toBe(true);
    expect((await reader.read()).value?.byteLength).toBe(1000);
    await tooMuch;
  });

  it('holds 64 KiB if nothing else is said', async () => {
    const queue = new ByteQueue();
    expect(QUEUE_MAX_BYTES).toBe(65_536);
    expect(await isWaiting(queue.put(new Uint8Array(QUEUE_MAX_BYTES)))).toBe(false);
    expect(await isWaiting(queue.put(new Uint8Array(1)))).toBe(true);
  });

  it('never gives more, less or other than was put, nor holds more than its bound and one chunk', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 })),
        fc.nat(40),
        async (chunks, maxBytes) => {
          const queue = new ByteQueue({ maxBytes });
          let [putBytes, lastBytes] = [0, 0];
          const produce = async (): Promise<void> => {
            for (const chunk of chunks) {
              lastBytes = chunk.byteLength;
              putBytes += lastBytes;
              await queue.put(chunk);
            }
            queue.end();
          };
          const producing = produce();
          const read: number[] = [];
          const stream = queue.stream(() => {});
          await settleMacrotasks();
          for await (const chunk of stream) {
            read.push(...chunk);
            await settleMacrotasks(); // The producer goes as far as it may.
            expect(putBytes - read.length).toBeLessThanOrEqual(maxBytes + lastBytes);
          }
          await producing;
          expect(read).toEqual(chunks.flatMap((chunk) => [...chunk]));
        },
      ),
    );
  });

  it('reads nothing ahead: a chunk is taken when it is asked for', async () => {
    const queue = new ByteQueue();
    await queue.put(Uint8Array.of(1));
    queue.stream(() => {});
    await settleMacrotasks();
    expect(queue.isEmpty).toBe(false);
  });

  it('tells that its reader has left, and why', async () => {
    const left = Promise.withResolvers<unknown>();
    await new ByteQueue().stream(left.resolve).cancel(GONE);
    expect(await left.promise).toBe(GONE);
  });

  it('once abandoned, throws at those that wait and at those that come, and holds nothing', async () => {
    const queue = new ByteQueue({ maxBytes: 0 });
    const waiting = queue.put(Uint8Array.of(1));
    queue.abandon(GONE);
    await expect(waiting).rejects.toBe(GONE);
    await expect(queue.put(Uint8Array.of(2))).rejects.toBe(GONE);
    expect(queue.isEmpty).toBe(true);
  });
});

async function bytesOf(queue: ByteQueue): Promise<readonly number[]> {
  return [...(await new Response(queue.stream(() => {})).bytes())];
}

async function isWaiting(putting: Promise<void>): Promise<boolean> {
  let isPending = true;
  void putting.then(() => {
    isPending = false;
  });
  await settleMacrotasks();
  return isPending;
}
