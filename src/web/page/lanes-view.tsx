import { useMemo, useRef, useState } from 'preact/hooks';
import {
  type LanesLayout,
  layOutLanes,
  type PictureLane,
  type PlacedMark,
} from '../../report/lanes-layout.ts';
import { LanesPicture, markHighlight } from '../../report/lanes-picture.ts';
import { pictureNode } from './picture-node.tsx';
import { pictureScale } from './picture-scale.ts';
import { useWidth } from './use-width.ts';

/** How near a pointer must be to a mark to mean it. */
const REACH = 16;
const TIP_WIDTH = 320;

export interface LanesViewProps {
  readonly lanes: readonly PictureLane[];
  readonly endMs: number;
  readonly toleranceMs: number;
  /** Up to where time has got; null when nothing has been run. */
  readonly nowMs: number | null;
  readonly label: string;
}

/** The lanes, to be looked at, pointed at, and walked through with the arrow keys. */
export function LanesView({ lanes, endMs, toleranceMs, nowMs, label }: LanesViewProps) {
  const [frame, fullWidth] = useWidth<HTMLDivElement>();
  const scale = pictureScale(fullWidth);
  const width = Math.max(300, Math.floor(fullWidth / scale));
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const layout = useMemo(
    () => layOutLanes({ lanes, endMs, toleranceMs, width }),
    [lanes, endMs, toleranceMs, width],
  );
  const marks = useMemo(() => layout.lanes.flatMap((lane) => lane.marks), [layout]);
  const active = marks.find(({ key }) => key === activeKey);
  // Where Tab goes follows the focus and not the pointer, which so changes nothing but what lies on top.
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const tabKey = marks.find(({ key }) => key === focusedKey)?.key ?? marks[0]?.key ?? '';
  const picture = useMemo(() => pictureNode(LanesPicture({ layout, tabKey })), [layout, tabKey]);

  const pointed = (event: PointerEvent): void => {
    const box = svg.current?.getBoundingClientRect();
    if (box === undefined) return;
    const [x, y] = [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale];
    setActiveKey(nearest(marks, x, y)?.key ?? null);
  };
  const walk = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setActiveKey(null);
    const next = active === undefined ? undefined : neighbour(layout, active, event.key);
    if (next === undefined) return;
    event.preventDefault();
    svg.current?.querySelector<SVGElement>(`[data-mark="${CSS.escape(next.key)}"]`)?.focus();
  };
  const focused = ({ target }: FocusEvent): void => {
    const key = target instanceof Element ? target.getAttribute('data-mark') : null;
    if (key === null) return;
    setActiveKey(key);
    setFocusedKey(key);
  };
  const nowX = nowMs === null ? null : layout.xOf(Math.min(nowMs, endMs));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture in which things can be pointed at.
    <div
      class="lanes"
      ref={frame}
      role="group"
      aria-label={label}
      onKeyDown={walk}
      onFocusIn={focused}
      onFocusOut={() => setActiveKey(null)}
    >
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: what it shows is said around it, and mark by mark. */}
      <svg
        ref={svg}
        viewBox={`0 0 ${width} ${layout.height}`}
        width={width * scale}
        height={layout.height * scale}
        onPointerMove={pointed}
        onPointerDown={pointed}
        onPointerLeave={() => setActiveKey(null)}
      >
        {picture}
        {active === undefined ? null : pictureNode(markHighlight(layout, active))}
        {nowX === null ? null : <line class="now" x1={nowX} x2={nowX} y1={20} y2={layout.height} />}
      </svg>
      {active === undefined ? null : <Tip mark={active} scale={scale} width={width} />}
    </div>
  );
}

function Tip({ mark, scale, width }: { mark: PlacedMark; scale: number; width: number }) {
  const tipWidth = Math.min(TIP_WIDTH, width * scale - 16);
  const left = Math.min(Math.max(8, mark.x * scale - tipWidth / 2), width * scale - tipWidth - 8);
  const style = { left: `${left}px`, top: `${mark.y * scale + 16}px`, width: `${tipWidth}px` };
  return (
    <div class="tip" style={style} aria-hidden="true">
      {mark.labels.map((label, index) => (
        <p key={`${index} ${label}`}>{label}</p>
      ))}
    </div>
  );
}

function nearest(marks: readonly PlacedMark[], x: number, y: number): PlacedMark | undefined {
  let found: PlacedMark | undefined;
  let least = REACH;
  for (const mark of marks) {
    const distance = Math.hypot(mark.x - x, mark.y - y);
    if (distance < least) [found, least] = [mark, distance];
  }
  return found;
}

/** Where an arrow key leads from a mark: along its lane, or to the nearest in the next one. */
function neighbour(layout: LanesLayout, from: PlacedMark, key: string): PlacedMark | undefined {
  const row = layout.lanes.findIndex((lane) => lane.marks.includes(from));
  const marks = layout.lanes[row]?.marks ?? [];
  const ordered = marks.toSorted((a, b) => a.x - b.x || b.y - a.y);
  const index = ordered.indexOf(from);
  switch (key) {
    case 'ArrowRight':
      return ordered[index + 1];
    case 'ArrowLeft':
      return ordered[index - 1];
    case 'Home':
      return ordered[0];
    case 'End':
      return ordered.at(-1);
    case 'ArrowDown':
    case 'ArrowUp': {
      const others = layout.lanes[row + (key === 'ArrowDown' ? 1 : -1)]?.marks ?? [];
      return others.toSorted((a, b) => Math.abs(a.x - from.x) - Math.abs(b.x - from.x))[0];
    }
    default:
      return undefined;
  }
}
