/** So many halvings leave nothing of an angle that a double could tell. */
const HALVINGS = 60;

/**
 * How many standard errors to either side hold a share of Student's t distribution: 2.306 for 95 %
 * at eight degrees of freedom.
 *
 * @param share - from 0 to less than 1
 * @param degreesOfFreedom - a whole number, at least 1
 */
export function studentT(share: number, degreesOfFreedom: number): number {
  let [low, high] = [0, Math.PI / 2];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (shareWithin(middle, degreesOfFreedom) < share) low = middle;
    else high = middle;
  }
  return Math.sqrt(degreesOfFreedom) * Math.tan((low + high) / 2);
}

/**
 * The share within t = √ν·tan θ to either side. For whole ν it is a finite sum: Abramowitz and Stegun,
 * Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
 */
function shareWithin(angle: number, degreesOfFreedom: number): number {
  const isOdd = degreesOfFreedom % 2 === 1;
  const square = Math.cos(angle) ** 2;
  let term = isOdd ? Math.cos(angle) : 1;
  let sum = 0;
  for (let power = isOdd ? 1 : 0; power <= degreesOfFreedom - 2; power += 2) {
    sum += term;
    term *= (square * (power + 1)) / (power + 2);
  }
  const part = Math.sin(angle) * sum;
  return isOdd ? (2 / Math.PI) * (angle + part) : part;
}
