import { type StataRecord, stataFinding } from '../findings/stata-finding.ts';
import { z01 } from '../rules/z01-first-event-tracks.ts';
import type { Target } from '../terms/target.ts';
import type { Finding } from '../terms/verdict.ts';
import type { ContractReport } from './contract-report.ts';
import { holdToContract } from './hold-to-contract.ts';
import { Mutex } from './mutex.ts';

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
  /**
   * Whether all hops are judged at the same time; default: one after the other. A server that lets
   * calls wait for each other would look as if it held them.
   */
  readonly isAtOnce?: boolean;
  /** Reads what Stata itself said, so that the chain begins with it; default: nobody knows. */
  readonly readStata?: () => Promise<StataRecord>;
  /** Is told which hop is next. */
  readonly onHop?: (name: string) => void;
}

/** Makes the server talk by the same schedule through each hop. */
export async function judgeHops(
  hops: readonly Hop[],
  { onHop = () => {}, isAtOnce = false, readStata, nonce, ...options }: JudgeHopsOptions,
): Promise<readonly JudgedHop[]> {
  const quiet = new Mutex();
  const report = async ({ name, target }: Hop, index: number): Promise<ContractReport> => {
    onHop(name);
    return holdToContract({ ...options, quiet, nonce: `${nonce}-${index}`, target, rules: [z01] });
  };
  const reports: ContractReport[] = [];
  if (isAtOnce) reports.push(...(await Promise.all(hops.map(report))));
  else for (const [index, hop] of hops.entries()) reports.push(await report(hop, index));
  const [nearest] = reports;
  const judged = reports.flatMap(({ target: { url }, verdicts: [finding] }, index) => {
    const name = hops[index]?.name;
    return finding === undefined || name === undefined ? [] : [{ name, url, finding }];
  });
  if (nearest === undefined || readStata === undefined) return judged;
  const { emissions, from } = await readStata();
  const calls = nearest.evidence.experiments.tracking?.calls ?? [];
  return [{ name: 'Stata', url: from, finding: stataFinding(calls, emissions) }, ...judged];
}

/**
 * The first hop behind which events are late. If they are in time before a hop and late behind it, this
 * hop holds them back.
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
