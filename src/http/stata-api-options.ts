import type { Clock } from '../clock/clock.ts';
import type { Profile } from '../server/profile.ts';
import type { StataSessions } from '../server/stata-sessions.ts';

/** What the endpoints without MCP are made of. */
export interface StataApiOptions {
  readonly sessions: StataSessions;
  /** Whose endpoints they are. */
  readonly profile: Profile;
  readonly clock: Clock;
}
