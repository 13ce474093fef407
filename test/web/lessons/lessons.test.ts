import { readFile } from 'node:fs/promises';
import { createGzip } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isEmission } from '../../../src/timeline/side.ts';
import type { Lesson } from '../../../src/web/lesson/lesson.ts';
import { type PlayedLane, playLesson } from '../../../src/web/lesson/play-lesson.ts';
import { firstEventMs, notificationsMs, resultMs } from '../../../src/web/lesson/seen-in.ts';
import { LESSONS } from '../../../src/web/lessons/lessons.ts';

describe('the lessons', () => {
  it('are ten, in their order', () => {
    expect(LESSONS.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each(LESSONS.map((lesson) => [lesson.title, lesson] as const))(
    '“%s” asks what its run answers, the same each time',
    async (_title, lesson) => {
      const { answer, lanes } = await playLesson(lesson);
      const keys = lesson.choices.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).toContain(answer.key);
      expect(answer.why.join(' ')).not.toMatch(/undefined|NaN|never,|null/);
      for (const { events } of lanes) expect(events.some(isEmission)).toBe(true);
      expect(await playLesson(lesson)).toEqual({ answer, lanes });
    },
  );

  it('would be answered otherwise, had the run been another', async () => {
    const [first] = LESSONS;
    if (first === undefined) throw new Error('there is no lesson');
    const mended: Lesson = { ...first, lanes: [{ name: 'buffered', manager: 'streaming' }] };
    expect((await playLesson(mended)).answer.key).toBe('2 s');
  });
});

describe('what the lessons say beside their numbers', () => {
  it('1: status, headers and order are right, and only the time is not', async () => {
    const { lanes } = await playLesson(lessonOf(1));
    const { lanes: streamed } = await playLesson({
      ...lessonOf(1),
      lanes: [{ name: 'buffered', manager: 'streaming' }],
    });
    const withoutTimes = ([lane]: readonly PlayedLane[]) =>
      lane?.events.filter((event) => !isEmission(event)).map(({ atMs: _, ...event }) => event);
    expect(withoutTimes(lanes)).toEqual(withoutTimes(streamed));
  });

  it('2: JSON mode has no notifications, and SSE mode as many as were said', async () => {
    const { lanes } = await playLesson(lessonOf(2));
    expect(lanes.map(({ events }) => notificationsMs(events))).toEqual([[], [12_000, 12_000]]);
  });

  it('3: each of the six holes is there, and the manager that is done right has none', async () => {
    const { answer } = await playLesson(lessonOf(3));
    expect(answer.why.slice(1)).toEqual([
      '1. A 404 from the transport arrives as 200. Done right: arrives as 404.',
      '2. A 202, which has no body, has not ended after a minute. Done right: ends at once.',
      '3. When the transport fails before it has begun to answer, the client still waits after a minute. Done right: is told at once.',
      '4. Of two cookies 1 arrives. Done right: 2 arrive.',
      '5. When the client leaves, the run behind it is not told within a minute. Done right: is told.',
      '6. For a client that reads nothing, the transport is let say all of its 16 MiB. Done right: 192 KiB.',
    ]);
  });

  it('4: both are in time; the hardened queue has seventy lines, give or take a few', async () => {
    const { lanes } = await playLesson(lessonOf(4));
    for (const { events } of lanes) {
      expect([...notificationsMs(events), resultMs(events)]).toEqual([2000, 8000, 12_000]);
    }
    const file = new URL('../../../src/manager/option-1-hardened.ts', import.meta.url);
    const lines = (await readFile(file, 'utf8')).split('\n').length;
    expect(lines).toBeGreaterThan(55);
    expect(lines).toBeLessThan(85);
  });

  it('5: the end is noticed two seconds late, and only by the reader that looks', async () => {
    const { lanes } = await playLesson(lessonOf(5));
    expect(lanes.map(({ events }) => resultMs(events))).toEqual([12_000, 10_000]);
  });

  it('6: gzip sends its head at once, and its events at the end', async () => {
    const gzip = createGzip();
    const sizes: number[] = [];
    gzip.on('data', (chunk: Buffer) => sizes.push(chunk.length));
    await new Promise((resolve) => gzip.write('data: iteration 1\n\n', resolve));
    const before = sizes.splice(0);
    await new Promise<void>((resolve) => gzip.on('end', resolve).end());
    expect(before).toEqual([10]);
    expect(sizes.length).toBeGreaterThan(0);
  });

  it('8: with keep-alive comments every line is heard, without them none', async () => {
    const { lanes, answer } = await playLesson(lessonOf(8));
    expect(answer.key).toBe('broken');
    // Stata went on, and nobody heard.
    for (const { events } of lanes) {
      const ended = events.find(({ kind }) => kind === 'ended');
      expect(ended).toMatchObject({ atMs: 42_000, returnCode: 0 });
    }
    expect(lanes.map(({ events }) => firstEventMs(events))).toEqual([null, 40_000]);
    expect(lanes.map(({ events }) => events.at(-1)?.kind)).toContain('closed');
  });

  it('9: each line is heard once, and nothing breaks Stata', async () => {
    const { lanes } = await playLesson(lessonOf(9));
    const tunnel = lanes[1]?.events ?? [];
    const texts = tunnel.flatMap((event) => (event.kind === 'message' ? [event.text] : []));
    expect(texts).toEqual(['iteration 1', 'iteration 2']);
    expect(tunnel.find(({ kind }) => kind === 'ended')).toMatchObject({ returnCode: 0 });
  });
});

function lessonOf(number: number): Lesson {
  const lesson = LESSONS[number - 1];
  if (lesson === undefined) throw new Error(`there is no lesson ${number}`);
  return lesson;
}
