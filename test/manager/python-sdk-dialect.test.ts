import { describe, expect, it } from 'vitest';
import { PYTHON_SDK_DIALECT } from '../../src/manager/python-sdk-dialect.ts';
import { get, post } from './requests.ts';

const { refusalOf, unknownSession, keepAliveComment, newSessionId } = PYTHON_SDK_DIALECT;

describe('the dialect of the Python SDK', () => {
  it.each([
    ['application/json', 406, 'Client must accept both application/json and text/event-stream'],
    ['*/*', 406, 'Client must accept both application/json and text/event-stream'],
  ])('refuse a POST that accepts %s', async (accept, status, words) => {
    const request = post('{}');
    request.headers.set('accept', accept);
    const response = refusalOf(request);
    expect(response?.status).toBe(status);
    expect(await response?.json()).toEqual({
      jsonrpc: '2.0',
      id: 'server-error',
      error: { code: -32600, message: `Not Acceptable: ${words}` },
    });
  });

  it('refuse a GET that accepts no event stream, and a POST of another type', async () => {
    const picky = get();
    picky.headers.set('accept', 'application/json');
    expect(refusalOf(picky)?.status).toBe(406);
    const plain = post('{}');
    plain.headers.set('content-type', 'text/plain');
    expect(refusalOf(plain)?.status).toBe(415);
  });

  it('have nothing against what fits', () => {
    expect(refusalOf(post('{}'))).toBeNull();
    expect(refusalOf(get())).toBeNull();
  });

  it('don’t know a session in plain text, and without the 404 of the specification', async () => {
    const response = unknownSession();
    expect(response.status).toBe(400);
    expect(await response.text()).toBe('Bad Request: No valid session ID provided');
  });

  it('say that a stream is alive with the time, and lines that end with CRLF', () => {
    expect(keepAliveComment(Date.UTC(2026, 3, 19, 1, 2, 3, 4))).toBe(
      ': ping - 2026-04-19 01:02:03.004000+00:00\r\n\r\n',
    );
  });

  it('have ids of 32 hexadecimal digits', () => {
    expect(newSessionId()).toMatch(/^[0-9a-f]{32}$/);
  });
});
