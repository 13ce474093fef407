import { expect, it } from 'vitest';
import { isArrival, isEmission } from '../../src/timeline/side.ts';
import { Timeline, type TimelineEvent } from '../../src/timeline/timeline.ts';

it('A timeline keeps events in the order of their happening and tells of each at once', () => {
  const told: TimelineEvent[] = [];
  const timeline = new Timeline({ onAppend: (event) => told.push(event) });
  timeline.append({ kind: 'output', atMs: 5, text: 'a\n' });
  expect(told).toHaveLength(1);
  timeline.append({ kind: 'message', atMs: 5, level: 'notice', logger: null, text: 'a' });
  expect(timeline.events).toEqual(told);
  expect(timeline.events.filter(isEmission)).toHaveLength(1);
  expect(timeline.events.filter(isArrival)).toHaveLength(1);
});
