import { describe, expect, it } from 'vitest';
import type { CallEvidence } from '../../../src/contract/evidence/evidence.ts';
import { heardCall } from '../heard-call.ts';
import { lawfulCalls } from '../tracking/lawful.ts';
import { findingOf, withArrivals } from './finding-of.ts';

/** Calls without delay whose latencies are off by so much: how noisy the machine was. */
function noisyCalls(offMs: number): readonly CallEvidence[] {
  return Array.from({ length: 16 }, (_, index) =>
    heardCall({ heardMs: () => 100 + (index % 2 === 0 ? offMs : -offMs) }),
  );
}

describe('Z02 and Z03', () => {
  const gapsOf = (heardMs: (dueMs: number, index: number) => number, evidence = {}) =>
    heardCall({
      firstMs: 400,
      gapMs: 400,
      steps: 7,
      silentMs: 700,
      answeredMs: 9000,
      heardMs,
      evidence,
    });
  const findings = (
    calls: readonly CallEvidence[],
    { noise = noisyCalls(0), granularityMs = 0 } = {},
  ) =>
    (['Z02', 'Z03'] as const).map((ruleId) =>
      findingOf(ruleId, {
        granularityMs,
        experiments: { noise: { calls: noise }, gaps: { calls } },
      }),
    );
  const asIs = (dueMs: number) => dueMs;

  it('are kept by what is heard as it was said, or later by as much each time', () => {
    const kept = [
      'pass: 6 of 6 gaps were kept, the worst is 0 ms off',
      'pass: in 1 of 1 calls events came one by one',
    ];
    expect(findings([gapsOf(asIs)])).toEqual(kept);
    expect(findings([gapsOf((dueMs) => dueMs + 777)])).toEqual(kept);
  });

  it('take a fifth of a gap for kept, and no more', () => {
    const late = (ms: number) => gapsOf((dueMs, index) => dueMs + (index === 6 ? ms : 0));
    expect(findings([late(80)])[0]).toBe('pass: 6 of 6 gaps were kept, the worst is 80 ms off');
    expect(findings([late(81)])[0]).toBe('fail: 5 of 6 gaps were kept, the worst is 81 ms off');
  });

  it('take fifty milliseconds for kept, however short a gap is', () => {
    const late = (ms: number) =>
      heardCall({
        firstMs: 100,
        gapMs: 100,
        steps: 4,
        silentMs: 700,
        answeredMs: 3000,
        heardMs: (dueMs, index) => dueMs + (index === 3 ? ms : 0),
      });
    expect(findings([late(50)])[0]).toMatch('pass: 3 of 3 gaps were kept');
    expect(findings([late(51)])[0]).toMatch('fail: 2 of 3 gaps were kept');
  });

  it('let a noisy machine spoil two gaps, and no three', () => {
    const noise = noisyCalls(1);
    const late = (...which: readonly number[]) =>
      gapsOf((dueMs, index) => dueMs + 150 * which.filter((each) => each <= index).length);
    expect(findings([late(2, 4)], { noise })[0]).toMatch('pass: 4 of 6 gaps were kept');
    expect(findings([late(2, 4, 6)], { noise })[0]).toMatch('fail: 3 of 6 gaps were kept');
    expect(findings([late(2)])[0]).toMatch('fail: 5 of 6 gaps were kept');
  });

  it('forgive noise by five standard deviations of both ends', () => {
    // 1.4826 · 10 ms is the deviation, times 5 · √2: 104.8 ms, beside the fifth of a gap.
    const noise = noisyCalls(10);
    const late = (ms: number) => gapsOf((dueMs, index) => dueMs + index * ms);
    expect(findings([late(184)], { noise })[0]).toMatch('pass: 6 of 6');
    expect(findings([late(186)], { noise })[0]).toMatch('fail: 0 of 6');
  });

  it('can’t tell where noise could have swallowed every gap', () => {
    expect(findings([gapsOf(asIs)], { noise: noisyCalls(30) })[0]).toMatch('pass');
    expect(findings([gapsOf(asIs)], { noise: noisyCalls(31) })[0]).toBe(
      'cannot-tell: 6 of 6 gaps were kept, the worst is 0 ms off; but by noise alone a gap may be 325 ms off, so that none can be told from none at all; quiet the machine',
    );
  });

  it('can’t tell of what the judge itself was too late to hear', () => {
    const late = (behindMs: number) =>
      gapsOf((dueMs, index) => dueMs + (index === 6 ? 120 : 0), { behindMs });
    expect(findings([late(21)])[0]).toBe(
      'cannot-tell: 5 of 6 gaps were kept, the worst is 120 ms off; but this machine was too busy to look: it fell 21 ms behind itself; quiet it',
    );
    expect(findings([late(20)])[0]).toMatch('fail');
    expect(
      findings([gapsOf((dueMs, index) => dueMs + (index === 6 ? 123 : 0), { behindMs: 21 })])[0],
    ).toMatch('fail');
  });

  it('are kept by a server that says how late it may be', () => {
    const late = gapsOf((dueMs, index) => dueMs + index * 900);
    expect(findings([late])[0]).toMatch('fail');
    expect(findings([late], { granularityMs: 1000 })[0]).toMatch('pass');
    expect(findings([late], { granularityMs: 1000 })[1]).toBe(
      'not-applicable: the server says that it may be 1000 ms late, and no two outputs were due far enough apart for that',
    );
  });

  it('look at four fifths of the time, and at a fifth of the neighbours', () => {
    // The span of the outputs is 2400 ms.
    const drawn = (spreadMs: number) => gapsOf((dueMs) => 2800 + (dueMs - 400) * (spreadMs / 2400));
    expect(findings([drawn(1920)])[1]).toMatch('pass');
    expect(findings([drawn(1919)])[1]).toBe('fail: in 0 of 1 calls events came one by one');
    // Of ten pairs two may be heard together.
    const bunched = (count: number) =>
      heardCall({
        firstMs: 100,
        gapMs: 100,
        steps: 11,
        silentMs: 700,
        answeredMs: 9000,
        heardMs: (dueMs, index) => (index <= count ? 100 + count * 100 + index * 9 : dueMs + 1000),
      });
    expect(findings([bunched(2)])[1]).toMatch('pass');
    expect(findings([bunched(3)])[1]).toMatch('fail');
    const apart = (ms: number) =>
      heardCall({
        firstMs: 100,
        gapMs: 100,
        steps: 11,
        silentMs: 700,
        answeredMs: 9000,
        heardMs: (dueMs, index) => (index <= 3 ? 400 + index * ms : dueMs + 1000),
      });
    expect(findings([apart(10)])[1]).toMatch('pass');
    expect(findings([apart(9.9)])[1]).toMatch('fail');
  });

  it('want outputs that are due further apart than noise', () => {
    // 2 · 5 · √2 · 1.4826 · offMs against gaps of 400 ms.
    expect(findings([gapsOf(asIs)], { noise: noisyCalls(19) })[1]).toMatch('pass');
    expect(findings([gapsOf(asIs)], { noise: noisyCalls(20) })[1]).toBe(
      'cannot-tell: no two outputs were due far enough apart for the noise that there is',
    );
  });

  it('say why nothing was heard', () => {
    const silent = withArrivals(gapsOf(asIs), (arrivals) =>
      arrivals.filter(({ kind }) => kind !== 'message'),
    );
    const why = 'fail: nothing was heard before the result';
    expect(findings([silent, gapsOf(asIs)])).toEqual([why, why]);
    const untold = { ...gapsOf(asIs), progressToken: null };
    expect(findings([untold])).toEqual([
      'cannot-tell: no call was made',
      'cannot-tell: no call was made',
    ]);
  });
});

describe('Z04', () => {
  const finding = (early: number, late: number) => {
    const call = (atMs: number) =>
      withArrivals(heardCall({ firstMs: 100 }), (arrivals) =>
        arrivals.map((each) => (each.kind === 'headers' ? { ...each, atMs: 1000 + atMs } : each)),
      );
    const calls = [...Array(early).fill(call(99)), ...Array(late).fill(call(100))];
    return findingOf('Z04', { experiments: { tracking: { calls } } });
  };

  it.each([
    [10, 0, 'pass'],
    [9, 1, 'pass'],
    [8, 2, 'cannot-tell'],
    [6, 4, 'cannot-tell'],
    [5, 5, 'fail'],
    [0, 10, 'fail'],
  ])('of %i calls with early headers and %i without: %s', (early, late, outcome) => {
    expect(finding(early, late)).toBe(
      `${outcome}: headers came before the first output was due in ${early} of ${early + late} calls`,
    );
  });
});

describe('Z05', () => {
  const silentCall = (pauseMs: number, otherwise = {}) =>
    withArrivals(heardCall({ firstMs: 22_000, answeredMs: 22_000, ...otherwise }), (arrivals) => [
      ...arrivals.slice(0, 2),
      { kind: 'sse-comment', atMs: 1000 + pauseMs, text: 'keep-alive' },
      ...arrivals.slice(2),
    ]);
  const finding = (...calls: readonly CallEvidence[]) =>
    findingOf('Z05', { experiments: { silence: { calls } } });

  it('lets a stream be silent for 20.5 s', () => {
    expect(finding(silentCall(20_500))).toBe('pass: 100 B: nothing for 20.5 s');
    expect(finding(silentCall(15_000), silentCall(20_501))).toBe(
      'fail: 100 B: nothing for 15.0 s; 100 B: nothing for 20.5 s',
    );
  });

  it('lets a stream end when its script does, and no sooner', () => {
    const ended = (atMs: number) =>
      withArrivals(silentCall(20_000), (arrivals) => [
        ...arrivals.slice(0, 3),
        { kind: 'closed', atMs: 1000 + atMs, reason: null },
      ]);
    expect(finding(ended(21_995))).toMatch('pass');
    expect(finding(ended(21_994))).toBe(
      'fail: 100 B: the stream was cut off when nothing had come for 20.0 s',
    );
  });

  it('proves nothing by a tool that fails', () => {
    const failed = withArrivals(silentCall(100), (arrivals) =>
      arrivals.map((each) =>
        each.kind === 'result' ? { ...each, isError: true, text: 'no' } : each,
      ),
    );
    expect(finding(silentCall(15_000), failed)).toBe('cannot-tell: the tool failed: no');
  });
});

describe('Z06 and Z12', () => {
  const good = lawfulCalls({});
  const bad = lawfulCalls({ b: 0, c: 1 });
  const noisy = lawfulCalls({}, { deviationMs: 300 });
  const gzipped = (calls: readonly CallEvidence[]) =>
    calls.map((call) => ({ ...call, headers: { 'content-encoding': 'gzip' } }));
  const other = (calls: readonly CallEvidence[]) =>
    calls.map((call) => ({ ...call, label: '8 KiB' }));

  it.each([
    [good, good, /^pass: nothing is compressed/],
    [good, gzipped(good), /^pass: gzip: b = 1/],
    [good, gzipped(bad), /^fail: gzip: b = /],
    [bad, gzipped(bad), /^not-applicable: events are late without compression too \(Z01\)$/],
    [noisy, gzipped(good), /^cannot-tell: without: b = /],
    [[...good, ...other(bad)], gzipped(good), /^pass: gzip/],
  ])('Z06 of %#', (tracking, gzip, expected) => {
    const experiments = { tracking: { calls: tracking }, gzip: { calls: gzip } };
    expect(findingOf('Z06', { experiments })).toMatch(expected);
  });

  const hung = good.map((call) =>
    withArrivals(call, () => [{ kind: 'closed', atMs: 9000, reason: 'gave up waiting' }]),
  );
  it.each([
    [good, good, /^pass: 12 at the same time: b = 1/],
    [good, bad, /^fail: 12 at the same time: b = 0/],
    [bad, bad, /^not-applicable: events are late in calls that run alone, too \(Z01\)$/],
    [[...good, ...other(bad)], good, /^pass/],
    [
      good,
      [...hung.slice(0, 2), ...good],
      /^fail: 2 of 14 calls at the same time were never answered$/,
    ],
    [
      [...hung.slice(0, 1), ...good],
      [...hung.slice(0, 2), ...good],
      /^cannot-tell: 14 at the same time/,
    ],
  ])('Z12 of %#', (tracking, concurrency, expected) => {
    const experiments = { tracking: { calls: tracking }, concurrency: { calls: concurrency } };
    expect(findingOf('Z12', { experiments })).toMatch(expected);
  });
});

describe('Z01', () => {
  it('says the worst of all sizes, and who collected it', () => {
    const large = lawfulCalls({ b: 0, c: 1 }).map((call) => ({ ...call, label: '8 KiB' }));
    const finding = (calls: readonly CallEvidence[]) =>
      findingOf('Z01', { experiments: { tracking: { calls } } });
    expect(finding(lawfulCalls({}))).toMatch(/^pass: 100 B: b = 1\.000/);
    expect(finding([...lawfulCalls({}), ...large])).toMatch(/^fail: 100 B: b = 1.*; 8 KiB: b = /);
    expect(finding(large)).not.toContain('content-length');
    const collected = large.map((call) => ({
      ...call,
      headers: { 'content-type': 'text/event-stream', 'content-length': '77' },
    }));
    expect(finding(collected)).toMatch(/^fail: .*came with a content-length \(77\)/);
    const json = large.map((call) => ({ ...call, headers: { 'content-length': '77' } }));
    expect(finding(json)).not.toContain('content-length');
  });
});

describe('Z08 and C06', () => {
  const findings = (closedMs: number | null, lateMs: number | null, answeredMs: number | null) => {
    const call = withArrivals(
      heardCall({ firstMs: 100, evidence: { cancelledAtMs: 1200 } }),
      (arrivals) => [
        ...arrivals.filter(({ kind }) => kind !== 'result' && kind !== 'closed'),
        ...(lateMs === null
          ? []
          : [
              {
                kind: 'message',
                atMs: 1200 + lateMs,
                level: 'info',
                logger: null,
                text: 'x',
              } as const,
            ]),
        ...(answeredMs === null
          ? []
          : [{ kind: 'result', atMs: 1200 + answeredMs, isError: false, text: 'x' } as const]),
        closedMs === null
          ? { kind: 'closed', atMs: 9000, reason: 'gave up waiting' }
          : { kind: 'closed', atMs: 1200 + closedMs, reason: null },
      ],
    );
    return (['Z08', 'C06'] as const).map((ruleId) =>
      findingOf(ruleId, { experiments: { cancel: { calls: [heardCall(), call] } } }),
    );
  };
  const over = 'cannot-tell: the call was over before it could be cancelled';
  const quiet = 'pass: nothing came after the cancellation';

  it.each([
    [2000, null, null, 'pass: it was closed 2000 ms after the cancellation', quiet],
    [2001, null, null, 'fail: it was closed 2001 ms after the cancellation', quiet],
    [null, null, null, 'fail: it was still open when the client gave up', quiet],
    [10, 500, null, 'pass: it was closed 10 ms after the cancellation', quiet],
    [
      10,
      501,
      null,
      'pass: it was closed 10 ms after the cancellation',
      'fail: after the cancellation came 1 outputs and 0 answers',
    ],
    [
      10,
      null,
      1,
      'pass: it was closed 10 ms after the cancellation',
      'fail: after the cancellation came 0 outputs and 1 answers',
    ],
    [10, null, 0, over, over],
    [10, null, -1, over, over],
  ])('closed after %s, late after %s, answered after %s', (closed, late, answered, z08, c06) => {
    expect(findings(closed, late, answered)).toEqual([z08, c06]);
  });

  it('can’t tell when nothing was cancelled', () => {
    const experiments = { cancel: { calls: [heardCall()] } };
    expect(findingOf('Z08', { experiments })).toBe('cannot-tell: no call could be cancelled');
    expect(findingOf('C06', { experiments })).toBe('cannot-tell: no call could be cancelled');
  });
});

describe('Z09', () => {
  const failing = (answeredMs: number, otherwise = {}) =>
    heardCall({ firstMs: 200, gapMs: 200, steps: 3, failAt: 2, answeredMs, ...otherwise });
  const finding = (call: CallEvidence, granularityMs = 0) =>
    findingOf('Z09', { granularityMs, experiments: { failure: { calls: [failing(600), call] } } });

  it('lets a failure be told within a second, and as late as a server says that it may be', () => {
    expect(finding(failing(1600))).toBe('pass: told at once, before the first output and after it');
    expect(finding(failing(1601))).toBe('fail: 100 B: 1001 ms late');
    expect(finding(failing(1850), 250)).toMatch('pass');
    expect(finding(failing(1851), 250)).toMatch('fail');
  });

  it('wants it told, and as a failure', () => {
    const success = withArrivals(failing(600), (arrivals) =>
      arrivals.map((each) => (each.kind === 'result' ? { ...each, isError: false } : each)),
    );
    expect(finding(success)).toBe('fail: 100 B: told as a success');
    const never = withArrivals(failing(600), (arrivals) =>
      arrivals.filter(({ kind }) => kind !== 'result'),
    );
    expect(finding(never)).toBe('fail: 100 B: never answered');
  });
});

describe('Z11', () => {
  const MIB = 1024 * 1024;
  const finding = (early: number, total: number, otherwise = (call: CallEvidence) => call) => {
    const flood = heardCall({ steps: total, payloadBytes: MIB, answeredMs: 5000 });
    const stamped = withArrivals(flood, (arrivals) => {
      let made = 0;
      return arrivals.map((each) => {
        if (each.kind !== 'message') return each;
        made += 1;
        return { ...each, text: `${each.text} at=${made <= early ? 1899 : 1900} ` };
      });
    });
    return findingOf('Z11', { experiments: { 'slow-reader': { calls: [otherwise(stamped)] } } });
  };

  it.each([
    [13, 40, 'pass: 13.0 MiB of 40.0 MiB'],
    [14, 40, 'cannot-tell: 14.0 MiB of 40.0 MiB'],
    [20, 40, 'cannot-tell: 20.0 MiB of 40.0 MiB'],
    [21, 40, 'fail: 21.0 MiB of 40.0 MiB'],
    [6, 10, 'pass: 6.0 MiB of 10.0 MiB'],
    [7, 10, 'fail: 7.0 MiB of 10.0 MiB'],
  ])('with %i of %i MiB made while nobody read', (early, total, expected) => {
    expect(finding(early, total)).toBe(`${expected} were made while nobody read`);
  });

  it('can’t tell of a flood that never ended, or has no stamps', () => {
    const unanswered = (call: CallEvidence) =>
      withArrivals(call, (arrivals) => arrivals.filter(({ kind }) => kind !== 'result'));
    expect(finding(1, 10, unanswered)).toBe('cannot-tell: the flood was not answered in time');
    const unstamped = () => heardCall({ steps: 3 });
    expect(finding(1, 10, unstamped)).toBe(
      'cannot-tell: nothing of the flood was heard, or nothing with a stamp',
    );
  });
});

describe('T12 and T13', () => {
  const findings = (closedMs: number | null, version: string) => {
    const call = withArrivals(heardCall({ firstMs: 100, answeredMs: 200 }), (arrivals) => [
      ...arrivals.filter(({ kind }) => kind !== 'closed'),
      ...(closedMs === null
        ? []
        : [{ kind: 'closed', atMs: 1200 + closedMs, reason: null } as const]),
    ]);
    const ruleId = version === '2026-07-28' ? 'T13' : 'T12';
    return findingOf(ruleId, { version, experiments: { gaps: { calls: [heardCall(), call] } } });
  };

  it.each(['2025-11-25', '2026-07-28'])('of %s let a stream be open for a second', (version) => {
    expect(findings(1000, version)).toBe(
      'pass: 0 of 2 streams were open 1000 ms after their response',
    );
    expect(findings(1001, version)).toBe(
      'fail: 1 of 2 streams were open 1000 ms after their response',
    );
    expect(findings(null, version)).toBe(
      'fail: 1 of 2 streams were open 1000 ms after their response',
    );
  });

  it('have nothing to say of what is no stream', () => {
    const json = heardCall({ evidence: { headers: { 'content-type': 'application/json' } } });
    expect(findingOf('T12', { experiments: { gaps: { calls: [json] } } })).toBe(
      'not-applicable: no call was answered by an event stream',
    );
  });
});
