/** How much later than due an event may be heard and still be in time, in real milliseconds. */
const TOLERANCE_REAL_MS = 100;
/** In virtual time nothing is late but by design: this is twice the longest look of any manager. */
const TOLERANCE_VIRTUAL_MS = 20;

/**
 * The same in milliseconds of a run's clock.
 *
 * @param speed - how fast the clock went; in virtual time there is no noise
 */
export function toleranceFor(speed: number | 'virtual'): number {
  return speed === 'virtual' ? TOLERANCE_VIRTUAL_MS : TOLERANCE_REAL_MS * speed;
}
