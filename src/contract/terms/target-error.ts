/** A target that can't be judged as it was given, and what to change: one clear message. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}
