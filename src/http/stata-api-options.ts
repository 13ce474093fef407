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
  /** Is told of each run that is over. By default nobody is. */
  readonly onCall?: (record: CallRecord) => void;
}
