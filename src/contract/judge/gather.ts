import { TimeLimit } from '../../clock/time-limit.ts';
import { Allowance } from '../../probe/allowance.ts';
import { wireUntil } from '../../probe/wire-until.ts';
import { disobedienceIn } from '../evidence/disobedience.ts';
import type {
  Evidence,
  ExperimentEvidence,
  ExperimentId,
  ServerDescription,
} from '../evidence/evidence.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { EXPERIMENTS } from '../experiments/experiments.ts';
import { Harness, type HarnessOptions } from '../harness/harness.ts';
import { holdsFor, type Rule } from '../rules/rule.ts';
import { RULES } from '../rules/rules.ts';
import { cannotTell, notApplicable } from '../terms/verdict.ts';
import { judge } from './judge.ts';
import { Mutex } from './mutex.ts';

export interface GatherOptions extends HarnessOptions {
  /** The rules that the evidence is for; all by default. */
  readonly rules?: readonly Rule[];
  /** How long it may take, in milliseconds; what would take longer is left out. Default: 60 s. */
  readonly budgetMs?: number;
  /** Gives it up between two experiments. */
  readonly signal?: AbortSignal;
  /** Is told what is done next. */
  readonly onExperiment?: (experiment: Experiment) => void;
  /** Shared by those who judge at the same time, so that only one of them measures the noise at a time. */
  readonly quiet?: Mutex;
}

const BUDGET_MS = 60_000;

/** How much longer than its budget judging takes at most, in milliseconds: a server may let it wait. */
const OVERTIME_MS = 5000;

/** How much a server may send while it is judged: much more than all experiments ask for. */
const SENT_MAX = { bytes: 256 * 1024 * 1024, events: 100_000 } as const;

/**
 * Makes the experiments that some rules need, and returns what they brought to light. Those that
 * measure times have the server to themselves; the long silences go on beside the others, unless
 * the server was seen to let one call wait for another.
 */
export async function gather(options: GatherOptions): Promise<Evidence> {
  const { signal = new AbortController().signal } = options;
  const over = new AbortController();
  const wire = wireUntil(options.target.wire, AbortSignal.any([signal, over.signal]));
  const target = { ...options.target, wire, allowance: new Allowance(SENT_MAX) };
  const evidence = await gatherUntil(over, { ...options, target });
  signal.throwIfAborted();
  return evidence;
}

/** @param over - aborted when time is over, and with it all exchanges */
async function gatherUntil(over: AbortController, options: GatherOptions): Promise<Evidence> {
  const { rules = RULES, target, budgetMs = BUDGET_MS } = options;
  const { signal = new AbortController().signal } = options;
  await using harness = new Harness(options);
  const { server, exchanges } = await harness.open();
  const limitMs = budgetMs + OVERTIME_MS;
  const reason = 'no time was left';
  using limit = new TimeLimit({ clock: target.clock, limitMs, reason, signal });
  limit.signal.addEventListener('abort', () => over.abort(limit.signal.reason), { once: true });
  const gathering = new Gathering(harness, server, { ...options, over: over.signal });
  const holding = rules.filter((rule) => holdsFor(rule, server.protocolVersion));
  const wanted = new Set(holding.flatMap(({ needs }) => needs));
  // How noisy it is, and whether the tool does what it is told, must be known before any other call.
  if (Object.values(EXPERIMENTS).some(({ id, calls }) => calls && wanted.has(id)))
    wanted.add('noise');
  const experiments = Object.values(EXPERIMENTS).filter(({ id }) => wanted.has(id));
  const isThere = target.lines !== undefined || (exchanges[0]?.hasResult ?? false);
  if (!isThere) gathering.note('handshake', { calls: [], exchanges, notMade: null });
  for (const experiment of isThere ? experiments : []) {
    if (experiment.runs === 'alone') await gathering.make(experiment);
    if (experiment.id === 'noise') gathering.lookAtTool();
  }
  const beside = isThere ? experiments.filter(({ runs }) => runs === 'beside') : [];
  const [long, short] = [beside.filter(isLong), beside.filter((each) => !isLong(each))];
  const inTurn = async (some: readonly Experiment[]): Promise<void> => {
    for (const experiment of some) await gathering.make(experiment);
  };
  // Where all share one session, the runs of clients that hung up keep it busy.
  if (harness.sharesSession) await inTurn([...long, ...short]);
  else if (gathering.isSerial()) await inTurn([...short, ...long]);
  else await Promise.all([inTurn(long), inTurn(short)]);
  return { ...gathering.evidence(), granularityMs: target.granularityMs };

  function isLong({ lastsMs }: Experiment): boolean {
    return lastsMs(harness) > 10_000;
  }
}

/** What was gathered so far, and how much time is left. */
class Gathering {
  readonly #harness: Harness;
  readonly #server: ServerDescription;
  readonly #rules: readonly Rule[];
  readonly #endsAtMs: number;
  readonly #onExperiment: (experiment: Experiment) => void;
  readonly #over: AbortSignal;
  readonly #quiet: Mutex;
  #disobedience: string | null = null;
  readonly #experiments: Partial<Record<ExperimentId, ExperimentEvidence>> = {};

  constructor(
    harness: Harness,
    server: ServerDescription,
    options: GatherOptions & { readonly over: AbortSignal },
  ) {
    const { rules = RULES, budgetMs = BUDGET_MS, onExperiment = () => {} } = options;
    this.#harness = harness;
    this.#server = server;
    this.#rules = rules;
    this.#endsAtMs = harness.target.clock.now() + budgetMs;
    this.#onExperiment = onExperiment;
    this.#over = options.over;
    this.#quiet = options.quiet ?? new Mutex();
  }

  evidence(): Evidence {
    const { granularityMs } = this.#harness.target;
    return { server: this.#server, granularityMs, experiments: { ...this.#experiments } };
  }

  note(id: ExperimentId, evidence: ExperimentEvidence): void {
    this.#experiments[id] = evidence;
  }

  async make(experiment: Experiment): Promise<void> {
    const { id, repeats } = experiment;
    const cannot = this.#hindrance(experiment);
    if (cannot !== null) return this.note(id, { calls: [], exchanges: [], notMade: cannot });
    const make = (): Promise<ExperimentEvidence> => {
      this.#onExperiment(experiment);
      return experiment.make(this.#harness);
    };
    this.note(id, await (id === 'noise' ? this.#quiet.runExclusive(make) : make()));
    if (this.#over.aborted) return this.note(id, this.#unfinished(experiment));
    // A fault repeats itself, noise doesn't.
    if (repeats && this.#failsBy(id) && this.#hindrance(experiment) === null) {
      const again = await experiment.make(this.#harness);
      if (!this.#over.aborted) this.note(id, again);
    }
  }

  #unfinished({ about }: Experiment): ExperimentEvidence {
    const why = `the server took so long that no time was left to end the experiment that ${about}: give a larger --budget`;
    return { calls: [], exchanges: [], notMade: cannotTell(why) };
  }

  /** A tool that doesn't do what it is told proves nothing, so nothing more is tried with it. */
  lookAtTool(): void {
    this.#disobedience = disobedienceIn(this.#experiments.noise?.calls ?? []);
  }

  /** Whether calls were seen to wait for each other; then nothing may go on beside others. */
  isSerial(): boolean {
    return this.#failsBy('concurrency');
  }

  #failsBy(id: ExperimentId): boolean {
    const rules = this.#rules.filter(({ needs }) => needs.includes(id));
    return judge(this.evidence(), rules).some(({ outcome }) => outcome === 'fail');
  }

  #hindrance({ takes, lastsMs, about, apart }: Experiment) {
    const { stimulus, clock, lines } = this.#harness.target;
    if (takes.includes('fails') && lines !== undefined && lines.failure === undefined) {
      return notApplicable('nobody said by which line the endpoint tells of a failure (“failure”)');
    }
    const lacking = takes.find((ability) => !stimulus.can[ability]);
    if (lacking !== undefined) {
      return notApplicable(`the stimulus ${stimulus.kind} can't do it: ${WITHOUT[lacking]}`);
    }
    if (apart === true && this.#harness.sharesSession) {
      return notApplicable(
        'all calls share one session, where they wait for each other: name the argument for sessions (“session”)',
      );
    }
    if (this.#disobedience !== null) return cannotTell(this.#disobedience);
    const seconds = Math.ceil(lastsMs(this.#harness) / 1000);
    if (clock.now() + lastsMs(this.#harness) <= this.#endsAtMs) return null;
    return cannotTell(
      `no time was left for the experiment that ${about} (${seconds} s): give a larger --budget`,
    );
  }
}

/** What an experiment can't do without, in words. */
const WITHOUT = {
  payload: 'its outputs have one size',
  varies: 'its schedule is fixed',
  fails: 'it never fails',
  silence: 'it can’t be silent for long',
  asks: 'it makes the server ask nothing',
  recalls: 'it can’t say what became of an earlier run',
  marks: 'its outputs have no markers',
  stamps: 'its outputs don’t say when they were made',
} as const;
