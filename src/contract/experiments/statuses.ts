import { isStateless } from '../../probe/request-envelope.ts';
import type { ExchangeEvidence } from '../evidence/evidence.ts';
import { statelessStatuses } from '../harness/stateless-statuses.ts';
import type { Experiment } from './experiment.ts';

/** Everything that is answered with a status and nothing to wait for. */
export const statuses: Experiment = {
  id: 'statuses',
  about: 'sends what is to be accepted, and what is to be refused',
  calls: false,
  takes: [],
  runs: 'alone',
  repeats: false,
  lastsMs: () => 2000,
  make: async (harness) => {
    if (isStateless(harness.target.protocolVersion)) {
      return { calls: [], exchanges: await statelessStatuses(harness), notMade: null };
    }
    const { conversation: mine, server } = await harness.open();
    const exchanges: ExchangeEvidence[] = [];
    const note = (exchange: ExchangeEvidence): void => {
      exchanges.push(exchange);
    };
    const pingBody = JSON.stringify({ jsonrpc: '2.0', id: 'ping', method: 'ping' });
    const ping = { body: pingBody, headerTimeoutMs: 2000 };

    note(await mine.ping('ping'));
    note(await mine.tell('notification', 'notifications/roots/list_changed'));
    note(await mine.exchange('not JSON', { body: '{"jsonrpc": "2.0", "method"' }));
    note(await mine.ask('unknown method', 'no/such/method', { headerTimeoutMs: 2000 }));
    const unversioned = { ...ping, headers: { 'mcp-protocol-version': null } };
    note(await mine.exchange('ping without a version', unversioned));
    const misversioned = { ...ping, headers: { 'mcp-protocol-version': '1999-12-31' } };
    note(await mine.exchange('ping of an unsupported version', misversioned));
    // A function call has no origin that anybody could check.
    if (harness.target.wire.isInProcess !== true) {
      const foreign = { ...ping, headers: { origin: 'http://evil.example' } };
      note(await mine.exchange('foreign origin', foreign));
    }
    note(await mine.exchange('get', { ...GET, headersOnly: true }));
    if (server.protocolVersion === '2025-03-26') {
      const pings = ['one', 'two'].map((id) => ({ jsonrpc: '2.0', id, method: 'ping' }));
      note(await mine.exchange('batch', { body: JSON.stringify(pings), headerTimeoutMs: 2000 }));
    }
    const cancel = (requestId: unknown) => ({ params: { requestId } });
    note(await mine.tell('cancel of nothing', 'notifications/cancelled', cancel(987_654)));
    note(await mine.tell('malformed cancel', 'notifications/cancelled', cancel({ no: 1 })));
    note(await mine.ping('ping after'));

    if (mine.sessionId !== null) {
      const unknown = { ...ping, headers: { 'mcp-session-id': 'a-session-that-never-was' } };
      note(await mine.exchange('ping of an unknown session', unknown));
      const none = { ...ping, headers: { 'mcp-session-id': null } };
      note(await mine.exchange('ping without a session', none));
      note(await mine.end());
      note(await mine.exchange('ping of an ended session', ping));
    }
    return { calls: [], exchanges, notMade: null };
  },
};

const GET = {
  method: 'GET',
  headers: { accept: 'text/event-stream', 'content-type': null },
  headerTimeoutMs: 2000,
} as const;
