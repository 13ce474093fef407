/** Something about a front's surroundings that whoever starts it can put right: one clear message. */
export class FrontError extends Error {
  override readonly name = 'FrontError';
}
