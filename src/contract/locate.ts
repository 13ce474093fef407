import { holdToContract } from './hold-to-contract.ts';
import { z01 } from './rules/z01-first-event-tracks.ts';
import type { Target } from './target.ts';
import type { Finding } from './verdict.ts';

/** One place on the way from a server to its client, at which the server can be reached. */
export interface Hop {
  readonly name: string;
  readonly target: Target;
}

/** A hop, and whether events are heard behind it when they are due. */
export interface JudgedHop {
  readonly name: string;
  readonly url: string;
  readonly finding: Finding;
}

/** Where on its way the output of a server is held. */
export type Located =
  | { readonly kind: 'nowhere' }
  /** Before this hop all is well: `after` is the last one there, null if there is none. */
  | { readonly kind: 'at'; readonly hop: string; readonly after: string | null }
  /** Nobody can tell at this hop, nor, therefore, behind it. */
  | { readonly kind: 'cannot-tell'; readonly hop: string };

export interface JudgeHopsOptions {
  readonly seed: number;
  readonly nonce: string;
  readonly signal?: AbortSignal;
  /** How long each hop may take, in milliseconds. */
  readonly budgetMs: number;
  /** Is told which hop is next. */
  readonly onHop?: (name: string) => void;
}

/** Makes the server talk by the same schedule through each hop, one after the other. */
export async function judgeHops(
  hops: readonly Hop[],
  { onHop = () => {}, ...options }: JudgeHopsOptions,
): Promise<readonly JudgedHop[]> {
  const judged: JudgedHop[] = [];
  for (const [index, { name, target }] of hops.entries()) {
    onHop(name);
    const nonce = `${options.nonce}-${index}`;
    const { verdicts } = await holdToContract({ ...options, nonce, target, rules: [z01] });
    const [finding] = verdicts;
    if (finding !== undefined) judged.push({ name, url: target.url, finding });
  }
  return judged;
}

/**
 * The first hop behind which events are late: what is right before it and wrong behind it, is held
 * there.
 *
 * @param hops - from the server to the client
 */
export function locate(hops: readonly Pick<JudgedHop, 'name' | 'finding'>[]): Located {
  const at = hops.findIndex(({ finding }) => finding.outcome !== 'pass');
  const hop = hops[at];
  if (hop === undefined) return { kind: 'nowhere' };
  if (hop.finding.outcome !== 'fail') return { kind: 'cannot-tell', hop: hop.name };
  return { kind: 'at', hop: hop.name, after: hops[at - 1]?.name ?? null };
}
