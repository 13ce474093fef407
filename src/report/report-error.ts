/** A file that should hold a report doesn't. The message says which, where in it, and why. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}
