import { describe, expect, it } from 'vitest';
import {
  type ExchangeEvidence,
  QUESTIONS,
  type Question,
} from '../../../src/contract/evidence/evidence.ts';
import type { RuleId } from '../../../src/contract/terms/rule-id.ts';
import { heardCall } from '../heard-call.ts';
import { exchanged, findingOf } from './finding-of.ts';

type Answers = Partial<Record<Question, Partial<ExchangeEvidence>>>;

function exchangesOf(answers: Answers): readonly ExchangeEvidence[] {
  return Object.entries(answers).map(([asked, answer]) => ({
    ...exchanged('ping', answer),
    asked: questionOf(asked),
  }));
}

function questionOf(text: string): Question {
  const asked: Question | undefined = QUESTIONS.find((each) => each === text);
  if (asked === undefined) throw new Error(`nobody asks ${text}`);
  return asked;
}

const ACCEPTED = { status: 202, bodyBytes: 0, hasResult: false };
const SESSION = { headers: { 'mcp-session-id': 'x'.repeat(16) } };

describe('rules about statuses', () => {
  it.each<[RuleId, string, Answers, string]>([
    ['T01', '2025-11-25', { ping: {}, get: { status: 405 } }, 'pass: POST 200, GET 405'],
    ['T01', '2025-11-25', { ping: {}, get: { status: 404 } }, 'fail: POST 200, GET 404'],
    ['T01', '2026-07-28', { ping: {}, get: { status: 404 } }, 'pass: POST 200, GET 404'],
    ['T01', '2025-11-25', { ping: { status: 201 }, get: {} }, 'fail: POST 201, GET 200'],
    ['T01', '2025-11-25', { get: {} }, 'fail: POST unanswered, GET 200'],
    ['T01', '2025-11-25', { ping: {} }, 'pass: POST 200, GET unanswered'],
    ['T05', '2025-03-26', { batch: {} }, 'pass: a batch of two pings was answered with 200'],
    [
      'T05',
      '2025-03-26',
      { batch: { hasResult: false } },
      'fail: a batch of two pings was answered with 200',
    ],
    [
      'T05',
      '2025-03-26',
      { batch: { status: 400 } },
      'fail: a batch of two pings was answered with 400',
    ],
    ['T05', '2025-03-26', { ping: {} }, 'fail: a batch of two pings was answered with nothing'],
    [
      'T05',
      '2025-06-18',
      { batch: {} },
      'not-applicable: holds for 2025-03-26; the server speaks 2025-06-18',
    ],
    [
      'T07',
      '2025-11-25',
      { 'not JSON': { status: 400 } },
      'pass: half a JSON object was answered with 400',
    ],
    [
      'T07',
      '2025-11-25',
      { 'not JSON': { status: 399 } },
      'fail: half a JSON object was answered with 399',
    ],
    ['T07', '2025-11-25', { ping: {} }, 'fail: half a JSON object was answered with nothing'],
    [
      'G01',
      '2025-11-25',
      { get: { status: 405 } },
      'pass: GET was answered with 405, no content type',
    ],
    [
      'G01',
      '2025-11-25',
      { get: { headers: { 'content-type': 'text/event-stream; a=b' } } },
      'pass: GET was answered with 200, text/event-stream; a=b',
    ],
    [
      'G01',
      '2025-11-25',
      { get: { headers: { 'content-type': 'application/json' } } },
      'fail: GET was answered with 200, application/json',
    ],
    [
      'G01',
      '2025-11-25',
      { get: { status: 202, headers: { 'content-type': 'text/event-stream' } } },
      'fail: GET was answered with 202, text/event-stream',
    ],
    [
      'G01',
      '2025-11-25',
      { get: { status: null } },
      'fail: GET was not answered within two seconds, not even by headers',
    ],
    [
      'H01',
      '2025-11-25',
      { 'foreign origin': { status: 403 } },
      'pass: the origin http://evil.example was answered with 403',
    ],
    [
      'H01',
      '2025-11-25',
      { 'foreign origin': { status: 400 } },
      'fail: the origin http://evil.example was answered with 400',
    ],
    [
      'H01',
      '2025-06-18',
      { 'foreign origin': { status: 400 } },
      'pass: the origin http://evil.example was answered with 400',
    ],
    [
      'H01',
      '2025-06-18',
      { 'foreign origin': { status: 399 } },
      'fail: the origin http://evil.example was answered with 399',
    ],
    [
      'H01',
      '2025-06-18',
      { 'foreign origin': { status: null } },
      'fail: the origin http://evil.example was answered with nothing',
    ],
    ['H01', '2025-11-25', { ping: {} }, 'not-applicable: it was reached without a socket'],
    [
      'S04',
      '2025-11-25',
      { 'ping without a session': { status: 400 } },
      'pass: it was answered with 400',
    ],
    [
      'S04',
      '2025-11-25',
      { 'ping without a session': { status: 404 } },
      'fail: it was answered with 404',
    ],
    [
      'S04',
      '2025-11-25',
      { 'ping without a session': { status: null } },
      'fail: it was answered with nothing',
    ],
    ['S04', '2025-11-25', { ping: {} }, 'not-applicable: the server has no sessions'],
    [
      'S05',
      '2025-11-25',
      { 'ping of an ended session': { status: 404 } },
      'pass: it was answered with 404',
    ],
    [
      'S05',
      '2025-11-25',
      { 'ping of an ended session': { status: 400 } },
      'fail: it was answered with 400',
    ],
    [
      'S05',
      '2025-11-25',
      { 'ping of an ended session': { status: null }, delete: {} },
      'fail: it was answered with nothing',
    ],
    [
      'S05',
      '2025-11-25',
      { 'ping of an ended session': {}, delete: { status: 405 } },
      'not-applicable: the server lets no client end a session',
    ],
    ['S05', '2025-11-25', { ping: {} }, 'not-applicable: the server has no sessions'],
    ['V02', '2025-11-25', { 'ping without a version': {} }, 'pass: it was answered with 200'],
    [
      'V02',
      '2025-11-25',
      { 'ping without a version': { hasResult: false } },
      'fail: it was answered with 200',
    ],
    [
      'V02',
      '2025-11-25',
      { 'ping without a version': { status: 400 } },
      'fail: it was answered with 400',
    ],
    ['V02', '2025-06-18', { ping: {} }, 'fail: it was answered with nothing'],
    [
      'V02',
      '2026-07-28',
      { ping: {} },
      'not-applicable: MCP 2026-07-28 wants a version in every request (V05)',
    ],
    [
      'V03',
      '2025-11-25',
      { 'ping of an unsupported version': { status: 400 } },
      'pass: the version 1999-12-31 was answered with 400',
    ],
    [
      'V03',
      '2025-06-18',
      { 'ping of an unsupported version': { status: 404 } },
      'fail: the version 1999-12-31 was answered with 404',
    ],
    ['V03', '2025-11-25', { ping: {} }, 'fail: the version 1999-12-31 was answered with nothing'],
    [
      'C08',
      '2025-11-25',
      { 'cancel of nothing': ACCEPTED, 'malformed cancel': { status: 499 }, 'ping after': {} },
      'pass: a cancel of nothing got 202, a malformed one 499; the session went on',
    ],
    [
      'C08',
      '2025-11-25',
      { 'cancel of nothing': ACCEPTED, 'malformed cancel': { status: 500 }, 'ping after': {} },
      'fail: a cancel of nothing got 202, a malformed one 500',
    ],
    [
      'C08',
      '2025-11-25',
      { 'cancel of nothing': { status: 500 }, 'malformed cancel': ACCEPTED, 'ping after': {} },
      'fail: a cancel of nothing got 500, a malformed one 202',
    ],
    [
      'C08',
      '2025-11-25',
      {
        'cancel of nothing': ACCEPTED,
        'malformed cancel': ACCEPTED,
        'ping after': { hasResult: false },
      },
      'fail: a cancel of nothing got 202, a malformed one 202',
    ],
    [
      'C08',
      '2025-11-25',
      { 'ping after': {} },
      'fail: a cancel of nothing got no answer, a malformed one no answer',
    ],
    [
      'V06',
      '2026-07-28',
      {
        'ping of an unsupported version': { status: 400, errorCode: -32022 },
        'unknown method': { status: 404, errorCode: -32601 },
      },
      'pass: ping of an unsupported version: 400, -32022; unknown method: 404, -32601',
    ],
    [
      'V06',
      '2026-07-28',
      {
        'ping of an unsupported version': { status: 404, errorCode: -32022 },
        'unknown method': { status: 404, errorCode: -32601 },
      },
      'fail: ping of an unsupported version: 404, -32022; unknown method: 404, -32601',
    ],
    [
      'V06',
      '2026-07-28',
      {
        'ping of an unsupported version': { status: 400, errorCode: -32020 },
        'unknown method': { status: 404, errorCode: -32601 },
      },
      'fail: ping of an unsupported version: 400, -32020; unknown method: 404, -32601',
    ],
    [
      'V06',
      '2026-07-28',
      {
        'ping of an unsupported version': { status: 400, errorCode: -32022 },
        'unknown method': { status: 400, errorCode: -32601 },
      },
      'fail: ping of an unsupported version: 400, -32022; unknown method: 400, -32601',
    ],
    [
      'V06',
      '2026-07-28',
      {
        'ping of an unsupported version': { status: 400, errorCode: -32022 },
        'unknown method': { status: 404 },
      },
      'fail: ping of an unsupported version: 400, -32022; unknown method: 404, no error',
    ],
    [
      'V06',
      '2026-07-28',
      { ping: {} },
      'fail: ping of an unsupported version: no answer, no error; unknown method: no answer, no error',
    ],
    [
      'G06',
      '2026-07-28',
      { get: { status: 405 }, delete: { status: 405 }, ping: {}, 'ping of an unknown session': {} },
      'pass: GET and DELETE got 405, and session ids were ignored',
    ],
    [
      'G06',
      '2026-07-28',
      { get: {}, delete: { status: 405 }, ping: {}, 'ping of an unknown session': {} },
      'fail: GET got 200, not 405',
    ],
    [
      'G06',
      '2026-07-28',
      {
        get: { status: 405 },
        ping: SESSION,
        'ping of an unknown session': { status: 404, hasResult: false },
      },
      'fail: DELETE got no answer, not 405; a request with a session id and a last event id got 404; a session id was given',
    ],
    [
      'G06',
      '2026-07-28',
      {
        get: { status: 405 },
        delete: { status: 405 },
        ping: {},
        'ping of an unknown session': SESSION,
      },
      'fail: a session id was given',
    ],
    [
      'G06',
      '2026-07-28',
      { get: { status: 405 }, delete: { status: 405 }, ping: {} },
      'fail: a request with a session id and a last event id got no answer',
    ],
    [
      'G06',
      '2026-07-28',
      { initialize: {}, get: {} },
      'not-applicable: the server speaks earlier versions too',
    ],
  ])('%s for %s of %j', (ruleId, version, answers, finding) => {
    const statuses = { exchanges: exchangesOf(answers) };
    expect(findingOf(ruleId, { version, experiments: { statuses } })).toBe(finding);
  });
});

describe('T06 and Z10', () => {
  const ok = {
    initialized: ACCEPTED,
    notification: ACCEPTED,
    'not JSON': { status: 400 },
    'ping of an unknown session': { status: 404 },
  };
  const findings = (otherwise: Answers, version = '2025-11-25') => {
    const { initialized, ...others } = { ...ok, ...otherwise };
    const handshake = { exchanges: exchangesOf({ initialized }) };
    const statuses = { exchanges: exchangesOf(others) };
    return (['T06', 'Z10'] as const).map((ruleId) =>
      findingOf(ruleId, { version, experiments: { handshake, statuses } }),
    );
  };

  it.each<[Answers, string, string]>([
    [
      {},
      'pass: initialized: 202, 0 bytes; notification: 202, 0 bytes',
      'pass: 202 and its end, and refusals as they were made',
    ],
    [
      { initialized: { ...ACCEPTED, status: 200 } },
      'fail: initialized: 200, 0 bytes; notification: 202, 0 bytes',
      'fail: initialized: 200, not 202',
    ],
    [
      { notification: { ...ACCEPTED, bodyBytes: 1 } },
      'fail: initialized: 202, 0 bytes; notification: 202, 1 bytes',
      'pass: 202 and its end, and refusals as they were made',
    ],
    [
      { notification: { ...ACCEPTED, status: null } },
      'fail: initialized: 202, 0 bytes; notification: no answer, 0 bytes',
      'fail: notification: no answer, not 202',
    ],
    [
      { notification: { ...ACCEPTED, endedAtMs: null } },
      'pass: initialized: 202, 0 bytes; notification: 202, 0 bytes',
      'fail: notification: 202, which never ends',
    ],
    [
      { 'not JSON': { status: 200 } },
      expect.stringMatching('^pass'),
      'fail: not JSON: 200, not 400',
    ],
    [
      { 'not JSON': { status: null, endedAtMs: null } },
      expect.stringMatching('^pass'),
      'fail: not JSON: no answer, not 400; not JSON: the answer never ends',
    ],
    [
      { 'ping of an unknown session': { status: 400 } },
      expect.stringMatching('^pass'),
      expect.stringMatching('^pass'),
    ],
    [
      { 'ping of an unknown session': { status: 405 } },
      expect.stringMatching('^pass'),
      'fail: unknown session: 405, not 404 or 400',
    ],
    [
      { 'ping of an unknown session': { status: null } },
      expect.stringMatching('^pass'),
      'fail: unknown session: no answer, not 404 or 400',
    ],
  ])('of %j', (otherwise, t06, z10) => {
    expect(findings(otherwise)).toEqual([t06, z10]);
  });

  it('want no notifications where there are no sessions', () => {
    const answers = { notification: { status: 500 }, 'ping of an unknown session': {} };
    expect(findings(answers, '2026-07-28')).toEqual([
      'not-applicable: MCP 2026-07-28 knows no notification that a client sends over HTTP',
      'pass: refusals as they were made',
    ]);
  });
});

describe('V05', () => {
  const bent = [
    'ping of another version in its header',
    'ping of another method in its header',
    'ping without a method in its header',
    'call of another tool in its header',
    'call without a tool in its header',
    'ping without a version',
  ] as const;
  const refused = { status: 400, errorCode: -32020 };
  const finding = (otherwise: Answers) => {
    const all = { ...Object.fromEntries(bent.map((asked) => [asked, refused])), ...otherwise };
    const statuses = { exchanges: exchangesOf(all) };
    return findingOf('V05', { version: '2026-07-28', experiments: { statuses } });
  };

  it.each<[Answers, string]>([
    [{}, 'pass: 6 such requests were refused'],
    [{ initialize: {}, 'ping without a version': {} }, 'pass: 5 such requests were refused'],
    [
      { initialize: { hasResult: false }, 'ping without a version': {} },
      'fail: ping without a version: 200, no error',
    ],
    [
      { 'ping of another version in its header': { status: 400, errorCode: -32022 } },
      'pass: 6 such requests were refused',
    ],
    [
      { 'ping of another version in its header': { status: 404, errorCode: -32022 } },
      'fail: ping of another version in its header: 404, -32022',
    ],
    [
      {
        initialize: {},
        'ping of another version in its header': { status: 400, errorCode: -32022 },
      },
      'fail: ping of another version in its header: 400, -32022',
    ],
    [
      { 'ping of another method in its header': { status: 400, errorCode: -32022 } },
      'fail: ping of another method in its header: 400, -32022',
    ],
    [
      {
        'call without a tool in its header': { status: 404, errorCode: -32020 },
        'call of another tool in its header': { status: null },
      },
      'fail: call of another tool in its header: no answer, no error; call without a tool in its header: 404, -32020',
    ],
  ])('of %j', (otherwise, expected) => {
    expect(finding(otherwise)).toBe(expected);
  });
});

describe('rules about sessions’ ids', () => {
  it.each<[RuleId, readonly string[], string]>([
    [
      'S01',
      ['0123456789abcdef', '1123456789abcdef'],
      'pass: 2 sessions, 2 ids, of 16 characters at least',
    ],
    [
      'S01',
      ['0123456789abcde', '1123456789abcdef'],
      'fail: 2 sessions, 2 ids, of 15 characters at least',
    ],
    [
      'S01',
      ['0123456789abcdef', '0123456789abcdef'],
      'fail: 2 sessions, 1 ids, of 16 characters at least',
    ],
    ['S01', [], 'not-applicable: the server has no sessions'],
    ['S02', ['!~', 'b'], 'pass: visible ASCII only'],
    ['S02', ['a', 'a b'], 'fail: the id "a b"'],
    ['S02', ['a\u007f'], 'fail: the id "a\u007f"'],
    ['S02', ['é'], 'fail: the id "é"'],
    ['S02', [], 'not-applicable: the server has no sessions'],
  ])('%s of %j', (ruleId, ids, expected) => {
    const asked = ['initialize', 'second initialize'] as const;
    const begun = ids.map((id, index) =>
      exchanged(asked[index] ?? 'initialize', { headers: { 'mcp-session-id': id } }),
    );
    const other = exchanged('initialized', { headers: { 'mcp-session-id': 'no' } });
    const experiments = { handshake: { exchanges: [...begun, other] } };
    expect(findingOf(ruleId, { experiments })).toBe(expected);
  });
});

describe('C07', () => {
  it.each<[Answers, string]>([
    [{ 'cancel of a finished call': ACCEPTED, 'ping after': {} }, 'pass: the session went on'],
    [
      { 'cancel of a finished call': { status: 499 }, 'ping after': {} },
      'pass: the session went on',
    ],
    [
      { 'cancel of a finished call': { status: 500 }, 'ping after': {} },
      'fail: a late cancellation got 500, and a ping after it one',
    ],
    [
      { 'cancel of a finished call': ACCEPTED },
      'fail: a late cancellation got 202, and a ping after it none',
    ],
    [{ 'ping after': {} }, 'fail: a late cancellation got no answer, and a ping after it one'],
  ])('of %j', (answers, expected) => {
    const cancel = { calls: [heardCall()], exchanges: exchangesOf(answers) };
    expect(findingOf('C07', { experiments: { cancel } })).toBe(expected);
  });
});
