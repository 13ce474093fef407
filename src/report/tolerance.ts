/** How much later than due an event may be heard and still be in time, in real milliseconds. */
const TOLERANCE_REAL_MS = 100;

/**
 * The same in milliseconds of a run's clock.
 *
 * @param speed - how fast the clock went; in virtual time nothing is late that needn't be
 */
export function toleranceFor(speed: number | 'virtual'): number {
  return speed === 'virtual' ? 0 : TOLERANCE_REAL_MS * speed;
}
