import { scaleLinear } from 'd3-scale';
import type { Trial } from '../contract/tracking/tracking.ts';
import { colour } from './picture-style.ts';
import { type SvgElement, svg } from './svg-element.ts';

/** The trials of one manager, or of one target. */
export interface ScatterSeries {
  readonly name: string;
  readonly trials: readonly Trial[];
}

export interface ScatterPicture {
  readonly picture: SvgElement;
  readonly width: number;
  readonly height: number;
}

interface Panel {
  readonly key: 'firstMs' | 'totalMs';
  readonly title: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

const NARROW_BELOW = 640;
const PANEL_HEIGHT = 250;
const AXIS_LEFT = 46;
const GAP = 28;

/**
 * First-event latency over when the first output was due, and over how long the run took: points on
 * the dashed line of the first are streamed, on that of the second buffered.
 *
 * @param leastMs - how far the axes reach at least, in milliseconds
 */
export function scatterPicture(
  series: readonly ScatterSeries[],
  width: number,
  leastMs = 1,
): ScatterPicture {
  const isNarrow = width < NARROW_BELOW;
  const panelWidth = isNarrow ? width : (width - GAP) / 2;
  const next = isNarrow ? { left: 0, top: PANEL_HEIGHT + 60 } : { left: panelWidth + GAP, top: 0 };
  const panels: readonly Panel[] = [
    { key: 'firstMs', title: 'first output due after', left: 0, top: 0, width: panelWidth },
    { key: 'totalMs', title: 'run takes', ...next, width: panelWidth },
  ];
  const values = series.flatMap(({ trials }) =>
    trials.flatMap(({ firstMs, totalMs, latencyMs }) => [firstMs, totalMs, latencyMs]),
  );
  const maxMs = Math.max(leastMs, ...values);
  const height = (isNarrow ? 2 * PANEL_HEIGHT + 60 : PANEL_HEIGHT) + 50;
  const picture = svg(
    'g',
    {},
    panels.map((panel) => panelPicture(panel, series, maxMs)),
  );
  return { picture, width, height };
}

function panelPicture(
  { key, title, left, top, width }: Panel,
  series: readonly ScatterSeries[],
  maxMs: number,
): SvgElement {
  const x = scaleLinear([0, maxMs], [left + AXIS_LEFT, left + width - 12]).nice();
  const y = scaleLinear([0, maxMs], [top + PANEL_HEIGHT, top + 24]).nice();
  const [end = maxMs] = x.domain().slice(-1);
  const text = { fill: colour('faint'), 'font-size': 12 };
  return svg(
    'g',
    { key, role: 'group', 'aria-label': `first-event latency over: ${title}` },
    svg('text', { x: left, y: top + 12, ...text }, 'first event heard after (s)'),
    y
      .ticks(6)
      .map((ms) =>
        svg(
          'g',
          { key: `y${ms}` },
          svg('line', { x1: x(0), x2: x(end), y1: y(ms), y2: y(ms), stroke: colour('rule') }),
          svg('text', { x: x(0) - 8, y: y(ms) + 4, 'text-anchor': 'end', ...text }, `${ms / 1000}`),
        ),
      ),
    x
      .ticks(6)
      .map((ms) =>
        svg(
          'text',
          { key: `x${ms}`, x: x(ms), y: y(0) + 18, 'text-anchor': 'middle', ...text },
          `${ms / 1000}`,
        ),
      ),
    svg('text', { x: x(end), y: y(0) + 36, 'text-anchor': 'end', ...text }, `${title} (s)`),
    svg('line', {
      x1: x(0),
      y1: y(0),
      x2: x(end),
      y2: y(end),
      stroke: colour('faint'),
      'stroke-dasharray': '3 4',
    }),
    series.map(({ name, trials }, index) =>
      svg(
        'g',
        { key: name },
        trials.map((trial, n) =>
          svg(
            'g',
            { key: `${n}`, 'data-series': name },
            svg(
              'title',
              {},
              `${name}: first due at ${s(trial.firstMs)}, run of ${s(trial.totalMs)}, first event heard at ${s(trial.latencyMs)}`,
            ),
            seriesMark(index, x(trial[key]), y(trial.latencyMs)),
          ),
        ),
      ),
    ),
  );
}

/** What the marks stand for, in a row. */
export function seriesLegend(series: readonly ScatterSeries[], y: number): SvgElement {
  const look = { fill: colour('ink'), 'font-size': 13 };
  let x = AXIS_LEFT;
  const entries = series.map(({ name }, index) => {
    const at = x;
    x += 40 + 8 * name.length;
    return [seriesMark(index, at, y - 4), svg('text', { x: at + 12, y, ...look }, name)];
  });
  return svg('g', {}, entries);
}

const COLOURS = ['late', 'prompt', 'said', 'ink', 'plain'] as const;

/** A mark that belongs to a series: its shape alone tells it from the others. */
export function seriesMark(index: number, x: number, y: number): SvgElement {
  const paint = {
    fill: 'none',
    stroke: colour(COLOURS[index % COLOURS.length] ?? 'ink'),
    'stroke-width': 1.75,
  };
  switch (index % COLOURS.length) {
    case 0:
      return svg('path', { d: `M${x} ${y - 5}l5 5l-5 5l-5 -5z`, ...paint });
    case 1:
      return svg('circle', { cx: x, cy: y, r: 4, ...paint });
    case 2:
      return svg('rect', { x: x - 3.5, y: y - 3.5, width: 7, height: 7, ...paint });
    case 3:
      return svg('path', { d: `M${x} ${y - 4.5}l4.5 8h-9z`, ...paint });
    default:
      return svg('path', { d: `M${x - 4} ${y}h8m-4 -4v8`, ...paint });
  }
}

function s(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
