import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Tracking } from '../../contract/tracking/tracking.ts';
import type { ManagerName } from '../../manager/managers.ts';
import type { PictureLane } from '../../report/lanes-layout.ts';
import { marksOf } from '../../report/marks.ts';
import { waitingIn } from '../../report/threads.ts';
import { toleranceFor } from '../../report/tolerance.ts';
import type {
  About,
  DesignMessage,
  RunMessage,
  ScenarioAbout,
  ScenarioCheck,
} from '../message/page-message.ts';
import { Controls } from './controls.tsx';
import { EventsTable } from './events-table.tsx';
import { laneNotes } from './lane-notes.ts';
import { LanesView } from './lanes-view.tsx';
import { Legend } from './legend.tsx';
import { Player } from './player.tsx';
import { Recording } from './recording.ts';
import { ScatterView } from './scatter-view.tsx';
import { ScenarioEditor } from './scenario-editor.tsx';
import { listenTo } from './server.ts';
import { formatSettings, lanesIn, parseSettings, type Settings } from './settings.ts';
import { SourcesView } from './sources-view.tsx';
import { usePlayback } from './use-playback.ts';

const DEFAULT_END_MS = 12_000;

export interface SeeViewProps {
  readonly about: About;
  /** What the link says that is to be run. */
  readonly words: string;
  readonly onError: (error: unknown) => void;
}

/** What was said and what was heard, side by side, while it happens. */
export function SeeView({ about, words, onError }: SeeViewProps) {
  const [settings, setSettings] = useState(() => parseSettings(words, about));
  const [check, setCheck] = useState<ScenarioCheck | null>(null);
  const [status, setStatus] = useState('');
  const [tracking, setTracking] = useState<ReadonlyMap<string, Tracking>>(new Map());
  const [recording, setRecording] = useState<Recording | null>(null);
  const playback = usePlayback(recording);
  const running = useRef<AbortController | null>(null);
  const learnTracking = (manager: ManagerName, found: Tracking): void =>
    setTracking((before) => new Map([...before, [manager, found]]));

  const change = (changes: Partial<Settings>): void => {
    const next = { ...settings, ...changes };
    setSettings(next);
    history.replaceState(null, '', `#see?${formatSettings(next)}`);
  };

  const scenario = about.scenarios.find(({ name }) => name === settings.scenario);
  const language = scenario?.language ?? 'yaml';

  const run = async (): Promise<void> => {
    running.current?.abort();
    running.current = new AbortController();
    const { signal } = running.current;
    const recorded: Recording[] = [];
    const onMessage = (message: RunMessage): void => {
      if (message.kind === 'began') {
        const begun = new Recording(message);
        recorded.push(begun);
        setRecording(begun);
        setStatus(`${message.scenario} runs${paceWords(message.pace)}.`);
      }
      recorded[0]?.add(message);
      if (message.kind === 'failed') setStatus(`The run broke: ${message.message}`);
      if (message.kind === 'over') setStatus('The run is over.');
    };
    try {
      await listenTo('/api/run', orderOf(settings, scenario), { onMessage, signal });
      await track(settings.managers, signal, learnTracking);
    } catch (error) {
      recorded[0]?.end();
      if (signal.aborted) return;
      setStatus(`The run broke off: ${error instanceof Error ? error.message : error}`);
      onError(error);
    }
  };
  useEffect(() => {
    if (new URLSearchParams(words).has('run')) void run();
    return () => running.current?.abort();
  }, []);

  const count = recording?.countUntil(playback.atMs) ?? 0;
  const isOver = recording?.isOver === true;
  const lanes = useMemo(
    () => lanesOf({ recording, settings, tracking, atMs: playback.atMs }),
    [recording, settings.managers, settings.hops, settings.pace, tracking, count, isOver],
  );
  const waiting = useMemo(
    () => new Map(lanes.map(({ name, events }) => [name, waitingIn(marksOf(events))])),
    [lanes],
  );
  const endMs = recording?.endMs ?? endOf(check) ?? DEFAULT_END_MS;
  const isWrong = settings.text !== null && check !== null && check.kind !== 'right';
  return (
    <>
      <section aria-labelledby="see">
        <h1 id="see">When is it heard?</h1>
        <p class="lead">
          Stata says something, and behind a session manager a client waits to hear it. A thread
          leads from each thing said to the moment it was heard: upright when nothing held it back,
          slanted when something did.
        </p>
        <Controls
          about={about}
          settings={settings}
          canRun={!isWrong && lanesIn(settings).length > 0}
          onChange={change}
          onRun={run}
          hasRun={recording !== null}
        />

        <Player recording={recording} playback={playback} status={status} />
        <LanesView
          lanes={lanes}
          endMs={endMs}
          toleranceMs={toleranceFor(recording?.pace ?? 'virtual')}
          nowMs={recording === null || playback.atMs >= endMs ? null : playback.atMs}
          label={`${recording?.scenario ?? settings.scenario}: what was said, and what was heard behind ${lanesIn(settings).join(', ')}. Arrow keys go from event to event.`}
        />
        <Legend />
        <div class="verdicts" role="status">
          {recording?.lanes.map((lane) => {
            const came = isOver ? recording.cameTo(lane) : null;
            return came === null ? null : (
              <p key={lane}>
                <strong>{lane}</strong>: {came.sentence.replace(/^[\w ]+: /, '')}
              </p>
            );
          })}
        </div>
        <EventsTable lanes={lanes} />
      </section>
      <section aria-labelledby="script">
        <h2 id="script">{language === 'yaml' ? 'The script' : 'The code'}</h2>
        <p>
          {settings.text === null || language === 'do-file' ? scenario?.about : 'Your own text.'}
        </p>
        <ScenarioEditor
          language={language}
          text={settings.text ?? scenario?.text ?? ''}
          onText={(text) => change({ text: text === scenario?.text ? null : text })}
          onCheck={setCheck}
          onError={onError}
        />
      </section>
      <SourcesView waiting={waiting} onError={onError} />
      <ScatterView managers={settings.managers} onError={onError} onTracking={learnTracking} />
    </>
  );
}

/** Learns how each manager's first event follows the script, in virtual time, which takes no time. */
async function track(
  managers: readonly ManagerName[],
  signal: AbortSignal,
  onTracking: (manager: ManagerName, tracking: Tracking) => void,
): Promise<void> {
  const onMessage = (message: DesignMessage): void => {
    if (message.kind === 'tracking') onTracking(message.lane, message.tracking);
  };
  if (managers.length === 0) return;
  await listenTo('/api/design', { managers, seed: 1 }, { onMessage, signal });
}

interface Shown {
  readonly recording: Recording | null;
  readonly settings: Settings;
  readonly tracking: ReadonlyMap<string, Tracking>;
  readonly atMs: number;
}

function lanesOf({ recording, settings, tracking, atMs }: Shown): readonly PictureLane[] {
  return (recording?.lanes ?? lanesIn(settings)).map((name) => {
    const events = recording?.eventsOf(name, atMs) ?? [];
    const isDone = recording?.isOver === true && atMs >= recording.endMs;
    const cameTo = isDone ? recording.cameTo(name) : null;
    return { name, events, notes: laneNotes(events, cameTo, tracking.get(name)) };
  });
}

function orderOf(
  { scenario, text, reader, managers, hops, pace }: Settings,
  about: ScenarioAbout | undefined,
): object {
  const isCode = about?.language === 'do-file';
  return {
    ...(isCode ? { code: text ?? about.text } : text === null ? { scenario } : { text }),
    ...(reader === null ? {} : { reader }),
    managers,
    hops: pace === 'virtual' ? [] : hops,
    pace,
  };
}

function endOf(check: ScenarioCheck | null): number | null {
  if (check?.kind !== 'right' || check.plan === null) return null;
  return check.plan.endMs === 0 ? null : check.plan.endMs;
}

function paceWords(pace: Settings['pace']): string {
  if (pace === 'virtual') return ' in virtual time';
  return pace === 1 ? '' : `, ${pace} times as fast as it would`;
}
