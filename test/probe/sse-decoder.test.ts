import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSseDecoder, type SseItem } from '../../src/probe/sse-decoder.ts';

describe('createSseDecoder', () => {
  it('gives up an event whose lines have no end, however short they are', () => {
    const decode = createSseDecoder();
    const lines = bytes('data:\n'.repeat(10_000));
    const decodeThem = (times: number): void => {
      for (let time = 0; time < times; time += 1) decode(lines);
    };
    decodeThem(99);
    decode(bytes('\n'));
    decodeThem(100);
    expect(() => decodeThem(1)).toThrow('cut off at an event of more than 1000000 lines');
  });

  it('reports what an event says, and what it leaves out', () => {
    expect(decodeAll('event: note\nid: 7\ndata: one\ndata: two\n\ndata: bare\n\n')).toEqual([
      { kind: 'event', type: 'note', id: '7', data: 'one\ntwo' },
      { kind: 'event', type: 'message', id: null, data: 'bare' },
    ]);
  });

  it('reports comments and retries where they stand', () => {
    expect(decodeAll(': keepalive\n\nretry: 250\ndata: x\n:\n\n')).toEqual([
      { kind: 'comment', text: 'keepalive' },
      { kind: 'retry', ms: 250 },
      { kind: 'comment', text: '' },
      { kind: 'event', type: 'message', id: null, data: 'x' },
    ]);
  });

  it.each([
    ['a retry with a letter', 'retry: 25a\n'],
    ['a retry below zero', 'retry: -1\n'],
    ['an unknown field', 'colour: red\n'],
    ['an event without data', 'event: note\nid: 1\n\n'],
    ['an event that the stream ends in', 'data: cut off\n'],
    ['an event that the stream ends in the middle of a line of', 'data: cut o'],
  ])('ignores %s', (_, stream) => {
    expect(decodeAll(stream)).toEqual([]);
  });

  it('ignores an id with NUL, and keeps the event', () => {
    expect(decodeAll('id: a\0b\ndata: x\n\n')).toEqual([event('x')]);
  });

  it('reports an event with empty data, which primes a stream for resumption', () => {
    expect(decodeAll('id: 1\ndata:\n\n')).toEqual([{ ...event(''), id: '1' }]);
  });

  it('strips one leading byte order mark, and no second one', () => {
    expect(decodeAll('\uFEFFdata: x\n\n')).toEqual([event('x')]);
    expect(decodeAll('\uFEFF\uFEFFdata: x\n\ndata: y\n\n')).toEqual([event('y')]);
  });

  it.each([
    ['\\r\\r', ['data: a\r\r', 'data: b\r\r']],
    ['\\r\\n\\r', ['data: a\r\n\r', '\ndata: b\r\n\r\n']],
    ['\\n\\r', ['data: a\n\r', 'data: b\n\r']],
  ])('does not wait for the chunk after %s', (_, chunks) => {
    const decode = createSseDecoder();
    expect(chunks.map((chunk) => decode(bytes(chunk)))).toEqual([[event('a')], [event('b')]]);
  });

  it('gives an endless event up', () => {
    const decode = createSseDecoder({ maxEventLength: 1000 });
    expect(() => {
      for (let n = 0; n < 1000; n += 1) decode(bytes('data: 0123456789\n'));
    }).toThrow(new RangeError('an event is longer than 1000 characters'));
  });

  it('gives an endless line up', () => {
    const decode = createSseDecoder({ maxEventLength: 1000 });
    decode(bytes('data: '));
    expect(() => {
      for (let n = 0; n < 1000; n += 1) decode(bytes('0123456789'));
    }).toThrow(new RangeError('an event is longer than 1000 characters'));
  });

  it('takes a large event in very many chunks', () => {
    const decode = createSseDecoder();
    const chunk = bytes('0123456789'.repeat(10));
    decode(bytes('data:'));
    for (let n = 0; n < 200_000; n += 1) decode(chunk);
    expect(decode(bytes('\n\n'))[0]).toHaveProperty('data.length', 20_000_000);
  });

  it('reports any items, however they are cut, each in the chunk that completes it', () => {
    fc.assert(
      fc.property(items, endings, fc.boolean(), fc.array(fc.nat()), (said, eols, hasBom, cuts) => {
        const { stream, completedAt } = serialise(said, eols, hasBom);
        const decode = createSseDecoder();
        let fed = 0;
        let heard = 0;
        for (const chunk of cut(stream, cuts)) {
          fed += chunk.length;
          const due = completedAt.filter((offset) => offset <= fed).length;
          expect(decode(chunk)).toEqual(said.slice(heard, due));
          heard = due;
        }
        expect(heard).toBe(said.length);
      }),
      { numRuns: 1000 },
    );
  });
});

const word = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n\0]/g, ''));

const items: fc.Arbitrary<SseItem[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('event' as const),
      type: word.map((text) => text || 'message'),
      id: fc.option(word),
      data: fc.array(word, { minLength: 1 }).map((lines) => lines.join('\n')),
    }),
    fc.record({ kind: fc.constant('comment' as const), text: word }),
    fc.record({ kind: fc.constant('retry' as const), ms: fc.nat() }),
  ),
);

const endings = fc.array(fc.constantFrom('\n', '\r', '\r\n'), { minLength: 1 });

/** The items as bytes, and how many of them must be there for each item to be complete. */
function serialise(said: readonly SseItem[], eols: readonly string[], hasBom: boolean) {
  let stream = hasBom ? '\uFEFF' : '';
  let lines = 0;
  const completedAt = said.map((item) => {
    let offset = 0;
    for (const line of linesOf(item)) {
      // After \r an empty line that ends in \n would be the rest of a \r\n.
      const eol = eols[lines++ % eols.length] ?? '\n';
      const isSplit = line === '' && eol === '\n' && stream.endsWith('\r');
      stream += line;
      // The first character of a line's end completes it.
      offset = bytes(stream).length + 1;
      stream += isSplit ? '\r' : eol;
    }
    return offset;
  });
  return { stream: bytes(stream), completedAt };
}

function linesOf(item: SseItem): string[] {
  switch (item.kind) {
    case 'comment':
      return [`: ${item.text}`];
    case 'retry':
      return [`retry: ${item.ms}`];
    case 'event': {
      const id = item.id === null ? [] : [`id: ${item.id}`];
      const data = item.data.split('\n').map((line) => `data: ${line}`);
      return [`event: ${item.type}`, ...id, ...data, ''];
    }
  }
}

function cut(stream: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const offsets = cuts.map((cutAt) => cutAt % (stream.length + 1)).sort((a, b) => a - b);
  const ends = [...offsets, stream.length];
  return ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end));
}

function event(data: string): SseItem {
  return { kind: 'event', type: 'message', id: null, data };
}

function decodeAll(stream: string): readonly SseItem[] {
  return createSseDecoder()(bytes(stream));
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
