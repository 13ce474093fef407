import { describe, expect, it } from 'vitest';
import type { CallEvidence } from '../../../src/contract/evidence/evidence.ts';
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

describe('Z17 and C01', () => {
  const cut = withArrivals(
    heardCall({
      firstMs: 100,
      gapMs: 100,
      steps: 4,
      silentMs: 100,
      evidence: { hungUpAtMs: 1250 },
    }),
    (arrivals) => arrivals.slice(0, 6),
  );
  const rest = heardCall({ firstMs: 100, gapMs: 100, steps: 4, silentMs: 100 }).arrivals.slice(6);
  const headers: Arrival = {
    kind: 'headers',
    atMs: 1300,
    status: 200,
    contentType: 'text/event-stream',
  };
  const findings = (arrivals: readonly Arrival[], status: number | null = 200, call = cut) =>
    (['Z17', 'C01'] as const).map((ruleId) =>
      findingOfCalls(
        [
          {
            ...call,
            elsewhere: [
              { via: 'resumed', openedAtMs: 1300, status, arrivals: [headers, ...arrivals] },
            ],
          },
        ],
        ruleId,
        'resume',
      ),
    );
  const wentOn = 'pass: the run went on, and its result was there to be fetched';

  it('are kept when all that was missed comes once, and the result', () => {
    expect(findings(rest)).toEqual([
      'pass: of 4 outputs 0 were lost and 0 doubled; 1 results',
      wentOn,
    ]);
  });

  it('see what is lost, doubled, or comes to an error', () => {
    expect(findings(rest.slice(2))[0]).toBe(
      'fail: of 4 outputs 1 were lost and 0 doubled; 1 results',
    );
    expect(findings([...rest.slice(0, 2), ...rest])[0]).toBe(
      'fail: of 4 outputs 0 were lost and 1 doubled; 1 results',
    );
    expect(findings([...rest, ...rest.slice(-2)])).toEqual([
      'fail: of 4 outputs 0 were lost and 0 doubled; 2 results',
      wentOn,
    ]);
    const failed = rest.map((each) => (each.kind === 'result' ? { ...each, isError: true } : each));
    expect(findings(failed)[1]).toBe(
      'fail: the run ended with an error when its client was cut off',
    );
  });

  it('see what isn’t there to be resumed', () => {
    expect(findings([], 404)[0]).toBe('fail: resuming was answered with 404');
    expect(findings([], null)[0]).toBe('fail: resuming was answered with nothing');
    expect(
      findings(
        rest,
        200,
        followedBy(cut, { kind: 'result', atMs: 1250, isError: false, text: '' }),
      )[0],
    ).toBe('cannot-tell: the call was over before it could be cut');
    for (const ruleId of ['Z17', 'C01'] as const) {
      expect(findingOfCalls([cut], ruleId, 'resume')).toBe('cannot-tell: nothing could be resumed');
    }
  });

  it('tell a run that ended with its client from one whose result is lost', () => {
    expect(findings([])[1]).toBe(
      'fail: the resumed stream had no result, although the run was due to be over',
    );
    expect(findings(rest.slice(0, 2))[1]).toBe(
      'cannot-tell: the run went on for 50 ms at least, but what came after that, and the result, are lost (Z17)',
    );
    const unlike = (otherwise: object) =>
      findingOfCalls(
        [
          {
            ...cut,
            elsewhere: [
              {
                via: 'resumed',
                openedAtMs: 1300,
                status: 200,
                arrivals: [{ ...headers, ...otherwise }],
              },
            ],
          },
        ],
        'C01',
        'resume',
      );
    const unknown =
      'cannot-tell: the resumed stream had no result, so nobody knows whether the run went on';
    expect(unlike({ status: 404 })).toBe(unknown);
    expect(unlike({ contentType: 'application/json' })).toBe(unknown);
    expect(unlike({ contentType: null })).toBe(unknown);
  });
});

describe('Z13 and T16', () => {
  const asking = (askedAtMs: number | null, arrivals: CallEvidence['arrivals']) => ({
    ...heardCall({ firstMs: 100 }),
    askedAtMs,
    arrivals,
  });
  const { arrivals } = heardCall({ firstMs: 100 });
  const mute = arrivals.filter(({ kind }) => kind !== 'result');
  const answering = (text: string, isError = false) =>
    arrivals.map((each) => (each.kind === 'result' ? { ...each, text, isError } : each));

  it.each<[string, CallEvidence, string]>([
    [
      'a question and an answer',
      asking(1120, arrivals),
      'pass: the question came after 120 ms, the result after the answer',
    ],
    ['a question only', asking(1120, mute), 'fail: the question came after 120 ms, but no result'],
    ['neither', asking(null, mute), 'fail: the question never came, and neither did the result'],
    [
      'an answer only',
      asking(null, answering('no way')),
      'cannot-tell: the server asked nothing: no way',
    ],
  ])('Z13 of %s', (_, call, expected) => {
    expect(findingOfCalls([call], 'Z13', 'question')).toBe(expected);
  });

  it.each<[string, CallEvidence, string]>([
    ['a request', asking(1120, arrivals), 'fail: a request came on the stream after 120 ms'],
    ['nothing', asking(null, mute), 'cannot-tell: the call was not answered, nor anything asked'],
    [
      'an answer',
      asking(null, answering('no way')),
      'cannot-tell: the server asked nothing: no way',
    ],
    [
      'a refusal',
      asking(null, answering('no way', true)),
      'pass: the tool may not ask, and nothing was asked: no way',
    ],
  ])('T16 of %s', (_, call, expected) => {
    expect(findingOfCalls([call], 'T16', 'question', '2026-07-28')).toBe(expected);
  });
});

describe('Z07 and C03', () => {
  const dropped = heardCall({ evidence: { label: 'dropped', hungUpAtMs: 1100 } });
  const next = heardCall({ evidence: { label: 'after' } });
  const failing = withArrivals(next, (arrivals) =>
    arrivals.map((each) =>
      each.kind === 'result' ? { ...each, isError: true, text: 'x'.repeat(200) } : each,
    ),
  );
  const finding = (calls: readonly CallEvidence[], hasResult: boolean | null = true) =>
    findingOf('Z07', {
      experiments: {
        disconnect: {
          calls,
          exchanges: hasResult === null ? [] : [exchanged('ping after', { hasResult })],
        },
      },
    });

  it('serve the next client', () => {
    expect(finding([dropped, dropped, next])).toBe(
      'pass: 2 clients hung up; the next one was served',
    );
    expect(finding([dropped, next], null)).toBe('pass: 1 clients hung up; the next one was served');
    expect(finding([dropped, next], false)).toBe(
      'fail: 1 clients hung up; then no ping was answered',
    );
    expect(finding([dropped, without(next, 'result')])).toBe(
      'fail: 1 clients hung up; the next call was never answered',
    );
    expect(finding([dropped, failing])).toBe(
      `fail: 1 clients hung up; the next call failed: ${'x'.repeat(100)}`,
    );
    expect(finding([next])).toBe('cannot-tell: nobody could hang up');
    expect(finding([dropped])).toBe('cannot-tell: nobody could hang up');
  });

  const left = without(dropped, 'result');
  const recalled = (text: string) =>
    withArrivals(next, (arrivals) =>
      arrivals.map((each) => (each.kind === 'result' ? { ...each, text } : each)),
    );
  it.each<[readonly CallEvidence[], string]>([
    [[left, recalled('stopped after 3')], 'pass: the run was stopped after 3'],
    [
      [left, recalled('still running')],
      'fail: two seconds after its client had gone the run was what nobody wanted: still running',
    ],
    [
      [left, recalled('ran to its end')],
      'fail: two seconds after its client had gone the run was what nobody wanted: ran to its end',
    ],
    [
      [left, recalled('never heard of')],
      'cannot-tell: what became of the run isn’t known: never heard of',
    ],
    [[left, without(next, 'result')], 'cannot-tell: what became of the run isn’t known: nothing'],
    [[next, recalled('stopped')], 'cannot-tell: the call was over before it could be left'],
    [[left], 'cannot-tell: no call was made'],
  ])('C03 of %#', (calls, expected) => {
    expect(findingOfCalls(calls, 'C03', 'hang-up', '2026-07-28')).toBe(expected);
  });
});
