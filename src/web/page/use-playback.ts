import { useEffect, useRef, useState } from 'preact/hooks';
import { RealClock } from '../../clock/real-clock.ts';
import type { Recording } from './recording.ts';
import { prefersReducedMotion } from './reduced-motion.ts';

/** How often something moves for those who don't want things to move. */
const CALM_MS = 1000;
/** How long a replay takes of a run that took no time. */
const VIRTUAL_REPLAY_MS = 6000;

export interface Playback {
  /** Up to where the run is shown, in milliseconds after the call. */
  readonly atMs: number;
  readonly isPlaying: boolean;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Plays it again from the beginning. */
  readonly replay: () => void;
  readonly seek: (atMs: number) => void;
}

/**
 * Shows a run as it happens, or once more. While a run goes on, it is followed as fast as it goes;
 * who has paused goes on where they paused, and never gets ahead of what has happened.
 */
export function usePlayback(recording: Recording | null): Playback {
  const [atMs, setAtMs] = useState(0);
  const [isPlaying, setIsPlaying] = useState(false);
  const isFollowing = useRef(true);
  const position = useRef(0);
  const show = (ms: number): void => {
    position.current = ms;
    setAtMs(ms);
  };

  useEffect(() => {
    isFollowing.current = true;
    show(0);
    setIsPlaying(recording !== null);
  }, [recording]);

  useEffect(() => {
    if (recording === null || !isPlaying) return;
    const stopped = new AbortController();
    void eachMoment(stopped.signal, (passedMs) => {
      const horizonMs = recording.horizonMs;
      const movedMs = position.current + passedMs * replaySpeed(recording);
      if (movedMs >= horizonMs) isFollowing.current = true;
      show(isFollowing.current ? horizonMs : movedMs);
      if (recording.isOver && position.current >= recording.endMs) setIsPlaying(false);
    });
    return () => stopped.abort();
  }, [recording, isPlaying]);

  const leaveLive = (ms: number): void => {
    isFollowing.current = false;
    show(ms);
  };
  return {
    atMs,
    isPlaying,
    pause: () => {
      leaveLive(position.current);
      setIsPlaying(false);
    },
    resume: () => setIsPlaying(true),
    replay: () => {
      leaveLive(0);
      setIsPlaying(true);
    },
    seek: (ms) => {
      leaveLive(ms);
      setIsPlaying(false);
    },
  };
}

function replaySpeed({ pace, endMs }: Recording): number {
  return pace === 'virtual' ? Math.max(0.001, endMs / VIRTUAL_REPLAY_MS) : pace;
}

/** Tells of each frame, or of each second where motion isn't wanted, how long after the last it is. */
async function eachMoment(
  signal: AbortSignal,
  onMoment: (passedMs: number) => void,
): Promise<void> {
  const clock = new RealClock();
  let lastMs = clock.now();
  while (!signal.aborted) {
    await (prefersReducedMotion() ? clock.sleep(CALM_MS, signal).catch(() => {}) : nextFrame());
    if (signal.aborted) return;
    const nowMs = clock.now();
    onMoment(nowMs - lastMs);
    lastMs = nowMs;
  }
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
