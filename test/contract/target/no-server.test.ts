import { expect, it } from 'vitest';
import type { ExchangeEvidence } from '../../../src/contract/evidence/evidence.ts';
import { noServer } from '../../../src/contract/target/no-server.ts';

const URL = 'http://127.0.0.1:1/mcp';

it.each<[Partial<ExchangeEvidence>, string]>([
  [{ failure: 'connection refused' }, `no MCP server answers at ${URL}: connection refused`],
  [
    { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
    `${URL} is not an MCP server: initialize was answered with 200 text/html: check the address`,
  ],
  [
    { status: 401 },
    `${URL}: initialize was answered with 401 without a content type: give credentials in a header`,
  ],
  [
    {
      status: 400,
      body: '{"jsonrpc":"2.0","id":0,"error":{"code":-32600,"message":"no such version"}}',
    },
    `${URL}: initialize was refused: no such version (-32600)`,
  ],
  [
    { status: 302, headers: { location: '/login' } },
    `${URL}: initialize was redirected (302): use http://127.0.0.1:1/login instead`,
  ],
  [
    { status: 405 },
    `${URL} is not an MCP server: initialize was answered with 405 without a content type: check the address, or does it speak the older HTTP+SSE, which is not judged?`,
  ],
])('says in one sentence what is there instead of a server (%#)', (exchange, message) => {
  expect(noServer(URL, 'initialize', { ...NOTHING, ...exchange }).message).toBe(message);
});

const NOTHING: ExchangeEvidence = {
  asked: 'initialize',
  sentAtMs: 0,
  answeredAtMs: null,
  endedAtMs: null,
  status: null,
  headers: {},
  body: '',
  bodyBytes: 0,
  errorCode: null,
  hasResult: false,
  failure: null,
};
