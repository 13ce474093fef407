import type { LogMessage } from './reader.ts';
import type { StataCall } from './stata-call.ts';
import type { StataOutcome } from './stata-outcome.ts';

/** A notification that a client gets while its call runs. */
export type CallNotification =
  | { readonly kind: 'message'; readonly level: LogMessage['level']; readonly text: string }
  /** Is sent to who asked for progress. */
  | {
      readonly kind: 'progress';
      readonly progress: number;
      readonly total?: number;
      readonly text: string;
    };

/**
 * Makes a call and yields each notification at the moment that it is due; returns how the call came
 * out at the moment that it is over.
 *
 * @throws the signal's reason when the call is cancelled
 */
export type NotificationSource = (
  call: StataCall,
) => AsyncGenerator<CallNotification, StataOutcome, void>;
