import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeOf, isStateless } from '../../src/probe/request-envelope.ts';

describe('what a client posts', () => {
  it('is the message and nothing else, before 2026-07-28', () => {
    const message = { method: 'tools/call', params: { name: 'run' }, id: 1 };
    expect(envelopeOf(message, { protocolVersion: '2025-11-25' })).toEqual({
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run"}}',
      headers: {},
    });
  });

  it('has the name of a tool in a header that reads back as the same name', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('=?base64?x?=', ' run ', 'é')), (name) => {
        const message = { method: 'tools/call', params: { name }, id: 1 };
        const { headers } = envelopeOf(message, { protocolVersion: '2026-07-28' });
        const value = headers['mcp-name'] ?? '';
        // What a header can't hold, this refuses.
        expect(new Headers({ 'mcp-name': value }).get('mcp-name')).toBe(value);
        const [, encoded] = /^=\?base64\?(.*)\?=$/.exec(value) ?? [];
        expect(encoded === undefined ? value : Buffer.from(encoded, 'base64').toString()).toBe(
          name.toWellFormed(),
        );
      }),
    );
  });

  it('can leave out that it wants log messages', () => {
    const message = { method: 'tools/call', params: { name: 'run' }, id: 1 };
    const quiet = envelopeOf(message, { protocolVersion: '2026-07-28', wantsLogs: false });
    expect(quiet.body).not.toContain('logLevel');
  });

  it('stands for itself from 2026-07-28 on', () => {
    expect(['2025-03-26', '2025-11-25', '2026-07-28', '2027-01-01'].map(isStateless)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
