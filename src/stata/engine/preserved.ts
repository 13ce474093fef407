import type { Frame } from './frame.ts';
import type { SessionState } from './session-state.ts';

/** Keeps the data as they are. @throws StataError r(909) when there is no memory for a copy */
export function preserve(state: SessionState, frame: Frame): void {
  state.memory.take(state.dataset.size);
  frame.preserved = state.dataset.clone();
}

/** Makes what was kept the data again. */
export function restorePreserved(state: SessionState, frame: Frame): void {
  if (frame.preserved !== undefined) state.dataset = frame.preserved;
  forgetPreserved(state, frame);
}

/** Keeps it no longer. */
export function forgetPreserved(state: SessionState, frame: Frame): void {
  if (frame.preserved !== undefined) state.memory.take(-frame.preserved.size);
  frame.preserved = undefined;
}
