/** Something that the person at the keyboard can put right: one clear message, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
