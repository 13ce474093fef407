import { bufferedManager } from './buffered-manager.ts';
import type { SessionManager } from './session-manager.ts';
import type { ResponseMode } from './sessions.ts';
import { streamingManager } from './streaming-manager.ts';

/** A way to answer requests that people really shipped. */
export interface ManagerDesign {
  /** What it does, as a clause that follows "the manager". */
  readonly about: string;
  readonly responseMode: ResponseMode;
  /** Puts the manager between the transport and the HTTP response. */
  readonly wrap: (transport: SessionManager) => SessionManager;
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
} as const satisfies Record<string, ManagerDesign>;

export type ManagerName = keyof typeof MANAGERS;
