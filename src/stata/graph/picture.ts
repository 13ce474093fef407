import type { Graph } from './graph.ts';

/** The size of a picture in pixels, and how much of it is left free around the frame. */
export const WIDTH = 400;
export const HEIGHT = 300;
const MARGIN = 30;

const BACKGROUND = '#ffffff';
const AXIS = '#404040';
const MARK = '#1a476f';

/** What a picture is made of: whole pixels, from the upper left corner. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
}

/** The rectangles of a graph, those behind first. */
export function rectanglesOf({ points, hasBars }: Graph): readonly Rectangle[] {
  const inner = { width: WIDTH - 2 * MARGIN, height: HEIGHT - 2 * MARGIN };
  const bottom = HEIGHT - MARGIN;
  const marks = points.map(({ x, y }): Rectangle => {
    const left = Math.round(MARGIN + x * inner.width);
    const top = Math.round(bottom - y * inner.height);
    if (!hasBars) return { x: left - 2, y: top - 2, width: 4, height: 4, colour: MARK };
    const width = Math.max(1, Math.floor(inner.width / (points.length + 1)) - 1);
    return { x: left - Math.floor(width / 2), y: top, width, height: bottom - top, colour: MARK };
  });
  return [
    { x: 0, y: 0, width: WIDTH, height: HEIGHT, colour: BACKGROUND },
    { x: MARGIN, y: MARGIN, width: 1, height: inner.height, colour: AXIS },
    { x: MARGIN, y: bottom, width: inner.width, height: 1, colour: AXIS },
    ...marks,
  ];
}
