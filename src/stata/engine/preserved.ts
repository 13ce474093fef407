import type { CallFrame } from './call-frame.ts';
import type { SessionState } from './session-state.ts';

/** Keeps a copy of the data. @throws StataError r(909) when there is no memory for a copy */
export function preserve(state: SessionState, callFrame: CallFrame): void {
  state.memory.take(state.dataset.size);
  callFrame.preserved = state.dataset.clone();
}

/** Puts the preserved data back. */
export function restorePreserved(state: SessionState, callFrame: CallFrame): void {
  if (callFrame.preserved !== undefined) state.dataset = callFrame.preserved;
  forgetPreserved(state, callFrame);
}

/** Drops the preserved copy. */
export function forgetPreserved(state: SessionState, callFrame: CallFrame): void {
  if (callFrame.preserved !== undefined) state.memory.take(-callFrame.preserved.size);
  callFrame.preserved = undefined;
}
