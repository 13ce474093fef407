import { describe, expect, it } from 'vitest';
import type { CallEvidence } from '../../../src/contract/evidence/evidence.ts';
import type { RuleId } from '../../../src/contract/terms/rule-id.ts';
import type { Arrival } from '../../../src/timeline/arrival.ts';
import { heardCall } from '../heard-call.ts';
import {
  exchanged,
  findingOf,
  findingOfCalls,
  followedBy,
  withArrivals,
  without,
} from './finding-of.ts';

const steps = heardCall({ firstMs: 100, gapMs: 100, steps: 3, silentMs: 100 });
const json = heardCall({ evidence: { headers: { 'content-type': 'Application/JSON; a=b' } } });
const plain = heardCall({ evidence: { headers: {} } });
const unanswered = heardCall({ evidence: { headers: null } });

describe('rules about the stream of a call', () => {
  const progress = (value: number): Arrival => ({
    kind: 'progress',
    atMs: 1100,
    progress: value,
    total: null,
    text: '',
  });
  const progressing = (...values: readonly number[]) =>
    withArrivals(steps, (arrivals) => [
      ...arrivals.slice(0, 2),
      ...values.map(progress),
      ...arrivals.slice(2),
    ]);
  const event = (id: string | null, data: string): Arrival => ({
    kind: 'sse-event',
    atMs: 1001,
    type: 'message',
    id,
    data,
  });
  const begun = (id: string | null, data: string) =>
    withArrivals(steps, (arrivals) => [
      ...arrivals.slice(0, 2),
      event(id, data),
      ...arrivals.slice(2),
    ]);
  const message: Arrival = { kind: 'message', atMs: 5000, level: 'info', logger: null, text: 'x' };
  const stray: Arrival = { kind: 'other', atMs: 5000, method: 'notifications/progress' };
  const ping: Arrival = { kind: 'other', atMs: 5000, method: 'ping' };
  const answer: Arrival = { kind: 'result', atMs: 5000, isError: false, text: 'done' };

  it.each<[string, RuleId, readonly CallEvidence[], string]>([
    ['a response', 'T10', [steps], 'pass: 1 of 1 streams held the response'],
    ['none', 'T10', [steps, without(steps, 'result')], 'fail: 1 of 2 streams held the response'],
    ['increasing progress', 'P01', [progressing(1, 2), steps], 'pass: it increased in 1 calls'],
    [
      'progress that stands still',
      'P01',
      [progressing(2, 2)],
      'fail: in 1 of 1 calls it stood still or went back',
    ],
    [
      'progress that goes back',
      'P01',
      [progressing(1, 2), progressing(3, 2)],
      'fail: in 1 of 2 calls it stood still or went back',
    ],
    [
      'negative progress that increases',
      'P01',
      [progressing(-5, -4)],
      'pass: it increased in 1 calls',
    ],
    ['no progress', 'P01', [steps], 'not-applicable: no progress was told, and none has to be'],
    [
      'own tokens',
      'P02',
      [progressing(1), followedBy(steps, ping)],
      'pass: no other token was named',
    ],
    [
      'foreign tokens',
      'P02',
      [steps, followedBy(steps, stray)],
      'fail: in 1 calls (“100 B”) progress had a token that was not given',
    ],
    [
      'progress before the response',
      'P03',
      [progressing(1), steps],
      'pass: none came after 1 responses',
    ],
    [
      'progress after it',
      'P03',
      [progressing(1), followedBy(steps, progress(3))],
      'fail: some came after the response of 1 of 2 calls',
    ],
    [
      'progress and no response',
      'P03',
      [without(progressing(1), 'result')],
      'pass: none came after 1 responses',
    ],
    ['no progress', 'P03', [steps], 'not-applicable: no progress was told, and none has to be'],
    ['a primed stream', 'R01', [begun('7', '')], 'pass: 1 of 1 streams were primed'],
    [
      'one primed with data',
      'R01',
      [begun('7', ''), begun('7', 'x')],
      'fail: 1 of 2 streams were primed',
    ],
    ['one primed without an id', 'R01', [begun(null, '')], 'fail: 0 of 1 streams were primed'],
    [
      'one without events',
      'R01',
      [without(steps, 'sse-event')],
      'fail: 0 of 1 streams were primed',
    ],
    ['no stream', 'R01', [json], 'not-applicable: no call was answered by an event stream'],
    [
      'unique ids',
      'R05',
      [begun('1', ''), begun('2', ''), begun('', '')],
      'pass: 2 ids on four streams of a session, all different',
    ],
    ['an id twice', 'R05', [begun('1', ''), begun('1', '')], 'fail: the id 1 was given twice'],
    ['no ids', 'R05', [steps], 'not-applicable: no event had an id'],
    ['one result', 'Z15', [steps], 'pass: 1 calls, one result each, and nothing after it'],
    ['no result', 'Z15', [without(steps, 'result')], 'fail: 100 B: 0 results'],
    ['two results', 'Z15', [steps, followedBy(steps, answer)], 'fail: 100 B: 2 results'],
    [
      'events after it',
      'Z15',
      [followedBy(steps, message, ping, progress(1))],
      'fail: 100 B: 3 events after the result',
    ],
    [
      'comments after it',
      'Z15',
      [followedBy(steps, { kind: 'sse-comment', atMs: 9000, text: 'x' })],
      'pass: 1 calls, one result each, and nothing after it',
    ],
    [
      'all of it',
      'Z14',
      [steps],
      'pass: of 3 outputs 0 were lost and 0 doubled; 0 calls were out of order',
    ],
    [
      'an output less',
      'Z14',
      [
        withArrivals(steps, (all) =>
          all.filter((each) => !(each.kind === 'message' && each.text.includes('.1]'))),
        ),
      ],
      'fail: of 3 outputs 1 were lost and 0 doubled; 0 calls were out of order',
    ],
    [
      'an output twice',
      'Z14',
      [
        withArrivals(steps, (all) =>
          all.flatMap((each) =>
            each.kind === 'message' && each.text.includes('.1]') ? [each, each] : [each],
          ),
        ),
      ],
      'fail: of 3 outputs 0 were lost and 1 doubled; 0 calls were out of order',
    ],
    [
      'another order',
      'Z14',
      [
        withArrivals(steps, (all) => [
          ...all.slice(0, 2),
          ...all.slice(4, 6),
          ...all.slice(2, 4),
          ...all.slice(6),
        ]),
      ],
      'fail: of 3 outputs 0 were lost and 0 doubled; 1 calls were out of order',
    ],
    [
      'an error',
      'Z14',
      [
        steps,
        withArrivals(steps, (all) =>
          all.map((each) =>
            each.kind === 'result' ? { ...each, isError: true, text: 'no' } : each,
          ),
        ),
      ],
      'cannot-tell: the tool failed: no',
    ],
    [
      'what nobody asked to hear',
      'Z14',
      [{ ...steps, progressToken: null }],
      'cannot-tell: no call was made',
    ],
    [
      'whole letters',
      'T19',
      [
        withArrivals(steps, (all) =>
          all.map((each) =>
            each.kind === 'message' ? { ...each, text: `${each.text} é✓𝄞` } : each,
          ),
        ),
      ],
      'pass: 3 of 3 outputs had their letters whole',
    ],
    ['broken letters', 'T19', [steps], 'fail: 0 of 3 outputs had their letters whole'],
    [
      'no letters',
      'T19',
      [{ ...steps, script: { ...steps.script, letters: '' } }],
      'not-applicable: no output with letters beyond ASCII was heard',
    ],
    [
      'nothing heard',
      'T19',
      [without(steps, 'message')],
      'not-applicable: no output with letters beyond ASCII was heard',
    ],
    [
      'sessions that last',
      'Z18',
      [steps],
      'pass: 0 of 2 calls in a session were answered with 404',
    ],
    [
      'a session that is lost',
      'Z18',
      [
        withArrivals(steps, (all) =>
          all.map((each) => (each.kind === 'headers' ? { ...each, status: 404 } : each)),
        ),
      ],
      'fail: 1 of 2 calls in a session were answered with 404',
    ],
  ])('%s: %s', (_, ruleId, calls, expected) => {
    expect(findingOfCalls(calls, ruleId, 'gaps')).toBe(expected);
  });

  it.each<[readonly CallEvidence[], string]>([
    [[steps, json], 'pass: calls were answered as text/event-stream, application/json'],
    [[plain], 'fail: calls were answered as no content type'],
    [[steps, unanswered], 'cannot-tell: a call was not answered at all'],
    [
      [heardCall({ evidence: { headers: { 'content-type': 'text/html' } } }), json],
      'fail: calls were answered as text/html, application/json',
    ],
  ])('T08 of %#', (calls, expected) => {
    expect(findingOfCalls(calls, 'T08', 'noise')).toBe(expected);
  });

  it('T11: is closed with a response, or by its client', () => {
    const version = '2025-06-18';
    const early = without(steps, 'result');
    const givenUp = followedBy(without(steps, 'result', 'closed'), {
      kind: 'closed',
      atMs: 9000,
      reason: 'gave up waiting',
    });
    expect(findingOfCalls([steps, givenUp], 'T11', 'gaps', version)).toBe(
      'pass: 0 of 2 streams were closed without a response',
    );
    expect(findingOfCalls([steps, early], 'T11', 'gaps', version)).toBe(
      'fail: 1 of 2 streams were closed without a response',
    );
    expect(findingOfCalls([steps], 'T11', 'gaps')).toBe(
      'not-applicable: holds for 2025-03-26, 2025-06-18; the server speaks 2025-11-25',
    );
  });

  it('T17: comes with X-Accel-Buffering: no', () => {
    const version = '2026-07-28';
    const headers = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' };
    const told = { ...steps, headers };
    expect(findingOfCalls([told], 'T17', 'gaps', version)).toBe(
      'pass: 1 of 1 event streams had it',
    );
    expect(findingOfCalls([told, steps, json], 'T17', 'gaps', version)).toBe(
      'fail: 1 of 2 event streams had it',
    );
    expect(
      findingOfCalls(
        [{ ...steps, headers: { ...headers, 'x-accel-buffering': 'yes' } }],
        'T17',
        'gaps',
        version,
      ),
    ).toMatch('fail');
    expect(findingOfCalls([json], 'T17', 'gaps', version)).toBe(
      'not-applicable: no call was answered by an event stream',
    );
  });

  it('L01: has log messages only where logging is declared', () => {
    const finding = (capabilities: readonly string[], call: CallEvidence) =>
      findingOf('L01', { capabilities, experiments: { gaps: { calls: [call] } } });
    expect(finding(['logging'], steps)).toBe('pass: it is declared');
    expect(finding(['tools'], steps)).toBe(
      'fail: log messages were sent, but the capability logging is not declared',
    );
    expect(finding([], without(steps, 'message'))).toBe('not-applicable: no log message was sent');
  });

  it('L02: has none below the level that was set, and nonsense is refused', () => {
    const finding = (call: CallEvidence, errorCode: number | null) =>
      findingOf('L02', {
        experiments: {
          logging: { calls: [call], exchanges: [exchanged('set level nonsense', { errorCode })] },
        },
      });
    const quiet = without(steps, 'message');
    expect(finding(quiet, -32602)).toBe('pass: 0 messages below the level; nonsense got -32602');
    expect(finding(quiet, -32603)).toBe('fail: 0 messages below the level; nonsense got -32603');
    expect(finding(quiet, null)).toBe('fail: 0 messages below the level; nonsense got no error');
    expect(finding(steps, -32602)).toBe('fail: 3 messages below the level; nonsense got -32602');
  });

  it('L03: has none that nobody asked for', () => {
    const quiet = without(steps, 'message');
    const finding = (asked: CallEvidence, unasked: CallEvidence) =>
      findingOf('L03', {
        version: '2026-07-28',
        experiments: { gaps: { calls: [asked] }, logging: { calls: [unasked] } },
      });
    expect(finding(steps, quiet)).toBe('pass: none came');
    expect(finding(steps, steps)).toBe('fail: 3 came all the same');
    expect(finding(quiet, quiet)).toBe(
      'not-applicable: no log message was sent to those who asked, either',
    );
  });
});
