import type { Experiment } from '../experiments/experiment.ts';
import type { Rule } from '../rules/rule.ts';
import type { Verdict } from '../terms/verdict.ts';
import { holdToContract } from './hold-to-contract.ts';
import type { Hop } from './locate.ts';
import { Mutex } from './mutex.ts';

/** A way to a server, and all that can be said of the server when it is reached in this way. */
export interface ComparedHop {
  readonly name: string;
  readonly url: string;
  /** One for each rule that was asked for, the same at every hop. */
  readonly verdicts: readonly Verdict[];
  /** How long the experiments took, in milliseconds. */
  readonly tookMs: number;
}

export interface CompareHopsOptions {
  readonly seed: number;
  readonly nonce: string;
  readonly rules: readonly Rule[];
  /** How long each hop may take, in milliseconds. */
  readonly budgetMs: number;
  /**
   * Whether all hops are judged at the same time; default: one after the other. A server that lets
   * calls wait for each other would break rules that it keeps.
   */
  readonly isAtOnce?: boolean;
  readonly signal?: AbortSignal;
  /** Is told what is done next, and at which hop. */
  readonly onExperiment?: (hop: string, experiment: Experiment) => void;
}

/** Holds one server to the contract in each of several ways in which it can be reached. */
export async function compareHops(
  hops: readonly Hop[],
  { isAtOnce = false, nonce, onExperiment = () => {}, ...options }: CompareHopsOptions,
): Promise<readonly ComparedHop[]> {
  const quiet = new Mutex();
  const compare = async ({ name, target }: Hop, index: number): Promise<ComparedHop> => {
    const {
      target: shown,
      verdicts,
      tookMs,
    } = await holdToContract({
      ...options,
      target,
      quiet,
      nonce: `${nonce}-${index}`,
      onExperiment: (experiment) => onExperiment(name, experiment),
    });
    return { name, url: shown.url, verdicts, tookMs };
  };
  if (isAtOnce) return await Promise.all(hops.map(compare));
  const compared: ComparedHop[] = [];
  for (const [index, hop] of hops.entries()) compared.push(await compare(hop, index));
  return compared;
}
