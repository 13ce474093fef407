import { decodesChunkByChunk } from './client/decodes-chunk-by-chunk.ts';
import { readsToTheEndFirst } from './client/reads-to-the-end-first.ts';
import { timerBlindToProgress } from './client/timer-blind-to-progress.ts';
import { asksByRequest } from './handler/asks-by-request.ts';
import { bunches } from './handler/bunches.ts';
import { earlyHeartbeatLateContent } from './handler/early-heartbeat-late-content.ts';
import { firstAtOnceRestAtTheEnd } from './handler/first-at-once-rest-at-the-end.ts';
import { hangsOnErrors } from './handler/hangs-on-errors.ts';
import { inventedToken } from './handler/invented-token.ts';
import { levelIsIgnored } from './handler/level-is-ignored.ts';
import { logsUnasked } from './handler/logs-unasked.ts';
import { oneCallAtATime } from './handler/one-call-at-a-time.ts';
import { oneStepLate } from './handler/one-step-late.ts';
import { progressAfterTheResult } from './handler/progress-after-the-result.ts';
import { progressStandsStill } from './handler/progress-stands-still.ts';
import { swallowsErrors } from './handler/swallows-errors.ts';
import { undeclaredLogging } from './handler/undeclared-logging.ts';
import type { Specimen } from './parts/specimen.ts';
import { collapsesToJson } from './proxy/collapses-to-json.ts';
import { cutWhenIdle } from './proxy/cut-when-idle.ts';
import { flushesEverySecond } from './proxy/flushes-every-second.ts';
import { fourKibThreshold } from './proxy/four-kib-threshold.ts';
import { stripsTheContentType } from './proxy/strips-the-content-type.ts';
import { stripsTheOrigin } from './proxy/strips-the-origin.ts';
import { dropsTheLastLine } from './reader/drops-the-last-line.ts';
import { lastRunAgain } from './reader/last-run-again.ts';
import { pollsSlowly } from './reader/polls-slowly.ts';
import { saysItTwice } from './reader/says-it-twice.ts';
import { swapsNeighbours } from './reader/swaps-neighbours.ts';
import { mixesCallsUp } from './routing/mixes-calls-up.ts';
import { resultOnTheGetStream } from './routing/result-on-the-get-stream.ts';
import { speaksToAll } from './routing/speaks-to-all.ts';
import { tellsSubscribers } from './routing/tells-subscribers.ts';
import { tellsWhoeverIsThere } from './routing/tells-whoever-is-there.ts';
import { toBothStreams } from './routing/to-both-streams.ts';
import { toTheGetStream } from './routing/to-the-get-stream.ts';
import { acceptedNeverEnds } from './session-manager/accepted-never-ends.ts';
import { acceptsAnything } from './session-manager/accepts-anything.ts';
import { acceptsWithABody } from './session-manager/accepts-with-a-body.ts';
import { anyVersionWillDo } from './session-manager/any-version-will-do.ts';
import { bufferedEventStreams } from './session-manager/buffered-event-streams.ts';
import { bufferedWithoutSessions } from './session-manager/buffered-without-sessions.ts';
import { cancelIgnored } from './session-manager/cancel-ignored.ts';
import { cancelledStreamStays } from './session-manager/cancelled-stream-stays.ts';
import { clientsLeaveTheirPlaces } from './session-manager/clients-leave-their-places.ts';
import { disconnectCancels } from './session-manager/disconnect-cancels.ts';
import { forgetsSessions } from './session-manager/forgets-sessions.ts';
import { getNeverStarts } from './session-manager/get-never-starts.ts';
import { guessableSessionIds } from './session-manager/guessable-session-ids.ts';
import { hangingUpIsIgnored } from './session-manager/hanging-up-is-ignored.ts';
import { headersAreNotLookedAt } from './session-manager/headers-are-not-looked-at.ts';
import { jsonResponse } from './session-manager/json-response.ts';
import { lateCancelIsDeadly } from './session-manager/late-cancel-is-deadly.ts';
import { mindsOldSessions } from './session-manager/minds-old-sessions.ts';
import { missingSessionIsServed } from './session-manager/missing-session-is-served.ts';
import { noGetAtAll } from './session-manager/no-get-at-all.ts';
import { noKeepAlive } from './session-manager/no-keep-alive.ts';
import { notResumable } from './session-manager/not-resumable.ts';
import { queuesTheBody } from './session-manager/queues-the-body.ts';
import { refusesBatches } from './session-manager/refuses-batches.ts';
import { sessionIdWithBlanks } from './session-manager/session-id-with-blanks.ts';
import { sessionsNeverEnd } from './session-manager/sessions-never-end.ts';
import { statusLost } from './session-manager/status-lost.ts';
import { strangeCancelsAreRefused } from './session-manager/strange-cancels-are-refused.ts';
import { unboundedQueue } from './session-manager/unbounded-queue.ts';
import { unknownMethodsAreAccepted } from './session-manager/unknown-methods-are-accepted.ts';
import { versionIsDemanded } from './session-manager/version-is-demanded.ts';
import { wholeResponseAtOnce } from './session-manager/whole-response-at-once.ts';
import { endsWithoutAResponse } from './transport/ends-without-a-response.ts';
import { gzipWithoutFlush } from './transport/gzip-without-flush.ts';
import { headersWithTheFirstEvent } from './transport/headers-with-the-first-event.ts';
import { neverEnds } from './transport/never-ends.ts';
import { noFinalBlankLine } from './transport/no-final-blank-line.ts';
import { notPrimed } from './transport/not-primed.ts';
import { openAfterTheResponse } from './transport/open-after-the-response.ts';
import { replaysFromTheStart } from './transport/replays-from-the-start.ts';
import { replaysOtherStreams } from './transport/replays-other-streams.ts';
import { resumesWithAGap } from './transport/resumes-with-a-gap.ts';
import { sameIdsOnEachStream } from './transport/same-ids-on-each-stream.ts';
import { saysNothingToProxies } from './transport/says-nothing-to-proxies.ts';
import { stopsAfterTheReplay } from './transport/stops-after-the-replay.ts';
import { truncatedAtTheEnd } from './transport/truncated-at-the-end.ts';
import { twoResults } from './transport/two-results.ts';

/** Every specimen, by the layer that its fault lies in, from Stata's side to the client's. */
export const SPECIMENS: readonly Specimen[] = [
  // reader
  dropsTheLastLine,
  lastRunAgain,
  pollsSlowly,
  saysItTwice,
  swapsNeighbours,
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
  wholeResponseAtOnce,
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
  queuesTheBody,
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
