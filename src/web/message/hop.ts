/** A way to this very server: directly, or through a proxy. */
export interface HopAddress {
  readonly name: string;
  /** What this server's paths are added to. It is the operator's, never the page's. */
  readonly url: string;
}

/** What the lane of a hop is called; no manager is called so. */
export function hopLane(name: string): string {
  return `through ${name}`;
}
