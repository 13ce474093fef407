import { scaleLinear } from 'd3-scale';
import type { TimelineEvent } from '../timeline/timeline.ts';
import { type Mark, type MarkKind, marksOf } from './marks.ts';
import { lateness, type Thread, threadsOf } from './threads.ts';

/** What one client heard, and what is known of it. */
export interface PictureLane {
  readonly name: string;
  /** What was said and heard behind this manager; times in milliseconds after the call. */
  readonly events: readonly TimelineEvent[];
  /** Short lines beside the lane: what it came to. */
  readonly notes: readonly string[];
}

export interface LanesPictureInput {
  readonly lanes: readonly PictureLane[];
  /** Where the axis ends. */
  readonly endMs: number;
  /** How late an event may be and still count as in time. */
  readonly toleranceMs: number;
  /** In pixels. */
  readonly width: number;
  /** What the first lane is called: `Stata said`, unless it was somebody else. */
  readonly said?: string;
}

/** A mark where it is drawn, or a pile of marks at one place that is too high to be drawn apart. */
export interface PlacedMark {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly kind: MarkKind;
  readonly tone: Tone;
  /** How many events it stands for. */
  readonly count: number;
  readonly labels: readonly string[];
  /** The threads that end in it. */
  readonly threads: readonly Segment[];
}

/** Whether what an event brought was heard in time, or late; plain when it brought nothing that was said. */
type Tone = 'prompt' | 'late' | 'plain';

export interface Segment {
  readonly fromX: number;
  readonly toX: number;
  readonly isLate: boolean;
}

/** A lane where it is drawn. `said` lanes have no threads. */
export interface PlacedLane {
  readonly name: string;
  readonly isSaid: boolean;
  readonly top: number;
  readonly height: number;
  /** Where what was said is repeated, so that threads can hang from it. */
  readonly saidY: number;
  readonly baseY: number;
  readonly signsY: number;
  readonly notes: readonly string[];
  readonly saidXs: readonly number[];
  readonly threads: readonly Segment[];
  readonly marks: readonly PlacedMark[];
}

export interface LanesLayout {
  readonly width: number;
  readonly height: number;
  /** Whether names and notes stand above the lanes, for lack of room beside them. */
  readonly isNarrow: boolean;
  readonly left: number;
  readonly right: number;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  readonly lanes: readonly PlacedLane[];
  readonly xOf: (atMs: number) => number;
}

const AXIS_HEIGHT = 30;
const FOOT_HEIGHT = 8;
const NARROW_BELOW = 720;
const NAME_STRIP = 44;
/** About how wide a letter of a lane's name is, and what a name may take. */
const LETTER = 7.8;
const NAME_WIDTH = { min: 176, max: 250 } as const;
const GAP = 10;
/** Marks that are nearer than this in time are put on each other. */
const TOUCH = 5;
const STEP = 9;
const PILE_ABOVE = 5;
const LABELS_MAX = 8;
const LABEL_LENGTH = 140;

/** Places everything: lanes under one axis of time, marks in them, threads from said to heard. */
export function layOutLanes(input: LanesPictureInput): LanesLayout {
  const { lanes, endMs, width } = input;
  const isNarrow = width < NARROW_BELOW;
  const [left, right] = isNarrow ? [14, width - 14] : [nameWidth(lanes), width - 200];
  const scale = scaleLinear([0, Math.max(1, endMs)], [left, right]);
  const xOf = (atMs: number): number => Math.round(scale(atMs) * 10) / 10;
  const places = placer(input, xOf);
  const first = lanes[0];
  const rows: PlacedLane[] = [];
  let top = AXIS_HEIGHT;
  const room = isNarrow ? NAME_STRIP : 0;
  if (first !== undefined) {
    const { said: name = 'Stata said' } = input;
    rows.push(saidLane({ name, events: first.events }, { top, room, places }));
    top += room + 62 + GAP;
  }
  for (const lane of lanes) {
    rows.push(heardLane(lane, { top, room, places }));
    top += room + 100 + GAP;
  }
  const ticks = scale
    .ticks(Math.max(2, Math.floor((right - left) / 90)))
    .map((ms) => ({ x: xOf(ms), text: `${ms / 1000} s` }));
  return { width, height: top + FOOT_HEIGHT, isNarrow, left, right, ticks, lanes: rows, xOf };
}

function nameWidth(lanes: readonly PictureLane[]): number {
  const longest = Math.max(0, ...lanes.map(({ name }) => name.length));
  return Math.min(NAME_WIDTH.max, Math.max(NAME_WIDTH.min, 14 + LETTER * longest + 18));
}

interface Placer {
  readonly xOf: (atMs: number) => number;
  readonly isLate: (lateMs: number) => boolean;
}

function placer({ toleranceMs }: LanesPictureInput, xOf: (atMs: number) => number): Placer {
  return { xOf, isLate: (lateMs) => lateMs > toleranceMs };
}

interface Place {
  readonly top: number;
  readonly room: number;
  readonly places: Placer;
}

function saidLane(
  { name, events }: Pick<PictureLane, 'name' | 'events'>,
  { top, room, places }: Place,
): PlacedLane {
  const marks = marksOf(events).filter(({ kind }) => isSaid(kind));
  const baseY = top + room + 50;
  return {
    name,
    isSaid: true,
    top,
    height: room + 62,
    saidY: baseY,
    baseY,
    signsY: baseY,
    notes: [counted(marks.filter(({ kind }) => kind !== 'ended').length, 'thing')],
    saidXs: [],
    threads: [],
    marks: pile(marks, { baseY, places, prefix: 'said', threads: [] }),
  };
}

function heardLane({ name, events, notes }: PictureLane, { top, room, places }: Place): PlacedLane {
  const all = marksOf(events);
  const said = all.filter(({ kind }) => isSaid(kind));
  const heard = all.filter(({ kind }) => !isSaid(kind) && !isSign(kind));
  const signs = all.filter(({ kind }) => isSign(kind));
  const threads = threadsOf(said, heard);
  const baseY = top + room + 68;
  const signsY = top + room + 90;
  const segments = threads.map((thread) => segmentOf(thread, places));
  return {
    name,
    isSaid: false,
    top,
    height: room + 100,
    saidY: top + room + 10,
    baseY,
    signsY,
    notes,
    saidXs: distinct(
      said.filter(({ kind }) => kind !== 'ended').map(({ atMs }) => places.xOf(atMs)),
    ),
    threads: distinctSegments(segments),
    marks: [
      ...pile(signs, { baseY: signsY, places, prefix: `${name}:sign`, threads: [] }),
      ...pile(heard, { baseY, places, prefix: name, threads }),
    ],
  };
}

interface PileOptions {
  readonly baseY: number;
  readonly places: Placer;
  readonly prefix: string;
  readonly threads: readonly Thread[];
}

/** Puts marks that would cover each other on each other, or, when they are many, makes them one. */
function pile(
  marks: readonly Mark[],
  { baseY, places, prefix, threads }: PileOptions,
): readonly PlacedMark[] {
  const late = lateness(threads);
  const endingIn = Map.groupBy(threads, ({ heard }) => heard);
  const piles: { x: number; marks: Mark[] }[] = [];
  for (const mark of marks) {
    const x = places.xOf(mark.atMs);
    const last = piles.at(-1);
    if (last !== undefined && x - last.x < TOUCH) last.marks.push(mark);
    else piles.push({ x, marks: [mark] });
  }
  const place = (some: readonly Mark[], x: number, y: number, key: string): PlacedMark => {
    const [first] = some;
    const longest = Math.max(...some.map((mark) => late.get(mark) ?? Number.NEGATIVE_INFINITY));
    const kinds = new Set(some.map(({ kind }) => kind));
    return {
      key: `${prefix}:${key}`,
      x,
      y,
      kind: kinds.size === 1 || first === undefined ? (first?.kind ?? 'heard') : 'heard',
      tone: longest < 0 ? 'plain' : places.isLate(longest) ? 'late' : 'prompt',
      count: some.length,
      labels: labelsOf(some, late),
      threads: distinctSegments(
        some.flatMap((mark) =>
          (endingIn.get(mark) ?? []).map((thread) => segmentOf(thread, places)),
        ),
      ),
    };
  };
  let index = 0;
  return piles.flatMap(({ x, marks: some }) => {
    const start = index;
    index += some.length;
    if (some.length > PILE_ABOVE) return [place(some, x, baseY, `${start}`)];
    return some.map((mark, height) => place([mark], x, baseY - height * STEP, `${start + height}`));
  });
}

function labelsOf(marks: readonly Mark[], late: ReadonlyMap<Mark, number>): readonly string[] {
  const shown = marks.slice(0, LABELS_MAX).map((mark) => labelOf(mark, late.get(mark)));
  const left = marks.length - shown.length;
  return left === 0 ? shown : [...shown, `and ${left} more`];
}

/** A mark in words. */
function labelOf({ kind, atMs, text }: Mark, lateMs: number | undefined): string {
  const at = `${(atMs / 1000).toFixed(3)} s`;
  const short = text.length > LABEL_LENGTH ? `${text.slice(0, LABEL_LENGTH)}…` : text;
  switch (kind) {
    case 'said':
    case 'failed':
    case 'ended':
      return `said at ${at}: ${short}`;
    case 'headers':
      return `headers at ${at}: ${short}`;
    case 'first-byte':
      return `first byte at ${at}; it proves nothing about events`;
    case 'comment':
      return `a comment at ${at}, which says only that the stream lives`;
    case 'broken':
      return `broken off at ${at}: ${short}`;
    case 'heard':
    case 'result': {
      const what = kind === 'result' ? 'result heard' : 'heard';
      const after = lateMs === undefined ? '' : `, ${delay(lateMs)} after it was said`;
      return `${what} at ${at}${after}: ${short}`;
    }
  }
}

function delay(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function segmentOf({ saidMs, heard }: Thread, { xOf, isLate }: Placer): Segment {
  return { fromX: xOf(saidMs), toX: xOf(heard.atMs), isLate: isLate(heard.atMs - saidMs) };
}

function distinct(values: readonly number[]): readonly number[] {
  return [...new Set(values.map(Math.round))];
}

/** Threads that would cover each other are drawn once. */
function distinctSegments(segments: readonly Segment[]): readonly Segment[] {
  const seen = new Map<string, Segment>();
  for (const each of segments) {
    seen.set(`${Math.round(each.fromX)} ${Math.round(each.toX)}`, each);
  }
  return [...seen.values()];
}

function isSaid(kind: MarkKind): boolean {
  return kind === 'said' || kind === 'failed' || kind === 'ended';
}

function isSign(kind: MarkKind): boolean {
  return kind === 'headers' || kind === 'first-byte' || kind === 'comment';
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
