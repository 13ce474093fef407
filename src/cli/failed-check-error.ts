/** What was to be checked isn't right. That has been shown already; this says how much it was. */
export class FailedCheckError extends Error {
  override readonly name = 'FailedCheckError';
}
