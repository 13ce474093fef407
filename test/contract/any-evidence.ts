import fc from 'fast-check';
import {
  type CallEvidence,
  type Evidence,
  EXPERIMENT_IDS,
  type ExchangeEvidence,
  type ExperimentEvidence,
  type Question,
  type StreamEvidence,
} from '../../src/contract/evidence/evidence.ts';
import { NO_PROTOCOL, PROTOCOL_VERSIONS } from '../../src/contract/terms/protocol-version.ts';
import type { Script } from '../../src/contract/terms/script.ts';
import { cannotTell, notApplicable } from '../../src/contract/terms/verdict.ts';
import type { Arrival } from '../../src/timeline/arrival.ts';

/** Anything at all that the types allow, however absurd. */
export function anyEvidence(): fc.Arbitrary<Evidence> {
  return fc.record({
    server: fc.record({
      name: fc.string(),
      version: fc.string(),
      protocolVersion: fc.oneof(fc.constantFrom(...PROTOCOL_VERSIONS, NO_PROTOCOL), fc.string()),
      capabilities: fc.subarray(['logging', 'tools']),
    }),
    granularityMs: anyMs(),
    experiments: fc.dictionary(fc.constantFrom(...EXPERIMENT_IDS), anyExperiment()),
  });
}

function anyExperiment(): fc.Arbitrary<ExperimentEvidence> {
  return fc.record({
    calls: fc.array(anyCall(), { maxLength: 7 }),
    exchanges: fc.array(anyExchange(), { maxLength: 5 }),
    notMade: fc.constantFrom(null, null, null, cannotTell('no time'), notApplicable('no way')),
  });
}

/** Instants and durations that no clock should show, among those that it would. */
function anyMs(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.double({ min: 0, max: 3000, noNaN: true }) },
    { weight: 1, arbitrary: fc.double() },
  );
}

const MARKERS = ['[a.0]', '[a.1]', '[a.2]', '#1', '#2'] as const;

function anyScript(): fc.Arbitrary<Script> {
  return fc.record({
    outputs: fc.array(fc.record({ marker: fc.constantFrom(...MARKERS), atMs: anyMs() }), {
      maxLength: 4,
    }),
    endsAtMs: anyMs(),
    payloadBytes: fc.nat(),
    letters: fc.constantFrom('', 'é✓𝄞'),
    echoes: fc.boolean(),
    fails: fc.boolean(),
  });
}

function anyArrival(): fc.Arbitrary<Arrival> {
  const text = fc.oneof(fc.constantFrom(...MARKERS, '[a.0] é✓𝄞 at=5 '), fc.string());
  const atMs = anyMs();
  return fc.oneof(
    fc.record({ kind: fc.constant('call' as const), atMs, tool: fc.string() }),
    fc.record({
      kind: fc.constant('headers' as const),
      atMs,
      status: fc.integer(),
      contentType: fc.option(fc.string()),
    }),
    fc.record({
      kind: fc.constant('sse-event' as const),
      atMs,
      type: fc.string(),
      id: fc.option(fc.string()),
      data: text,
    }),
    fc.record({
      kind: fc.constant('message' as const),
      atMs,
      level: fc.string(),
      logger: fc.option(fc.string()),
      text,
    }),
    fc.record({
      kind: fc.constant('progress' as const),
      atMs,
      progress: fc.double(),
      total: fc.option(fc.double()),
      text,
    }),
    fc.record({
      kind: fc.constant('other' as const),
      atMs,
      method: fc.constantFrom('notifications/progress', '(answer to another request)', 'ping'),
    }),
    fc.record({ kind: fc.constant('result' as const), atMs, isError: fc.boolean(), text }),
    fc.record({ kind: fc.constant('rpc-error' as const), atMs, code: fc.integer(), text }),
    fc.record({
      kind: fc.constant('closed' as const),
      atMs,
      reason: fc.constantFrom(null, 'gave up waiting', 'hung up'),
    }),
  );
}

function anyHeaders(): fc.Arbitrary<Readonly<Record<string, string>>> {
  return fc.constantFrom(
    {},
    { 'content-type': 'text/event-stream', 'mcp-session-id': 'x' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  );
}

function anyCall(): fc.Arbitrary<CallEvidence> {
  return fc.record({
    label: fc.constantFrom('100 B', '8 KiB', 'after', 'theirs', 'no token', 'resumed'),
    script: anyScript(),
    sentAtMs: anyMs(),
    requestId: fc.nat(),
    progressToken: fc.option(fc.nat()),
    arrivals: fc.array(anyArrival(), { maxLength: 8 }),
    headers: fc.option(anyHeaders()),
    cancelledAtMs: fc.option(anyMs()),
    hungUpAtMs: fc.option(anyMs()),
    askedAtMs: fc.option(anyMs()),
    behindMs: fc.constant(0),
    elsewhere: fc.array(anyStream(), { maxLength: 2 }),
  });
}

function anyStream(): fc.Arbitrary<StreamEvidence> {
  return fc.record({
    via: fc.constantFrom('get', 'resumed', 'other-session', 'listen'),
    openedAtMs: anyMs(),
    status: fc.option(fc.constantFrom(200, 405)),
    arrivals: fc.array(anyArrival(), { maxLength: 5 }),
  });
}

function anyExchange(): fc.Arbitrary<ExchangeEvidence> {
  return fc.record({
    asked: fc.constantFrom<Question[]>('ping', 'notification', 'get', 'not JSON', 'initialize'),
    sentAtMs: anyMs(),
    answeredAtMs: fc.option(anyMs()),
    endedAtMs: fc.option(anyMs()),
    status: fc.option(fc.integer({ min: 100, max: 599 })),
    headers: anyHeaders(),
    body: fc.string(),
    bodyBytes: fc.nat(),
    errorCode: fc.option(fc.integer()),
    hasResult: fc.boolean(),
    failure: fc.option(fc.string()),
  });
}
