import { acceptedNeverEnds } from './accepted-never-ends.ts';
import { acceptsAnything } from './accepts-anything.ts';
import { acceptsWithABody } from './accepts-with-a-body.ts';
import { anyVersionWillDo } from './any-version-will-do.ts';
import { asksByRequest } from './asks-by-request.ts';
import { bufferedEventStreams } from './buffered-event-streams.ts';
import { bufferedManager } from './buffered-manager.ts';
import { bufferedWithoutSessions } from './buffered-without-sessions.ts';
import { bunches } from './bunches.ts';
import { cancelIgnored } from './cancel-ignored.ts';
import { cancelledStreamStays } from './cancelled-stream-stays.ts';
import { clientsLeaveTheirPlaces } from './clients-leave-their-places.ts';
import { collapsesToJson } from './collapses-to-json.ts';
import { cutWhenIdle } from './cut-when-idle.ts';
import { decodesChunkByChunk } from './decodes-chunk-by-chunk.ts';
import { disconnectCancels } from './disconnect-cancels.ts';
import { dropsTheLastLine } from './drops-the-last-line.ts';
import { earlyHeartbeatLateContent } from './early-heartbeat-late-content.ts';
import { endsWithoutAResponse } from './ends-without-a-response.ts';
import { firstAtOnceRestAtTheEnd } from './first-at-once-rest-at-the-end.ts';
import { flushesEverySecond } from './flushes-every-second.ts';
import { forgetsSessions } from './forgets-sessions.ts';
import { fourKibThreshold } from './four-kib-threshold.ts';
import { getNeverStarts } from './get-never-starts.ts';
import { guessableSessionIds } from './guessable-session-ids.ts';
import { gzipWithoutFlush } from './gzip-without-flush.ts';
import { hangingUpIsIgnored } from './hanging-up-is-ignored.ts';
import { hangsOnErrors } from './hangs-on-errors.ts';
import { headersAreNotLookedAt } from './headers-are-not-looked-at.ts';
import { headersWithTheFirstEvent } from './headers-with-the-first-event.ts';
import { inventedToken } from './invented-token.ts';
import { jsonResponse } from './json-response.ts';
import { lastRunAgain } from './last-run-again.ts';
import { lateCancelIsDeadly } from './late-cancel-is-deadly.ts';
import { levelIsIgnored } from './level-is-ignored.ts';
import { logsUnasked } from './logs-unasked.ts';
import { mindsOldSessions } from './minds-old-sessions.ts';
import { missingSessionIsServed } from './missing-session-is-served.ts';
import { mixesCallsUp } from './mixes-calls-up.ts';
import { neverEnds } from './never-ends.ts';
import { noFinalBlankLine } from './no-final-blank-line.ts';
import { noGetAtAll } from './no-get-at-all.ts';
import { noKeepAlive } from './no-keep-alive.ts';
import { notPrimed } from './not-primed.ts';
import { notResumable } from './not-resumable.ts';
import { oneCallAtATime } from './one-call-at-a-time.ts';
import { oneStepLate } from './one-step-late.ts';
import { openAfterTheResponse } from './open-after-the-response.ts';
import { option1AsPrinted } from './option-1-as-printed.ts';
import { pollsSlowly } from './polls-slowly.ts';
import { progressAfterTheResult } from './progress-after-the-result.ts';
import { progressStandsStill } from './progress-stands-still.ts';
import { readsToTheEndFirst } from './reads-to-the-end-first.ts';
import { refusesBatches } from './refuses-batches.ts';
import { replaysFromTheStart } from './replays-from-the-start.ts';
import { replaysOtherStreams } from './replays-other-streams.ts';
import { resultOnTheGetStream } from './result-on-the-get-stream.ts';
import { resumesWithAGap } from './resumes-with-a-gap.ts';
import { sameIdsOnEachStream } from './same-ids-on-each-stream.ts';
import { saysItTwice } from './says-it-twice.ts';
import { saysNothingToProxies } from './says-nothing-to-proxies.ts';
import { sessionIdWithBlanks } from './session-id-with-blanks.ts';
import { sessionsNeverEnd } from './sessions-never-end.ts';
import { speaksToAll } from './speaks-to-all.ts';
import type { Specimen } from './specimen.ts';
import { statusLost } from './status-lost.ts';
import { stopsAfterTheReplay } from './stops-after-the-replay.ts';
import { strangeCancelsAreRefused } from './strange-cancels-are-refused.ts';
import { stripsTheContentType } from './strips-the-content-type.ts';
import { stripsTheOrigin } from './strips-the-origin.ts';
import { swallowsErrors } from './swallows-errors.ts';
import { swapsNeighbours } from './swaps-neighbours.ts';
import { tellsSubscribers } from './tells-subscribers.ts';
import { tellsWhoeverIsThere } from './tells-whoever-is-there.ts';
import { timerBlindToProgress } from './timer-blind-to-progress.ts';
import { toBothStreams } from './to-both-streams.ts';
import { toTheGetStream } from './to-the-get-stream.ts';
import { truncatedAtTheEnd } from './truncated-at-the-end.ts';
import { twoResults } from './two-results.ts';
import { unboundedQueue } from './unbounded-queue.ts';
import { undeclaredLogging } from './undeclared-logging.ts';
import { unknownMethodsAreAccepted } from './unknown-methods-are-accepted.ts';
import { versionIsDemanded } from './version-is-demanded.ts';

/** Every specimen, by the layer that its fault lies in, from Stata's side to the client's. */
export const SPECIMENS: readonly Specimen[] = [
  // reader
  dropsTheLastLine,
  lastRunAgain,
  pollsSlowly,
  saysItTwice,
  // handler
  bunches,
  earlyHeartbeatLateContent,
  firstAtOnceRestAtTheEnd,
  hangsOnErrors,
  inventedToken,
  levelIsIgnored,
  oneCallAtATime,
  oneStepLate,
  progressAfterTheResult,
  progressStandsStill,
  swallowsErrors,
  undeclaredLogging,
  asksByRequest,
  logsUnasked,
  // routing
  mixesCallsUp,
  resultOnTheGetStream,
  speaksToAll,
  toBothStreams,
  toTheGetStream,
  tellsSubscribers,
  tellsWhoeverIsThere,
  // session manager
  acceptedNeverEnds,
  acceptsAnything,
  acceptsWithABody,
  anyVersionWillDo,
  bufferedEventStreams,
  bufferedManager,
  cancelIgnored,
  cancelledStreamStays,
  clientsLeaveTheirPlaces,
  disconnectCancels,
  forgetsSessions,
  getNeverStarts,
  guessableSessionIds,
  jsonResponse,
  lateCancelIsDeadly,
  missingSessionIsServed,
  noGetAtAll,
  noKeepAlive,
  notResumable,
  option1AsPrinted,
  refusesBatches,
  sessionIdWithBlanks,
  sessionsNeverEnd,
  statusLost,
  strangeCancelsAreRefused,
  unboundedQueue,
  versionIsDemanded,
  bufferedWithoutSessions,
  hangingUpIsIgnored,
  headersAreNotLookedAt,
  mindsOldSessions,
  unknownMethodsAreAccepted,
  // transport
  gzipWithoutFlush,
  endsWithoutAResponse,
  headersWithTheFirstEvent,
  neverEnds,
  noFinalBlankLine,
  notPrimed,
  replaysFromTheStart,
  replaysOtherStreams,
  resumesWithAGap,
  sameIdsOnEachStream,
  stopsAfterTheReplay,
  swapsNeighbours,
  truncatedAtTheEnd,
  twoResults,
  openAfterTheResponse,
  saysNothingToProxies,
  // proxy
  stripsTheOrigin,
  collapsesToJson,
  cutWhenIdle,
  flushesEverySecond,
  fourKibThreshold,
  stripsTheContentType,
  // client
  decodesChunkByChunk,
  readsToTheEndFirst,
  timerBlindToProgress,
];
