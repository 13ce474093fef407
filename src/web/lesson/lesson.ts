import type { Clock } from '../../clock/clock.ts';
import type { RuleId } from '../../contract/terms/rule-id.ts';
import type { ManagerName } from '../../manager/managers.ts';
import type { SessionManager } from '../../manager/session-manager.ts';
import type { ReaderName, ScriptedScenario } from '../../scenario/scenario.ts';
import type { TimelineEvent } from '../../timeline/timeline.ts';

/**
 * One lesson: a question asked before a run, the run, and the answer, which is computed from the run
 * and written nowhere.
 */
export interface Lesson {
  /** From 1, in the order of learning. */
  readonly number: number;
  readonly title: string;
  /** What there is to know before the question, in paragraphs. */
  readonly story: readonly string[];
  readonly scenario: ScriptedScenario;
  /** What is run, side by side. */
  readonly lanes: readonly [LessonLane, ...LessonLane[]];
  readonly question: string;
  readonly choices: readonly Choice[];
  /** What the run shows. */
  readonly answer: (evidence: LessonEvidence) => Promise<LessonAnswer> | LessonAnswer;
  readonly exercise: Exercise;
}

/** A client behind a manager, and what else stands in the way. */
export interface LessonLane {
  readonly name: string;
  readonly manager: ManagerName;
  /** Default: the scenario's. */
  readonly reader?: ReaderName;
  /** Default: the lesson's. */
  readonly scenario?: ScriptedScenario;
  /** What stands between the manager and the client: a proxy, or a habit of the client's own. */
  readonly inTheWay?: (manager: SessionManager, clock: Clock) => SessionManager;
  /** How long a stream may be silent before it says that it is alive; default 15 s, 0 for ever. */
  readonly keepAliveMs?: number;
  /** When the connection breaks, and when the client is back; by default it stays. */
  readonly absence?: { readonly fromMs: number; readonly toMs: number };
}

/** One of the answers to choose from; its key is what the run's answer is compared with. */
export interface Choice {
  readonly key: string;
  readonly text: string;
}

/** What the runs of a lesson showed. */
interface LessonEvidence {
  /** The events of a lane, with times in milliseconds after the call. */
  readonly lane: (name: string) => readonly TimelineEvent[];
}

/** The right answer, and why. */
export interface LessonAnswer {
  /** The key of the choice that was right. */
  readonly key: string;
  /** What happened and why, with the run's own numbers in it. */
  readonly why: readonly string[];
}

/** Something to do afterwards. */
export interface Exercise {
  readonly task: string;
  /** A manager to be repaired, as the text of a file; checked by `fake-stata learn --check`. */
  readonly starter?: string;
  /** A rule of the contract that the starter breaks. */
  readonly breaks?: RuleId;
  /** What to run instead, where there is nothing to repair. */
  readonly command?: string;
}
