import type { Tracking, Trial } from '../../contract/tracking/tracking.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import type { ManagerName } from '../../manager/managers.ts';
import type { ReaderName } from '../../scenario/scenario.ts';
import type { TimelineEvent } from '../../timeline/timeline.ts';
import type { Choice, Exercise } from '../lesson/lesson.ts';
import type { PlayedLesson } from '../lesson/play-lesson.ts';

/** How fast a run goes: so many times as fast as real time, or in virtual time, which is over at once. */
export type Pace = number | 'virtual';

/** What the page is told of a run, in this order, each while it happens. */
export type RunMessage =
  | RunBegan
  /** Something was said or heard. Its time is in milliseconds after the lane's own call. */
  | { readonly kind: 'event'; readonly lane: string; readonly event: TimelineEvent }
  | LaneJudged
  | LaneBroken
  | { readonly kind: 'over' }
  /** The rig broke, and there will be no more. */
  | { readonly kind: 'failed'; readonly message: string };

interface RunBegan {
  readonly kind: 'began';
  readonly scenario: string;
  readonly reader: ReaderName;
  readonly pace: Pace;
  readonly lanes: readonly string[];
  /** How long the call takes if nothing holds it back, in milliseconds. */
  readonly endMs: number;
}

/** What one lane came to. */
export interface LaneJudged {
  readonly kind: 'judged';
  readonly lane: string;
  readonly delivery: Delivery;
  readonly couldTell: boolean;
  readonly firstEventMs: number | null;
  readonly totalMs: number | null;
  /** What happened and why, in a sentence. */
  readonly sentence: string;
}

/** What one lane came to whose hop let nothing through, or not all of it. */
export interface LaneBroken {
  readonly kind: 'broken';
  readonly lane: string;
  /** Why, in a sentence. */
  readonly sentence: string;
}

/** What the page is told of a randomised design. */
export type DesignMessage =
  | { readonly kind: 'trial'; readonly lane: ManagerName; readonly trial: Trial }
  | { readonly kind: 'tracking'; readonly lane: ManagerName; readonly tracking: Tracking }
  | { readonly kind: 'over' }
  | { readonly kind: 'failed'; readonly message: string };

/** What there is to choose from. */
export interface About {
  readonly version: string;
  readonly scenarios: readonly ScenarioAbout[];
  readonly managers: readonly { readonly name: ManagerName; readonly about: string }[];
  /** The names of the ways by which the server can be reached. */
  readonly hops: readonly string[];
}

/** A scenario that comes with the package, or a do-file. */
export interface ScenarioAbout {
  readonly name: string;
  readonly about: string;
  readonly reader: ReaderName;
  /** What the text is: a scenario, or code that is run to see what it says. */
  readonly language: 'yaml' | 'do-file';
  /** The file as it is, to be edited. */
  readonly text: string;
}

/** Whether a scenario's text is right. */
export type ScenarioCheck =
  | {
      readonly kind: 'right';
      readonly name: string;
      readonly reader: ReaderName;
      /** What its script comes to; null when it has none. */
      readonly plan: Plan | null;
    }
  | { readonly kind: 'wrong'; readonly problems: readonly TextProblem[] }
  /** Code of which no one place is wrong. */
  | { readonly kind: 'refused'; readonly message: string };

interface Plan {
  readonly says: number;
  /** Null when it hangs. */
  readonly endMs: number | null;
  /** Stata's return code; 0 is success. */
  readonly returnCode: number;
}

/** Something wrong with a text, where it is, and what would be allowed. */
export interface TextProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A session manager's code. */
export interface ManagerSource {
  readonly name: ManagerName;
  /** The file, from the package's top. */
  readonly file: string;
  readonly text: string;
  /** The line on which bytes wait, from 1; null where none do. */
  readonly waitsAtLine: number | null;
}

/** Why a request was refused. */
export interface PageRefusal {
  readonly message: string;
  readonly problems?: readonly TextProblem[];
}

/** A lesson as the page asks it: all but the answer, which only its run has. */
export interface LessonAbout {
  readonly number: number;
  readonly title: string;
  readonly story: readonly string[];
  readonly lanes: readonly string[];
  readonly question: string;
  readonly choices: readonly Choice[];
  readonly exercise: Exercise;
}

/** A lesson's run, and what it showed. */
export interface LessonRun extends PlayedLesson {
  /** How long the longest lane took, in milliseconds. */
  readonly endMs: number;
}
