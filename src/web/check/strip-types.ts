/** What a version of Node says of itself; the like of `process`. */
export interface NodeAbout {
  /** Undefined in versions that haven't heard of TypeScript. */
  readonly features: { readonly typescript?: unknown };
  readonly allowedNodeEnvironmentFlags: ReadonlySet<string>;
}

const FLAG = '--experimental-strip-types';

/**
 * The flags with which Node reads a file of TypeScript: none from 22.18 on, one from 22.6 on.
 *
 * @returns null where it can't be had to
 */
export function flagsToStripTypes(node: NodeAbout): readonly string[] | null {
  if (node.features.typescript) return [];
  const isKnown = node.allowedNodeEnvironmentFlags.has(FLAG);
  return isKnown ? [FLAG, '--disable-warning=ExperimentalWarning'] : null;
}
