/** `fake-stata/managers`: sessions, and what stands between a transport and its response; loads no interpreter. */
export type { Clock } from '../clock/clock.ts';
export { RealClock } from '../clock/real-clock.ts';
export { VirtualClock } from '../clock/virtual-clock.ts';
export { type AppOptions, createApp } from '../http/create-app.ts';
export { type HttpServer, type ListenOptions, listen } from '../http/listen.ts';
export { ListenError } from '../http/listen-error.ts';
export type { RequestRecord } from '../http/request-log.ts';
export { bufferedManager } from '../manager/buffered-manager.ts';
export {
  LegacySseSessions,
  type LegacySseSessionsOptions,
} from '../manager/legacy-sse-sessions.ts';
export { MANAGERS, type ManagerDesign, type ManagerName } from '../manager/managers.ts';
export { MemoryEventStore, type MemoryEventStoreOptions } from '../manager/memory-event-store.ts';
export { option1AsPrinted } from '../manager/option-1-as-printed.ts';
export { option1Hardened } from '../manager/option-1-hardened.ts';
export type { RedisConnection } from '../manager/redis-connection.ts';
export { RedisEvents, type RedisEventsOptions } from '../manager/redis-events.ts';
export type { SessionManager } from '../manager/session-manager.ts';
export { Sessions, type SessionsOptions } from '../manager/sessions.ts';
export type { SharedEvents } from '../manager/shared-events.ts';
export { StatelessRequests, type StatelessRequestsOptions } from '../manager/stateless-requests.ts';
export { streamingManager } from '../manager/streaming-manager.ts';
export { registerStreamProbe, type StreamProbeOptions } from '../server/stream-probe.ts';
export { createStreamProbeServer } from '../server/stream-probe-server.ts';
export {
  createManagedEndpoint,
  type ManagedEndpoint,
  type ManagedEndpointOptions,
} from '../testbed/managed-endpoint.ts';
