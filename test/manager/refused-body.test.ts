import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initializeError, refusedBody } from '../../src/manager/refused-body.ts';
import { initialize } from './requests.ts';

describe('a body that is refused', () => {
  it.each<[string, unknown]>([
    ['none', undefined],
    ['no object', 3],
    ['a list', []],
    ['none of what they need', {}],
    ['a version that is no text', right({ protocolVersion: 5 })],
    ['no capabilities', right({ capabilities: undefined })],
    ['a client without a version', right({ clientInfo: { name: 'x' } })],
  ])('is initialize whose parameters are %s', async (_what, params) => {
    const message = { jsonrpc: '2.0', id: 'a', method: 'initialize', params };
    const response = refusedBody(message);
    expect(response?.status).toBe(400);
    expect(await response?.json()).toEqual({
      jsonrpc: '2.0',
      id: 'a',
      error: { code: -32602, message: expect.stringMatching(/^Invalid params: params/) },
    });
    expect(refusedBody([{ jsonrpc: '2.0', id: 1, method: 'ping' }, message])?.status).toBe(400);
  });

  it('is a batch of nothing', async () => {
    const response = refusedBody([]);
    expect(response?.status).toBe(400);
    expect(await response?.json()).toMatchObject({ id: null, error: { code: -32600 } });
  });

  it('is nothing else', () => {
    expect(refusedBody(JSON.parse(initialize()))).toBeNull();
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        if (Array.isArray(value) && value.length === 0) return;
        expect(refusedBody(value)).toBeNull();
        expect(initializeError(value)).toBeNull();
      }),
    );
  });
});

function right(more: object): object {
  const clientInfo = { name: 'x', version: '1' };
  return { protocolVersion: '2025-06-18', capabilities: {}, clientInfo, ...more };
}
