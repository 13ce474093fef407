import type { ManagerName } from '../../manager/managers.ts';
import type { SaidBehind } from '../run/play-virtually.ts';
import type { RunOrder, RunRequest } from '../run/run-order.ts';

/**
 * What a page asks to be worked out. It can take long, whatever is asked, so it is done in a thread,
 * where it keeps nobody waiting and can be ended.
 */
export type PageWork =
  /** Whether a scenario's text is right. */
  | { readonly kind: 'check'; readonly text: string }
  /** What code says. */
  | { readonly kind: 'check-code'; readonly code: string }
  /** What a request for a run comes to. */
  | { readonly kind: 'order'; readonly request: RunRequest }
  /** A run in virtual time. */
  | { readonly kind: 'run'; readonly order: RunOrder; readonly isRecorded: boolean }
  | { readonly kind: 'lesson'; readonly number: number }
  | { readonly kind: 'design'; readonly managers: readonly ManagerName[]; readonly seed: number };

/** What comes of it, in pieces that have a bound. */
export type WorkResult =
  /** The whole answer, as JSON. */
  | { readonly kind: 'answer'; readonly json: string }
  | { readonly kind: 'order'; readonly order: RunOrder }
  /** Messages of a stream, each as JSON. */
  | { readonly kind: 'told'; readonly messages: readonly string[] }
  /** What Statas said meanwhile. */
  | { readonly kind: 'said'; readonly said: readonly SaidBehind[] };
