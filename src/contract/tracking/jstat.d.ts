/** The little of jstat that is used here; the package has no types of its own. */
declare module 'jstat' {
  const jstat: {
    readonly studentt: {
      /** The quantile function of Student's t distribution. */
      inv(probability: number, degreesOfFreedom: number): number;
    };
  };
  export default jstat;
}
