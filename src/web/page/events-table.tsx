import type { PictureLane } from '../../report/lanes-layout.ts';
import { type Mark, marksOf } from '../../report/marks.ts';

/** More rows than this are no help to anybody. */
const ROWS_MAX = 500;

/** All that the lanes show, as a table: by time, who, and what. */
export function EventsTable({ lanes }: { lanes: readonly PictureLane[] }) {
  const rows = lanes.flatMap((lane, index) => rowsOf(lane, index === 0));
  rows.sort((a, b) => a.mark.atMs - b.mark.atMs);
  const left = rows.length - ROWS_MAX;
  return (
    <details class="events">
      <summary>The same as a table</summary>
      <table>
        <caption>
          {left > 0 ? `The first ${ROWS_MAX} of ${rows.length} events` : 'Every event'}
        </caption>
        <thead>
          <tr>
            <th scope="col">time</th>
            <th scope="col">who</th>
            <th scope="col">what</th>
            <th scope="col">text</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_MAX).map(({ who, mark }, index) => (
            <tr key={index}>
              <td>{(mark.atMs / 1000).toFixed(3)} s</td>
              <td>{who}</td>
              <td>{mark.kind}</td>
              <td>{mark.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Every Stata says the same: the first lane's stands for all. */
function rowsOf({ name, events }: PictureLane, isFirst: boolean): { who: string; mark: Mark }[] {
  return marksOf(events).flatMap((mark) => {
    const isSaid = mark.kind === 'said' || mark.kind === 'failed' || mark.kind === 'ended';
    if (isSaid && !isFirst) return [];
    return [{ who: isSaid ? 'Stata' : name, mark }];
  });
}
