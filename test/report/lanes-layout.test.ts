import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutLanes } from '../../src/report/lanes-layout.ts';
import { run } from '../../src/testbed/run.ts';
import type { TimelineEvent } from '../../src/timeline/timeline.ts';
import { anyScenario } from '../any-scenario.ts';

const WIDTHS = [300, 360, 719, 720, 1920];

describe('the layout of the lanes', () => {
  it('leaves no event out, and puts each inside of its lane, whatever the width', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), fc.constantFrom(...WIDTHS), async (scenario, width) => {
        const { timeline } = await run({ scenario, manager: 'streaming' });
        const endMs = timeline.at(-1)?.atMs ?? 0;
        const lanes = [{ name: 'streaming', events: timeline, notes: [] }];
        const layout = layOutLanes({ lanes, endMs, toleranceMs: 20, width });
        for (const lane of layout.lanes) {
          for (const { x, y } of lane.marks) {
            expect(x).toBeGreaterThanOrEqual(layout.left);
            expect(x).toBeLessThanOrEqual(layout.right);
            expect(y).toBeGreaterThan(lane.top);
            expect(y).toBeLessThan(lane.top + lane.height);
          }
        }
        const placed = layout.lanes.flatMap(({ marks }) => marks.map(({ count }) => count));
        const shown = timeline.filter(({ kind }) => SHOWN.includes(kind));
        expect(placed.reduce((sum, count) => sum + count, 0)).toBe(shown.length);
        const keys = layout.lanes.flatMap(({ marks }) => marks.map(({ key }) => key));
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 100 },
    );
  });

  it('draws no more than the width can show, however much was said', () => {
    const events = Array.from({ length: 20_000 }, (_, n): readonly TimelineEvent[] => [
      { kind: 'output', text: `line ${n}\n`, atMs: n },
      { kind: 'message', level: 'notice', logger: null, text: `line ${n}`, atMs: n },
    ]).flat();
    const lanes = [{ name: 'streaming', events, notes: [] }];
    const layout = layOutLanes({ lanes, endMs: 20_000, toleranceMs: 20, width: 1000 });
    for (const { marks, threads } of layout.lanes) {
      expect(marks.length).toBeLessThan(300);
      expect(threads.length).toBeLessThan(1000);
    }
  });

  it('says of a mark what it is, when it came, and how late', () => {
    const events: readonly TimelineEvent[] = [
      { kind: 'output', text: 'a line\n', atMs: 2000 },
      { kind: 'message', level: 'notice', logger: null, text: 'a line', atMs: 12_000 },
    ];
    const lanes = [{ name: 'buffered', events, notes: [] }];
    const layout = layOutLanes({ lanes, endMs: 12_000, toleranceMs: 20, width: 1000 });
    const [mark] = layout.lanes[1]?.marks ?? [];
    expect(mark).toMatchObject({
      tone: 'late',
      labels: ['heard at 12.000 s, 10.0 s after it was said: a line'],
    });
  });
});

const SHOWN: readonly TimelineEvent['kind'][] = [
  'output',
  'error',
  'ended',
  'headers',
  'first-byte',
  'message',
  'progress',
  'other',
  'result',
  'rpc-error',
  'sse-comment',
];
