import { seconds } from '../../report/event-table.ts';
import type { Recording } from './recording.ts';
import type { Playback } from './use-playback.ts';

export interface PlayerProps {
  readonly recording: Recording | null;
  readonly playback: Playback;
  /** What is going on, in words. */
  readonly status: string;
}

/** Pause, replay, and any moment of the run. */
export function Player({ recording, playback, status }: PlayerProps) {
  const { atMs, isPlaying, pause, resume, replay, seek } = playback;
  const endMs = recording?.endMs ?? 0;
  const isNothing = recording === null;
  const isAtEnd = recording?.isOver === true && atMs >= endMs;
  return (
    <div class="player">
      <button type="button" disabled={isNothing || isAtEnd} onClick={isPlaying ? pause : resume}>
        {isPlaying || isNothing || isAtEnd ? 'Pause' : 'Resume'}
      </button>
      <button type="button" disabled={isNothing} onClick={replay}>
        Replay
      </button>
      <label class="time">
        <span class="visually-hidden">Time</span>
        <input
          type="range"
          min={0}
          max={Math.max(1, endMs)}
          step={Math.max(1, endMs / 240)}
          value={atMs}
          disabled={isNothing}
          aria-valuetext={`${seconds(atMs)} s of ${seconds(endMs)} s`}
          onInput={({ currentTarget }) => seek(Number(currentTarget.value))}
        />
        <output>
          {seconds(atMs)} s of {seconds(endMs)} s
        </output>
      </label>
      <p class="status" role="status">
        {status}
      </p>
    </div>
  );
}
