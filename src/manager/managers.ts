import type { Clock } from '../clock/clock.ts';
import type { MemoryBudget } from '../stata/memory/memory-budget.ts';
import { bufferedManager } from './buffered-manager.ts';
import { option1AsPrinted } from './option-1-as-printed.ts';
import { option1Hardened } from './option-1-hardened.ts';
import type { SessionManager } from './session-manager.ts';
import type { ResponseMode } from './sessions.ts';
import { streamingManager } from './streaming-manager.ts';

/** What a manager may need beside the transport. */
interface ManagerOptions {
  readonly clock: Clock;
  /** Of which it takes what it collects. */
  readonly budget: MemoryBudget;
}

/** A way to answer requests that people really shipped. */
export interface ManagerDesign {
  /** What it does, as a clause that follows "the manager". */
  readonly about: string;
  readonly responseMode: ResponseMode;
  /** Puts the manager between the transport and the HTTP response. */
  readonly wrap: (transport: SessionManager, options: ManagerOptions) => SessionManager;
}

/** Every manager by its name. */
export const MANAGERS = {
  buffered: {
    about: 'collects the whole event stream before it sends any of it',
    responseMode: 'sse',
    wrap: bufferedManager,
  },
  'buffered-json': {
    about: 'answers with one JSON object, which has no room for notifications',
    responseMode: 'json',
    wrap: bufferedManager,
  },
  streaming: {
    about: 'hands each event through as soon as it is made',
    responseMode: 'sse',
    wrap: streamingManager,
  },
  'option-1-as-printed': {
    about: 'queues each event as soon as it is made, and loses the status on the way',
    responseMode: 'sse',
    wrap: option1AsPrinted,
  },
  'option-1-hardened': {
    about: 'queues each event as soon as it is made, in a queue that has a bound and an end',
    responseMode: 'sse',
    wrap: option1Hardened,
  },
} as const satisfies Record<string, ManagerDesign>;

export type ManagerName = keyof typeof MANAGERS;
