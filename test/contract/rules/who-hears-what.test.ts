import { describe, expect, it } from 'vitest';
import type { CallEvidence, StreamEvidence } from '../../../src/contract/evidence/evidence.ts';
import type { RuleId } from '../../../src/contract/terms/rule-id.ts';
import type { Arrival } from '../../../src/timeline/arrival.ts';
import { heardCall, said } from '../heard-call.ts';
import { findingOfCalls, followedBy, without } from './finding-of.ts';

describe('rules about who hears what', () => {
  const [mine, too, theirs] = ['mine', 'mine too', 'theirs'].map((label) =>
    heardCall({ name: label, firstMs: 100, evidence: { label } }),
  );
  if (mine === undefined || too === undefined || theirs === undefined) throw new Error('no calls');
  const stream = (via: StreamEvidence['via'], arrivals: readonly Arrival[] = [], status = 200) => ({
    via,
    openedAtMs: 0,
    status,
    arrivals,
  });
  const hearing = (call: CallEvidence, ...elsewhere: readonly StreamEvidence[]) => ({
    ...call,
    elsewhere,
  });
  const itself = (call: CallEvidence) => said(1100, call.script.outputs[0]?.marker ?? '');
  const strange: Arrival = { kind: 'other', atMs: 1, method: '(answer to another request)' };
  const silent = (call: CallEvidence) => without(call, 'sse-event', 'message');
  const nobody = 'cannot-tell: nothing was heard that could be told from what other calls say';

  it.each<[string, RuleId, readonly CallEvidence[], string]>([
    [
      'nothing else',
      'T14',
      [mine, too, theirs],
      'pass: 3 calls at the same time, each with nothing but its own',
    ],
    [
      'another’s output',
      'T14',
      [followedBy(mine, ...itself(too)), too],
      'fail: the stream of “mine” had output of “mine too”',
    ],
    ['nothing at all', 'T14', [silent(mine), silent(too)], nobody],
    ['no GET stream', 'G03', [mine], 'not-applicable: the server has no GET stream'],
    [
      'a refused GET stream',
      'G03',
      [hearing(mine, stream('get', [strange], 405))],
      'not-applicable: the server has no GET stream',
    ],
    [
      'an empty GET stream',
      'G03',
      [hearing(mine, stream('get', itself(mine)))],
      'pass: none came there',
    ],
    [
      'a response on it',
      'G03',
      [hearing(mine, stream('get', [strange, ...itself(mine)]))],
      'fail: 1 responses came on a GET stream',
    ],
    [
      'an empty GET stream',
      'G04',
      [hearing(mine, stream('get'))],
      'pass: no call’s output came there',
    ],
    [
      'output on it',
      'G04',
      [hearing(mine, stream('get', itself(mine))), too],
      'fail: output of 1 of 2 calls came on the GET stream',
    ],
    [
      'output on another’s',
      'G04',
      [hearing(mine, stream('get'), stream('other-session', itself(mine)))],
      'pass: no call’s output came there',
    ],
    ['nothing heard', 'G04', [hearing(silent(mine), stream('get'))], nobody],
    ['no GET stream', 'G04', [mine], 'not-applicable: the server has no GET stream'],
    [
      'an empty GET stream',
      'G05',
      [hearing(mine, stream('get'))],
      'pass: nothing was heard on two streams',
    ],
    [
      'the same on it',
      'G05',
      [hearing(mine, stream('get', itself(mine)))],
      'fail: output of 1 calls was heard on two streams',
    ],
    [
      'the same on another’s',
      'G05',
      [hearing(mine, stream('get'), stream('other-session', itself(mine)))],
      'pass: nothing was heard on two streams',
    ],
    ['nothing heard', 'G05', [hearing(silent(mine), stream('get'))], nobody],
    ['no GET stream', 'G05', [mine], 'not-applicable: the server has no GET stream'],
    [
      'sessions apart',
      'Z16',
      [mine, too, theirs],
      'pass: nothing crossed over between two sessions',
    ],
    [
      'a stream of the other session',
      'Z16',
      [hearing(mine, stream('other-session', itself(mine))), theirs],
      'fail: output of “mine” was heard in the other session',
    ],
    [
      'a call of the other session',
      'Z16',
      [mine, followedBy(theirs, ...itself(mine))],
      'fail: output of “mine” was heard in the other session',
    ],
    [
      'a call of the same session',
      'Z16',
      [mine, followedBy(too, ...itself(mine)), theirs],
      'pass: nothing crossed over between two sessions',
    ],
    [
      'its own GET stream',
      'Z16',
      [hearing(mine, stream('get', itself(mine))), theirs],
      'pass: nothing crossed over between two sessions',
    ],
    ['nothing heard', 'Z16', [silent(mine), silent(theirs)], nobody],
  ])('%s: %s', (_, ruleId, calls, expected) => {
    expect(findingOfCalls(calls, ruleId, 'isolation')).toBe(expected);
  });

  it.each<[string, readonly CallEvidence[], string]>([
    [
      'an empty subscription',
      [hearing(mine, stream('listen'))],
      'not-applicable: the server opened no subscription',
    ],
    [
      'news on it',
      [hearing(mine, stream('listen', said(1, 'news')))],
      'pass: no call’s output came there',
    ],
    [
      'output on it',
      [hearing(mine, stream('listen', itself(too))), too],
      'fail: output of 1 of 2 calls came on a subscription',
    ],
    [
      'output on another stream',
      [hearing(mine, stream('listen', said(1, 'news')), stream('get', itself(mine)))],
      'pass: no call’s output came there',
    ],
    ['nothing heard', [hearing(silent(mine), stream('listen', said(1, 'news')))], nobody],
  ])('L04 with %s', (_, calls, expected) => {
    expect(findingOfCalls(calls, 'L04', 'isolation', '2026-07-28')).toBe(expected);
  });

  it('T15 is T14 without sessions', () => {
    expect(
      findingOfCalls([followedBy(mine, ...itself(too)), too], 'T15', 'isolation', '2026-07-28'),
    ).toMatch('fail');
    expect(findingOfCalls([mine, too], 'T15', 'isolation', '2026-07-28')).toMatch('pass');
  });

  it('R08: a resumed stream has nothing of others', () => {
    const resumed = hearing(mine, stream('resumed', itself(mine)));
    expect(findingOfCalls([resumed, too], 'R08', 'resume')).toBe(
      'pass: nothing of the other call came on the resumed stream',
    );
    expect(
      findingOfCalls([hearing(mine, stream('resumed', itself(too))), too], 'R08', 'resume'),
    ).toBe('fail: output of another call came on the resumed stream');
    expect(
      findingOfCalls([hearing(mine, stream('get', itself(too))), too], 'R08', 'resume'),
    ).toMatch('pass');
    expect(
      findingOfCalls([hearing(silent(mine), stream('resumed')), silent(too)], 'R08', 'resume'),
    ).toBe(nobody);
  });
});
