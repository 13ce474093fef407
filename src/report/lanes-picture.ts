import type { LanesLayout, PlacedLane, PlacedMark, Segment } from './lanes-layout.ts';
import { colour } from './picture-style.ts';
import { type SvgAttributes, type SvgElement, svg } from './svg-element.ts';

export interface LanesPictureProps {
  readonly layout: LanesLayout;
  /** The mark that Tab goes to; null when nothing can be focused, as in a file. */
  readonly tabKey: string | null;
}

const RADIUS = 4;

/** Everything in the picture but its frame: for an `<svg>` of the layout's size. */
export function LanesPicture({ layout, tabKey }: LanesPictureProps): SvgElement {
  const { ticks, lanes, height } = layout;
  return svg(
    'g',
    {},
    lanes.map((lane) => laneGround(lane, layout)),
    ticks.map(({ x, text }) =>
      svg(
        'g',
        { key: text },
        svg('line', { x1: x, x2: x, y1: 22, y2: height, stroke: colour('rule') }),
        svg(
          'text',
          { x, y: 15, 'text-anchor': 'middle', fill: colour('faint'), 'font-size': 12 },
          text,
        ),
      ),
    ),
    lanes.map((lane) => laneWords(lane, layout)),
    lanes.map((lane) => laneContent(lane, { tabKey, right: layout.right })),
  );
}

/** What lies over a mark that somebody looks at: a ring, and the threads that end in it. */
export function markHighlight({ lanes }: LanesLayout, mark: PlacedMark): SvgElement {
  const lane = lanes.find(({ marks }) => marks.includes(mark));
  const line = { fill: 'none', stroke: colour('ink'), 'stroke-width': 2 };
  return svg(
    'g',
    { 'aria-hidden': 'true', 'pointer-events': 'none' },
    lane === undefined
      ? null
      : svg('path', { d: pathOf(mark.threads, lane.saidY, lane.baseY), ...line }),
    svg('circle', { cx: mark.x, cy: mark.y, r: 9, ...line }),
  );
}

function laneGround({ name, top, height }: PlacedLane, { width }: LanesLayout): SvgElement {
  const fill = colour('lane');
  return svg('rect', { key: `ground ${name}`, x: 0, y: top, width, height, rx: 8, fill });
}

function laneWords(lane: PlacedLane, layout: LanesLayout): SvgElement {
  const inside = layout.isNarrow ? wordsAbove(lane, layout) : wordsBeside(lane, layout);
  return svg('g', { key: `words ${lane.name}` }, inside);
}

/** The name to the left and what the lane came to to the right, or both in a strip above it. */
function wordsBeside({ name, isSaid, top, height, notes }: PlacedLane, { right }: LanesLayout) {
  const middle = top + height / 2;
  const [first = '', ...others] = notes;
  const x = right + 18;
  return [
    words(name, 'strong', { x: 14, y: isSaid ? middle + 5 : middle - 2 }),
    isSaid ? null : words('what its client hears', 'plain', { x: 14, y: middle + 16 }),
    words(first, 'strong', { x, y: middle - (others.length > 0 ? 10 : -5) }),
    others.map((text, index) => words(text, 'plain', { x, y: middle + 9 + index * 17 })),
  ];
}

function wordsAbove({ name, top, notes }: PlacedLane, { width }: LanesLayout) {
  const [first = '', ...others] = notes;
  return [
    words(name, 'strong', { x: 14, y: top + 20 }),
    words(first, 'strong', { x: width - 14, y: top + 20, 'text-anchor': 'end' }),
    words(others.join(' · '), 'plain', { x: 14, y: top + 38 }),
  ];
}

function words(text: string, weight: 'strong' | 'plain', place: SvgAttributes): SvgElement {
  const look =
    weight === 'strong'
      ? { fill: colour('ink'), 'font-size': 14, 'font-weight': 600 }
      : { fill: colour('faint'), 'font-size': 12 };
  // With an edge of the lane's colour, a line of the grid doesn't go through a letter.
  const edge = { stroke: colour('lane'), 'stroke-width': 4, 'paint-order': 'stroke' };
  return svg('text', { ...place, ...look, ...edge }, text);
}

interface MarksLook {
  /** The mark that Tab leads to; null where marks can't be focused. */
  readonly tabKey: string | null;
  /** Where time ends and words begin. */
  readonly right: number;
}

function laneContent(lane: PlacedLane, look: MarksLook): SvgElement {
  const { name, saidXs, saidY, baseY, threads, marks } = lane;
  const path = (isLate: boolean): SvgElement =>
    svg('path', {
      d: pathOf(
        threads.filter((each) => each.isLate === isLate),
        saidY,
        baseY,
      ),
      fill: 'none',
      stroke: colour(isLate ? 'late' : 'prompt'),
      'stroke-width': 1.25,
      'stroke-opacity': threads.length > 60 ? 0.35 : 0.7,
    });
  return svg(
    'g',
    { key: name, role: 'group', 'aria-label': name },
    svg(
      'g',
      { 'aria-hidden': 'true' },
      saidXs.length === 0
        ? null
        : svg('path', {
            d: saidXs.map((x) => `M${x} ${saidY - 6}v8`).join(''),
            stroke: colour('said'),
            'stroke-width': 2,
          }),
      path(false),
      path(true),
    ),
    marks.map((mark) => markShape(mark, look)),
  );
}

function pathOf(segments: readonly Segment[], fromY: number, toY: number): string {
  return segments.map(({ fromX, toX }) => `M${fromX} ${fromY}L${toX} ${toY}`).join('');
}

function markShape(mark: PlacedMark, { tabKey, right }: MarksLook): SvgElement {
  const { key, kind, labels } = mark;
  const label = labels.join('; ');
  const focus = tabKey === null ? {} : { tabindex: key === tabKey ? 0 : -1 };
  return svg(
    'g',
    { key, 'data-mark': key, 'data-kind': kind, role: 'img', 'aria-label': label, ...focus },
    tabKey === null ? svg('title', {}, label) : null,
    mark.count > 1 ? pileShape(mark, right) : singleShape(mark),
  );
}

/** How much room a pile's number takes beside it. */
const COUNT_WIDTH = 40;

function pileShape({ x, y, tone, kind, count }: PlacedMark, right: number): SvgElement[] {
  const height = Math.min(46, 18 + 8 * Math.log2(count / 4));
  const fill = colour(kind === 'said' ? 'said' : tone);
  const isLast = x + COUNT_WIDTH > right;
  const beside = isLast ? { x: x - 8, 'text-anchor': 'end' } : { x: x + 8 };
  // With an edge of the lane's colour, no thread goes through a digit.
  const edge = { stroke: colour('lane'), 'stroke-width': 4, 'paint-order': 'stroke' };
  return [
    svg('rect', { x: x - 4, y: y + 4 - height, width: 8, height, rx: 3, fill }),
    svg(
      'text',
      { class: 'count', ...beside, y: y + 4, fill: colour('ink'), 'font-size': 12, ...edge },
      `×${count}`,
    ),
  ];
}

function singleShape({ x, y, kind, tone }: PlacedMark): SvgElement {
  switch (kind) {
    case 'said':
      return svg('circle', { cx: x, cy: y, r: RADIUS, fill: colour('said') });
    case 'ended':
      return svg('rect', { x: x - 1.5, y: y - 9, width: 3, height: 18, fill: colour('said') });
    case 'failed':
    case 'broken':
      return svg('path', {
        d: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`,
        stroke: colour('late'),
        'stroke-width': 2.5,
      });
    case 'headers':
      return svg('path', {
        d: `M${x} ${y - 4.5}l4.5 8h-9z`,
        fill: colour('lane'),
        stroke: colour('plain'),
        'stroke-width': 1.5,
      });
    case 'first-byte':
      return svg('rect', {
        x: x - 3.5,
        y: y - 3.5,
        width: 7,
        height: 7,
        fill: colour('lane'),
        stroke: colour('plain'),
        'stroke-width': 1.5,
      });
    case 'comment':
      return svg('path', { d: `M${x} ${y - 4}v8`, stroke: colour('plain'), 'stroke-width': 1.5 });
    case 'heard':
      return tone === 'late'
        ? svg('path', { d: `M${x} ${y - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z`, fill: colour('late') })
        : svg('circle', { cx: x, cy: y, r: RADIUS, fill: colour(tone) });
    case 'result':
      return svg('circle', {
        cx: x,
        cy: y,
        r: RADIUS - 0.25,
        fill: colour('lane'),
        stroke: colour(tone === 'late' ? 'late' : 'ink'),
        'stroke-width': 2.5,
      });
  }
}
