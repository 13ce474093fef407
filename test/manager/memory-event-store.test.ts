import { describe, expect, it } from 'vitest';
import {
  MemoryEventStore,
  type MemoryEventStoreOptions,
} from '../../src/manager/memory-event-store.ts';

describe('MemoryEventStore', () => {
  it('replays what came after an event on its stream, and nothing of another stream', async () => {
    const store = await stored(['a', 'b', 'a', 'b', 'a']);
    expect(await replay(store, '1')).toEqual(['a', ['3', '5']]);
    expect(await replay(store, '4')).toEqual(['b', []]);
  });

  it('counts its ids up, across streams', async () => {
    const store = new MemoryEventStore();
    expect(await store.storeEvent('a', message(1))).toBe('1');
    expect(await store.storeEvent('b', message(2))).toBe('2');
    expect(await store.getStreamIdForEventId('2')).toBe('b');
  });

  it('knows no event that never was', async () => {
    const store = await stored(['a']);
    expect(await store.getStreamIdForEventId('2')).toBeUndefined();
    await expect(replay(store, '2')).rejects.toThrow('no event 2');
  });

  it('forgets the oldest when there are too many, and then knows nothing of them', async () => {
    const store = await stored(['a', 'a', 'a', 'a'], { eventsMax: 2 });
    expect(await store.getStreamIdForEventId('2')).toBeUndefined();
    expect(await replay(store, '3')).toEqual(['a', ['4']]);
  });

  it('forgets the oldest when they take too many bytes', async () => {
    const bytes = Buffer.byteLength(JSON.stringify(message(1)));
    const store = await stored(['a', 'a', 'a', 'a'], { bytesMax: 3 * bytes });
    expect(store.bytes).toBe(3 * bytes);
    expect(await store.getStreamIdForEventId('1')).toBeUndefined();
    expect(await replay(store, '2')).toEqual(['a', ['3', '4']]);
  });

  it('replays what comes while it replays', async () => {
    const store = await stored(['a', 'b', 'a']);
    const heard: string[] = [];
    await store.replayEventsAfter('1', {
      send: async (id) => {
        heard.push(id);
        for (const stream of ['b', 'a']) {
          if (heard.length < 4) await store.storeEvent(stream, message(9));
        }
      },
    });
    expect(heard).toEqual(['3', '5', '7', '9']);
  });

  it('says so when it forgets faster than it replays, rather than leave something out', async () => {
    const store = await stored(['a', 'a'], { eventsMax: 2 });
    const send = async (): Promise<void> => {
      for (const n of [1, 2, 3]) await store.storeEvent('a', message(n));
    };
    await expect(store.replayEventsAfter('1', { send })).rejects.toThrow('event 3 was forgotten');
  });

  it('knows which streams have ended', async () => {
    const store = await stored(['a', 'b']);
    await store.storeEvent('a', { jsonrpc: '2.0', id: 1, result: {} });
    store.noteWaiting([]);
    expect(['1', '2', '3', '9'].map((id) => store.isOfEndedStream(id))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

function message(n: number) {
  return { jsonrpc: '2.0', method: 'notifications/message', params: { n } } as const;
}

async function stored(streams: readonly string[], options?: MemoryEventStoreOptions) {
  const store = new MemoryEventStore(options);
  for (const [index, stream] of streams.entries()) await store.storeEvent(stream, message(index));
  return store;
}

async function replay(store: MemoryEventStore, lastEventId: string) {
  const ids: string[] = [];
  const stream = await store.replayEventsAfter(lastEventId, {
    send: async (id) => void ids.push(id),
  });
  return [stream, ids] as const;
}
