import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalOf, MALFORMED, UNMATCHED_RESPONSE } from '../../src/probe/arrival-of.ts';

const call = { id: 3, progressToken: 'p3' };

describe('arrivalOf', () => {
  it.each([
    ['a text', 'iteration 1', 'iteration 1'],
    ['an object', { line: 1 }, '{"line":1}'],
    ['nothing', undefined, ''],
  ])('hears a log message of %s', (_, data, text) => {
    const params = { level: 'notice', logger: 'stata', data };
    expect(heard({ method: 'notifications/message', params })).toEqual({
      kind: 'message',
      level: 'notice',
      logger: 'stata',
      text,
    });
  });

  it('hears a log message that names no logger', () => {
    const params = { level: 'info', data: 'x' };
    expect(heard({ method: 'notifications/message', params })).toMatchObject({ logger: null });
  });

  it('hears progress with this call’s token, and what it leaves out', () => {
    expect(progress({ progressToken: 'p3', progress: 2, total: 5, message: 'half' })).toEqual({
      kind: 'progress',
      progress: 2,
      total: 5,
      text: 'half',
    });
    expect(progress({ progressToken: 'p3', progress: 0.5 })).toEqual({
      kind: 'progress',
      progress: 0.5,
      total: null,
      text: '',
    });
  });

  it('takes progress with any other token for something else', () => {
    const other = { kind: 'other', method: 'notifications/progress' };
    expect(progress({ progressToken: 3, progress: 1 })).toEqual(other);
    const message = { jsonrpc: '2.0', method: 'notifications/progress' };
    const params = { progressToken: 'p3', progress: 1 };
    expect(arrivalOf({ ...message, params }, { id: 3 })).toEqual(other);
  });

  it('names any other notification, and a request, by its method', () => {
    expect(heard({ method: 'notifications/tools/list_changed' })).toEqual({
      kind: 'other',
      method: 'notifications/tools/list_changed',
    });
    expect(heard({ id: 3, method: 'ping' })).toEqual({ kind: 'other', method: 'ping' });
  });

  it('joins the texts of a result and skips its pictures', () => {
    const picture = { type: 'image', data: '', mimeType: 'image/png' };
    const content = [{ type: 'text', text: 'one' }, picture, { type: 'text', text: 'two' }];
    expect(heard({ id: 3, result: { content, isError: true } })).toEqual({
      kind: 'result',
      isError: true,
      text: 'one\ntwo',
    });
  });

  it.each([
    ['nothing', {}],
    ['no list', { content: 'text' }],
    ['what is no text', { content: [{ type: 'text', text: 7 }, null] }],
  ])('takes an answer that contains %s for an answer', (_, result) => {
    expect(heard({ id: 3, result })).toEqual({ kind: 'result', isError: false, text: '' });
  });

  it.each([3, null, undefined])('hears an error that answers %s', (id) => {
    const error = { code: -32602, message: 'no such thing' };
    expect(heard({ id, error })).toEqual({
      kind: 'rpc-error',
      code: -32602,
      text: 'no such thing',
    });
  });

  it('tells answers to other requests apart', () => {
    const unmatched = { kind: 'other', method: UNMATCHED_RESPONSE };
    expect(heard({ id: 4, result: {} })).toEqual(unmatched);
    expect(heard({ id: '3', result: {} })).toEqual(unmatched);
    expect(heard({ id: 4, error: { code: 1, message: '' } })).toEqual(unmatched);
  });

  it.each([
    ['nothing', undefined],
    ['no object', 'data'],
    ['no JSON-RPC', { method: 'notifications/message' }],
    ['no version 2.0', { jsonrpc: '1.0', method: 'ping' }],
    ['neither method nor answer', { jsonrpc: '2.0', id: 3 }],
    ['an answer to nothing', { jsonrpc: '2.0', result: {} }],
    ['a result that is no object', { jsonrpc: '2.0', id: 3, result: 'done' }],
    ['an error without a code', { jsonrpc: '2.0', id: 3, error: { message: 'x' } }],
    ['a log message without a level', said('notifications/message', { data: 'x' })],
    ['progress without a token', said('notifications/progress', { progress: 1 })],
    ['progress without a number', said('notifications/progress', { progressToken: 'p3' })],
  ])('reports %s as malformed', (_, message) => {
    expect(arrivalOf(message, call)).toEqual({ kind: 'other', method: MALFORMED });
  });

  it('makes an arrival of anything at all', () => {
    const method = fc.constantFrom('notifications/message', 'notifications/progress', 'ping');
    const jsonrpc = fc.constant('2.0');
    const id = fc.oneof(fc.constant(3), fc.anything());
    const almost = fc.record(
      { jsonrpc, id, method, params: fc.anything(), result: fc.object(), error: fc.anything() },
      { requiredKeys: ['jsonrpc'] },
    );
    fc.assert(
      fc.property(fc.oneof(almost, fc.anything()), (message) => {
        expect(arrivalOf(message, call)).toHaveProperty('kind');
      }),
    );
  });
});

function heard(message: object) {
  return arrivalOf({ jsonrpc: '2.0', ...message }, call);
}

function progress(params: object) {
  return heard(said('notifications/progress', params));
}

function said(method: string, params: object) {
  return { jsonrpc: '2.0', method, params };
}
