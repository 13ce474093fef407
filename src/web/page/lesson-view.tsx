import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { toleranceFor } from '../../report/tolerance.ts';
import type { LessonAbout, LessonRun } from '../message/page-message.ts';
import { EventsTable } from './events-table.tsx';
import { laneNotes } from './lane-notes.ts';
import { LanesView } from './lanes-view.tsx';
import { Legend } from './legend.tsx';
import { Player } from './player.tsx';
import { Recording } from './recording.ts';
import { Scroll } from './scroll.tsx';
import { ask } from './server.ts';
import { usePlayback } from './use-playback.ts';

export interface LessonViewProps {
  readonly lesson: LessonAbout;
  readonly next: LessonAbout | undefined;
  readonly onRight: () => void;
  readonly onError: (error: unknown) => void;
}

/** One lesson: the question comes before the run, and the answer from it. */
export function LessonView({ lesson, next, onRight, onError }: LessonViewProps) {
  const { number, title, story, question, choices } = lesson;
  const [chosen, setChosen] = useState<string | null>(null);
  const [run, setRun] = useState<LessonRun | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const start = async (): Promise<void> => {
    const found = await ask<LessonRun>(`/api/lessons/${number}`, {});
    setRun(found);
    if (found.answer.key === chosen) onRight();
  };
  return (
    <section aria-labelledby="lesson" class="lesson">
      <p>
        <a href="#learn">All lessons</a>
      </p>
      <h1 id="lesson" tabIndex={-1} ref={heading}>
        {number}. {title}
      </h1>
      {story.map((paragraph) => (
        <p class="lead" key={paragraph}>
          {paragraph}
        </p>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          start().catch(onError);
        }}
      >
        <fieldset class="question" disabled={run !== null}>
          <legend>{question}</legend>
          {choices.map(({ key, text }) => (
            <label key={key}>
              <input
                type="radio"
                name="answer"
                checked={chosen === key}
                onChange={() => setChosen(key)}
              />{' '}
              {text}
            </label>
          ))}
        </fieldset>
        <button type="submit" class="main" disabled={chosen === null || run !== null}>
          Run it
        </button>
      </form>
      {run === null ? null : (
        <LessonAnswered lesson={lesson} run={run} chosen={chosen ?? ''} next={next} />
      )}
    </section>
  );
}

interface LessonAnsweredProps {
  readonly lesson: LessonAbout;
  readonly run: LessonRun;
  readonly chosen: string;
  readonly next: LessonAbout | undefined;
}

function LessonAnswered({ lesson, run, chosen, next }: LessonAnsweredProps) {
  const { number, title, choices, exercise } = lesson;
  const recording = useMemo(() => recordingOf(title, run), [run]);
  const playback = usePlayback(recording);
  useEffect(() => playback.replay(), [recording]);
  const count = recording.countUntil(playback.atMs);
  const lanes = useMemo(
    () =>
      recording.lanes.map((name) => {
        const events = recording.eventsOf(name, playback.atMs);
        return { name, events, notes: laneNotes(events, null, undefined) };
      }),
    [recording, count],
  );
  const isOver = playback.atMs >= recording.endMs;
  const right = choices.find(({ key }) => key === run.answer.key);
  return (
    <>
      <Player
        recording={recording}
        playback={playback}
        status={isOver ? 'The run is over.' : 'Watch.'}
      />
      <LanesView
        lanes={lanes}
        endMs={recording.endMs}
        toleranceMs={toleranceFor('virtual')}
        nowMs={isOver ? null : playback.atMs}
        label={`${title}. Arrow keys go from event to event.`}
      />
      <Legend />
      <div role="status">
        {isOver ? (
          <div class="answer">
            <h2>{run.answer.key === chosen ? 'Right' : 'Not this time'}</h2>
            <p class="lead">What happened: {right?.text}.</p>
            {run.answer.why.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        ) : null}
      </div>
      <EventsTable lanes={lanes} />
      {isOver ? (
        <section aria-labelledby="exercise">
          <h2 id="exercise">Exercise</h2>
          <p>{exercise.task}</p>
          {exercise.starter === undefined ? null : (
            <Scroll label="What to repair">
              <pre>{exercise.starter}</pre>
            </Scroll>
          )}
          <Scroll label="Commands">
            <pre>{commandsFor(number, exercise)}</pre>
          </Scroll>
          {next === undefined ? null : (
            <p>
              <a href={`#learn/${next.number}`}>
                Next: {next.number}. {next.title}
              </a>
            </p>
          )}
        </section>
      ) : null}
    </>
  );
}

function commandsFor(number: number, { command }: LessonAbout['exercise']): string {
  if (command !== undefined) return command;
  return `fake-stata learn ${number} --exercise my-manager.ts\nfake-stata learn --check my-manager.ts`;
}

/** A lesson's run, to be played like any other. */
function recordingOf(title: string, { lanes, endMs }: LessonRun): Recording {
  const recording = new Recording({
    kind: 'began',
    scenario: title,
    reader: 'direct',
    pace: 'virtual',
    lanes: lanes.map(({ name }) => name),
    endMs,
  });
  for (const { name, events } of lanes) {
    for (const event of events) recording.add({ kind: 'event', lane: name, event });
  }
  recording.add({ kind: 'over' });
  return recording;
}
