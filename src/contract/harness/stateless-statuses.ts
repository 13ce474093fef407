import { CLIENT_INFO } from '../../probe/client-info.ts';
import { formatRpc } from '../../probe/json-rpc.ts';
import type { ExchangeEvidence, Question } from '../evidence/evidence.ts';
import type { Conversation } from './conversation.ts';
import type { RequestOverrides } from './exchange.ts';
import type { Harness } from './harness.ts';

/**
 * Makes the exchanges of which only the status matters, for a server without sessions: correct requests,
 * and requests whose headers contradict their bodies or are missing.
 */
export async function statelessStatuses(harness: Harness): Promise<readonly ExchangeEvidence[]> {
  const mine = await harness.converse();
  const exchanges: ExchangeEvidence[] = [];
  const note = (exchange: ExchangeEvidence): ExchangeEvidence => {
    exchanges.push(exchange);
    return exchange;
  };
  note(await mine.ping('ping'));
  const discover = { 'mcp-method': 'server/discover' };
  note(await mine.exchange('not JSON', { body: '{"jsonrpc": "2.0", "method"', headers: discover }));
  note(await mine.ask('unknown method', 'no/such/method', { params: {}, ...BRIEFLY }));
  note(await mine.ping('ping of an unsupported version', UNSUPPORTED));
  // A function call has no origin that anybody could check.
  if (harness.target.wire.isInProcess !== true) {
    note(
      await mine.ping('foreign origin', { ...BRIEFLY, headers: { origin: 'http://evil.example' } }),
    );
  }
  for (const [asked, headers] of PINGS) note(await mine.ping(asked, { ...BRIEFLY, headers }));
  const { tool: name, args } = harness.prepare({});
  const params = { name, arguments: args };
  for (const [asked, headers] of CALLS) {
    note(await mine.ask(asked, 'tools/call', { params, ...BRIEFLY, headers }));
  }
  await askAsBefore(mine, note);
  note(await mine.ping('ping after'));
  return exchanges;
}

/** What clients of earlier versions do. */
async function askAsBefore(
  mine: Conversation,
  note: (exchange: ExchangeEvidence) => ExchangeEvidence,
): Promise<void> {
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: CLIENT_INFO };
  const body = formatRpc('initialize', params, 'earlier');
  const headers = { 'mcp-protocol-version': null };
  const { headers: given } = note(await mine.exchange('initialize', { ...BRIEFLY, body, headers }));
  const session = given['mcp-session-id'] ?? 'a-session-that-never-was';
  const bare = { ...headers, 'content-type': null, accept: 'text/event-stream' };
  note(await mine.exchange('get', { ...BRIEFLY, method: 'GET', headers: bare, headersOnly: true }));
  const ended = { ...bare, 'mcp-session-id': session };
  note(await mine.exchange('delete', { ...BRIEFLY, method: 'DELETE', headers: ended }));
  note(await mine.ping('ping of an unknown session', { ...BRIEFLY, headers: RESUMING }));
}

/** The answer to a wrong request is waited for less long than others. */
const BRIEFLY = { headerTimeoutMs: 2000 } as const;

const UNSUPPORTED = {
  ...BRIEFLY,
  params: { _meta: { 'io.modelcontextprotocol/protocolVersion': '1999-12-31' } },
  headers: { 'mcp-protocol-version': '1999-12-31' },
} as const;

type WithHeaders = readonly [Question, NonNullable<RequestOverrides['headers']>];

const PINGS = [
  ['ping without a version', { 'mcp-protocol-version': null }],
  ['ping of another version in its header', { 'mcp-protocol-version': '2025-11-25' }],
  ['ping of another method in its header', { 'mcp-method': 'tools/list' }],
  ['ping without a method in its header', { 'mcp-method': null }],
] as const satisfies readonly WithHeaders[];

const CALLS = [
  ['call of another tool in its header', { 'mcp-name': 'no_such_tool' }],
  ['call without a tool in its header', { 'mcp-name': null }],
] as const satisfies readonly WithHeaders[];

const RESUMING = { 'mcp-session-id': 'a-session-that-never-was', 'last-event-id': '1' } as const;
