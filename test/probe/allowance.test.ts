import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { Allowance, TooMuchError } from '../../src/probe/allowance.ts';
import { decoded } from '../../src/probe/decoded.ts';
import { hear } from '../../src/probe/hear.ts';
import { parseJson, VALUES_MAX } from '../../src/probe/parse-json.ts';
import type { WireResponse } from '../../src/probe/wire.ts';

/** A response without an end: it says the same again and again, and counts how often. */
function endless(piece: Uint8Array, headers: Readonly<Record<string, string>>) {
  const sent = { pieces: 0 };
  const response: WireResponse = {
    status: 200,
    headers: new Headers(headers),
    body: (async function* () {
      for (;;) {
        sent.pieces += 1;
        yield piece;
      }
    })(),
    [Symbol.asyncDispose]: async () => {},
  };
  return { sent, response };
}

async function hearAll(response: WireResponse, allowance: Allowance): Promise<number> {
  let heard = 0;
  for await (const _ of hear(response, new VirtualClock(), allowance)) heard += 1;
  return heard;
}

const text = new TextEncoder();

describe('an allowance', () => {
  it('ends what has no end, whatever is sent, and says what was too much', async () => {
    const types = fc.constantFrom('text/event-stream', 'application/json', 'Text/Event-Stream; x');
    const pieces = fc.oneof(
      fc.constantFrom(
        'data: x\n\n',
        'data: x\n',
        ':\n',
        'id: 1\n\n',
        'x',
        '[],',
        '\n',
        '\r',
        '\r\n',
      ),
      fc.string({ minLength: 1, unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(types, pieces, async (type, piece) => {
        const bytes = text.encode(piece);
        const { response, sent } = endless(bytes, { 'content-type': type });
        const allowance = new Allowance({ bytes: 2000, events: 20 });
        await expect(hearAll(response, allowance)).rejects.toThrow(TooMuchError);
        expect((sent.pieces - 1) * bytes.length).toBeLessThanOrEqual(2000);
      }),
    );
  });

  it('is one for all responses', async () => {
    const allowance = new Allowance({ events: 3 });
    const response = (): WireResponse => ({
      status: 200,
      headers: new Headers({ 'content-type': 'text/event-stream' }),
      body: (async function* () {
        yield text.encode('data: 1\n\n');
      })(),
      [Symbol.asyncDispose]: async () => {},
    });
    await hearAll(response(), allowance);
    await expect(hearAll(response(), allowance)).rejects.toThrow('cut off after 3 events');
  });

  it('counts what was compressed as what it comes to', async () => {
    const { gzipSync } = await import('node:zlib');
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(10_000);
    const { response } = endless(bomb, {
      'content-type': 'text/event-stream',
      'content-encoding': 'gzip',
    });
    const allowance = new Allowance({ bytes: 1024 * 1024 });
    await expect(hearAll(decoded(response), allowance)).rejects.toThrow('cut off after 1 MiB');
  });
});

describe('a JSON text of a stranger’s', () => {
  it('is what JSON.parse says, or nothing', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(parseJson(json)).toEqual(JSON.parse(json));
      }),
    );
    fc.assert(
      fc.property(fc.string(), (any) => {
        parseJson(`{${any}`);
      }),
    );
  });

  it('has no more values than there is room for; a long text is one', () => {
    expect(() => parseJson(`[${'[],'.repeat(VALUES_MAX)}1]`)).toThrow(TooMuchError);
    expect(() => parseJson(`[${'{"":1},'.repeat(VALUES_MAX)}1]`)).toThrow(TooMuchError);
    const long = JSON.stringify(['a,[{"\\'.repeat(VALUES_MAX)]);
    expect(parseJson(long)).toEqual(JSON.parse(long));
  });
});
