/** The rig itself can't do what it was asked to. A server that misbehaves is no such thing: that is evidence. */
export class TestbedError extends Error {
  override readonly name = 'TestbedError';
}
