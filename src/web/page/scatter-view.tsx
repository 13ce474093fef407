import { useEffect, useRef, useState } from 'preact/hooks';
import type { Tracking } from '../../contract/tracking/tracking.ts';
import type { ManagerName } from '../../manager/managers.ts';
import { type ScatterSeries, scatterPicture, seriesMark } from '../../report/scatter-picture.ts';
import type { DesignMessage } from '../message/page-message.ts';
import { pictureNode } from './picture-node.tsx';
import { pictureScale } from './picture-scale.ts';
import { listenTo } from './server.ts';
import { useWidth } from './use-width.ts';

export interface ScatterViewProps {
  readonly managers: readonly ManagerName[];
  readonly onError: (error: unknown) => void;
  readonly onTracking: (manager: ManagerName, tracking: Tracking) => void;
}

/** The law, to be seen: first-event latency over what was scripted, by a randomised design. */
export function ScatterView({ managers, onError, onTracking }: ScatterViewProps) {
  const [frame, fullWidth] = useWidth<HTMLDivElement>();
  const scale = pictureScale(fullWidth);
  const width = Math.max(280, Math.floor(fullWidth / scale));
  const [seed, setSeed] = useState(1);
  const [series, setSeries] = useState<readonly ScatterSeries[]>([]);
  const [tracking, setTracking] = useState<ReadonlyMap<string, Tracking>>(new Map());
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (): Promise<void> => {
    running.current?.abort();
    running.current = new AbortController();
    const { signal } = running.current;
    setTracking(new Map());
    setSeries(managers.map((name) => ({ name, trials: [] })));
    const onMessage = (message: DesignMessage): void => {
      if (message.kind === 'failed') throw new Error(message.message);
      if (message.kind === 'trial') setSeries((before) => withTrial(before, message));
      if (message.kind !== 'tracking') return;
      setTracking((before) => new Map([...before, [message.lane, message.tracking]]));
      onTracking(message.lane, message.tracking);
    };
    await listenTo('/api/design', { managers, seed }, { onMessage, signal }).catch(onError);
    setSeed((last) => last + 1);
  };
  const { picture, height } = scatterPicture(series, width, 14_000);
  return (
    <section aria-labelledby="law">
      <h2 id="law">Why a regression and not a stopwatch</h2>
      <p>
        Vary when the first output is due and how long the run takes, independently, and see which
        of them the first event follows. On the dashed line of the left picture a manager streams;
        on that of the right one it holds everything until the end. Overhead moves all points up
        alike, and nobody has to guess a threshold.
      </p>
      <button type="button" disabled={managers.length === 0} onClick={run}>
        Run 24 trials of random lengths
      </button>
      <div class="scatter" ref={frame}>
        {/* biome-ignore lint/a11y/useSemanticElements: a picture in which things can be pointed at. */}
        <svg
          role="group"
          aria-label="First-event latency in a randomised design"
          viewBox={`0 0 ${width} ${height}`}
          width={width * scale}
          height={height * scale}
        >
          {pictureNode(picture)}
        </svg>
      </div>
      {series.length === 0 ? null : (
        <table>
          <caption>latency = a + b·first + c·total, in virtual time</caption>
          <thead>
            <tr>
              <th scope="col">manager</th>
              <th scope="col">trials</th>
              <th scope="col">a (ms)</th>
              <th scope="col">b (first)</th>
              <th scope="col">c (total)</th>
            </tr>
          </thead>
          <tbody>
            {series.map(({ name, trials }, index) => (
              <tr key={name}>
                <th scope="row">
                  <svg width="16" height="16" aria-hidden="true">
                    {pictureNode(seriesMark(index, 8, 8))}
                  </svg>{' '}
                  {name}
                </th>
                <td>{trials.length}</td>
                <td>{number(tracking.get(name)?.a.value, 0)}</td>
                <td>{number(tracking.get(name)?.b.value, 3)}</td>
                <td>{number(tracking.get(name)?.c.value, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function withTrial(
  before: readonly ScatterSeries[],
  { lane, trial }: Extract<DesignMessage, { kind: 'trial' }>,
): readonly ScatterSeries[] {
  return before.map((each) =>
    each.name === lane ? { ...each, trials: [...each.trials, trial] } : each,
  );
}

/** A number with so many decimals, and no minus before a zero. */
function number(value: number | undefined, decimals: number): string {
  if (value === undefined) return '';
  return (Math.round(value * 10 ** decimals) / 10 ** decimals + 0).toFixed(decimals);
}
