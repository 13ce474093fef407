import type { Rule } from './rule.ts';
import { c01 } from './rules/c01-disconnect-is-no-cancel.ts';
import { c03 } from './rules/c03-hanging-up-cancels.ts';
import { c06 } from './rules/c06-cancelled-is-silent.ts';
import { c07 } from './rules/c07-cancel-races.ts';
import { c08 } from './rules/c08-strange-cancels.ts';
import { g01 } from './rules/g01-get-is-a-stream-or-405.ts';
import { g03 } from './rules/g03-no-response-on-get.ts';
import { g04 } from './rules/g04-get-is-unrelated.ts';
import { g05 } from './rules/g05-one-stream-each.ts';
import { g06 } from './rules/g06-earlier-versions-are-told.ts';
import { h01 } from './rules/h01-foreign-origin-is-refused.ts';
import { l01 } from './rules/l01-logging-is-declared.ts';
import { l02 } from './rules/l02-level-is-kept.ts';
import { l03 } from './rules/l03-no-logs-unasked.ts';
import { l04 } from './rules/l04-logs-on-their-own-stream.ts';
import { p01 } from './rules/p01-progress-increases.ts';
import { p02 } from './rules/p02-only-given-tokens.ts';
import { p03 } from './rules/p03-no-progress-after-response.ts';
import { r01 } from './rules/r01-primed.ts';
import { r05 } from './rules/r05-unique-event-ids.ts';
import { r08 } from './rules/r08-nothing-of-another-stream.ts';
import { s01 } from './rules/s01-unique-session-ids.ts';
import { s02 } from './rules/s02-visible-session-ids.ts';
import { s04 } from './rules/s04-missing-session-is-400.ts';
import { s05 } from './rules/s05-ended-session-is-404.ts';
import { t01 } from './rules/t01-one-endpoint.ts';
import { t05 } from './rules/t05-batches.ts';
import { t06 } from './rules/t06-accepted-without-a-body.ts';
import { t07 } from './rules/t07-unacceptable-is-an-error.ts';
import { t08 } from './rules/t08-content-type.ts';
import { t10 } from './rules/t10-response-on-the-stream.ts';
import { t11 } from './rules/t11-no-early-close.ts';
import { t12 } from './rules/t12-stream-ends-after-response.ts';
import { t13 } from './rules/t13-response-ends-the-stream.ts';
import { t14 } from './rules/t14-only-related-messages.ts';
import { t15 } from './rules/t15-only-its-own-notifications.ts';
import { t16 } from './rules/t16-no-requests-on-the-stream.ts';
import { t17 } from './rules/t17-proxies-are-told.ts';
import { t19 } from './rules/t19-utf-8.ts';
import { v02 } from './rules/v02-version-assumed.ts';
import { v03 } from './rules/v03-unsupported-version-is-400.ts';
import { v05 } from './rules/v05-headers-are-checked.ts';
import { v06 } from './rules/v06-unknown-is-said-so.ts';
import { z01 } from './rules/z01-first-event-tracks.ts';
import { z02 } from './rules/z02-gaps-are-kept.ts';
import { z03 } from './rules/z03-nothing-is-coalesced.ts';
import { z04 } from './rules/z04-headers-come-first.ts';
import { z05 } from './rules/z05-silence-is-kept-alive.ts';
import { z06 } from './rules/z06-compression-holds-nothing.ts';
import { z07 } from './rules/z07-clients-may-leave.ts';
import { z08 } from './rules/z08-cancelled-stream-is-closed.ts';
import { z09 } from './rules/z09-failure-is-told-at-once.ts';
import { z10 } from './rules/z10-statuses-survive.ts';
import { z11 } from './rules/z11-slow-readers-are-bounded.ts';
import { z12 } from './rules/z12-calls-do-not-wait.ts';
import { z13 } from './rules/z13-questions-get-through.ts';
import { z14 } from './rules/z14-everything-once-in-order.ts';
import { z15 } from './rules/z15-result-last-and-once.ts';
import { z16 } from './rules/z16-sessions-are-apart.ts';
import { z17 } from './rules/z17-resumed-without-loss.ts';
import { z18 } from './rules/z18-sessions-last.ts';

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
