import { c01 } from './c01-disconnect-is-no-cancel.ts';
import { c03 } from './c03-hanging-up-cancels.ts';
import { c06 } from './c06-cancelled-is-silent.ts';
import { c07 } from './c07-cancel-races.ts';
import { c08 } from './c08-strange-cancels.ts';
import { g01 } from './g01-get-is-a-stream-or-405.ts';
import { g03 } from './g03-no-response-on-get.ts';
import { g04 } from './g04-get-is-unrelated.ts';
import { g05 } from './g05-one-stream-each.ts';
import { g06 } from './g06-earlier-versions-are-told.ts';
import { h01 } from './h01-foreign-origin-is-refused.ts';
import { l01 } from './l01-logging-is-declared.ts';
import { l02 } from './l02-level-is-kept.ts';
import { l03 } from './l03-no-logs-unasked.ts';
import { l04 } from './l04-logs-on-their-own-stream.ts';
import { p01 } from './p01-progress-increases.ts';
import { p02 } from './p02-only-given-tokens.ts';
import { p03 } from './p03-no-progress-after-response.ts';
import { r01 } from './r01-primed.ts';
import { r05 } from './r05-unique-event-ids.ts';
import { r08 } from './r08-nothing-of-another-stream.ts';
import type { Rule } from './rule.ts';
import { s01 } from './s01-unique-session-ids.ts';
import { s02 } from './s02-visible-session-ids.ts';
import { s04 } from './s04-missing-session-is-400.ts';
import { s05 } from './s05-ended-session-is-404.ts';
import { t01 } from './t01-one-endpoint.ts';
import { t05 } from './t05-batches.ts';
import { t06 } from './t06-accepted-without-a-body.ts';
import { t07 } from './t07-unacceptable-is-an-error.ts';
import { t08 } from './t08-content-type.ts';
import { t10 } from './t10-response-on-the-stream.ts';
import { t11 } from './t11-no-early-close.ts';
import { t12 } from './t12-stream-ends-after-response.ts';
import { t13 } from './t13-response-ends-the-stream.ts';
import { t14 } from './t14-only-related-messages.ts';
import { t15 } from './t15-only-its-own-notifications.ts';
import { t16 } from './t16-no-requests-on-the-stream.ts';
import { t17 } from './t17-proxies-are-told.ts';
import { t19 } from './t19-utf-8.ts';
import { v02 } from './v02-version-assumed.ts';
import { v03 } from './v03-unsupported-version-is-400.ts';
import { v05 } from './v05-headers-are-checked.ts';
import { v06 } from './v06-unknown-is-said-so.ts';
import { z01 } from './z01-first-event-tracks.ts';
import { z02 } from './z02-gaps-are-kept.ts';
import { z03 } from './z03-nothing-is-coalesced.ts';
import { z04 } from './z04-headers-come-first.ts';
import { z05 } from './z05-silence-is-kept-alive.ts';
import { z06 } from './z06-compression-holds-nothing.ts';
import { z07 } from './z07-clients-may-leave.ts';
import { z08 } from './z08-cancelled-stream-is-closed.ts';
import { z09 } from './z09-failure-is-told-at-once.ts';
import { z10 } from './z10-statuses-survive.ts';
import { z11 } from './z11-slow-readers-are-bounded.ts';
import { z12 } from './z12-calls-do-not-wait.ts';
import { z13 } from './z13-questions-get-through.ts';
import { z14 } from './z14-everything-once-in-order.ts';
import { z15 } from './z15-result-last-and-once.ts';
import { z16 } from './z16-sessions-are-apart.ts';
import { z17 } from './z17-resumed-without-loss.ts';
import { z18 } from './z18-sessions-last.ts';

/** Every rule: the specification’s, and then our own. */
export const RULES: readonly Rule[] = [
  ...[t01, t05, t06, t07, t08, t10, t11, t12, t13, t14, t15, t16, t17, t19],
  ...[g01, g03, g04, g05, g06],
  ...[r01, r05, r08],
  ...[c01, c03, c06, c07, c08],
  ...[s01, s02, s04, s05],
  ...[v02, v03, v05, v06],
  ...[h01],
  ...[p01, p02, p03],
  ...[l01, l02, l03, l04],
  ...[z01, z02, z03, z04, z05, z06, z07, z08, z09, z10, z11, z12, z13, z14, z15, z16, z17, z18],
];
