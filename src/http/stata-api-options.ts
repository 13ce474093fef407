import type { Clock } from '../clock/clock.ts';
import type { CallRecord } from '../server/call-record.ts';
import type { Profile } from '../server/profile.ts';
import type { StataSessions } from '../server/stata-sessions.ts';

/** What the endpoints without MCP are made of. */
export interface StataApiOptions {
  readonly sessions: StataSessions;
  /** Whose endpoints they are. */
  readonly profile: Profile;
  readonly clock: Clock;
  /** How long a stream may be silent before it says that it is alive, where it does; 0 for never, default 15 s. */
  readonly keepAliveMs?: number;
  /** Is told of each run that is over. By default nobody is. */
  readonly onCall?: (record: CallRecord) => void;
}
