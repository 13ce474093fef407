export type { Clock } from './clock/clock.ts';
export { RealClock } from './clock/real-clock.ts';
export { VirtualClock } from './clock/virtual-clock.ts';
export type {
  CallEvidence,
  Evidence,
  ExchangeEvidence,
  ExperimentEvidence,
  ExperimentId,
  Question,
  ServerDescription,
  StreamEvidence,
} from './contract/evidence/evidence.ts';
export type { ContractReport } from './contract/judge/contract-report.ts';
export { type GatherOptions, gather } from './contract/judge/gather.ts';
export { holdToContract } from './contract/judge/hold-to-contract.ts';
export { judge } from './contract/judge/judge.ts';
export type { Observed, Rule } from './contract/rules/rule.ts';
export { RULES } from './contract/rules/rules.ts';
export type { Estimate } from './contract/statistics/least-squares.ts';
export { type FixedStimulusOptions, fixedStimulus } from './contract/stimulus/fixed-stimulus.ts';
export { type StataStimulusOptions, stataStimulus } from './contract/stimulus/stata-stimulus.ts';
export { streamProbeStimulus } from './contract/stimulus/stream-probe-stimulus.ts';
export {
  type InProcessTargetOptions,
  inProcessTarget,
} from './contract/target/in-process-target.ts';
export type { ProtocolVersion } from './contract/terms/protocol-version.ts';
export type { RuleId } from './contract/terms/rule-id.ts';
export type { RunSchedule, Script, ScriptedOutput } from './contract/terms/script.ts';
export type { Abilities, PreparedCall, Stimulus } from './contract/terms/stimulus.ts';
export type { Target } from './contract/terms/target.ts';
export type { Finding, Outcome, Verdict } from './contract/terms/verdict.ts';
export {
  fitTracking,
  type Tracking,
  type Trial,
} from './contract/tracking/tracking.ts';
export {
  type Delivery,
  type DeliveryFinding,
  judgeDelivery,
} from './delivery/delivery.ts';
export { type HeardEvent, heardEvents } from './delivery/heard-event.ts';
export { type AppOptions, createApp } from './http/create-app.ts';
export { type HttpServer, type ListenOptions, listen } from './http/listen.ts';
export { ListenError } from './http/listen-error.ts';
export type { RequestRecord } from './http/request-log.ts';
export { createStataApi, type StataApi } from './http/stata-api.ts';
export type { StataApiOptions } from './http/stata-api-options.ts';
export {
  type ContractTest,
  type ContractTests,
  contractTests,
  type StreamingContractOptions,
} from './kit/contract-tests.ts';
export { findMismatches, formatMismatch, type Mismatch } from './kit/find-mismatches.ts';
export { heardAtMs } from './kit/heard-at.ts';
export {
  InProcessServer,
  type InProcessServerOptions,
  type ManagerUnderTest,
} from './kit/in-process-server.ts';
export { bufferedManager } from './manager/buffered-manager.ts';
export { LegacySseSessions, type LegacySseSessionsOptions } from './manager/legacy-sse-sessions.ts';
export { MANAGERS, type ManagerDesign, type ManagerName } from './manager/managers.ts';
export { MemoryEventStore, type MemoryEventStoreOptions } from './manager/memory-event-store.ts';
export { option1AsPrinted } from './manager/option-1-as-printed.ts';
export { option1Hardened } from './manager/option-1-hardened.ts';
export type { RedisConnection } from './manager/redis-connection.ts';
export { RedisEvents, type RedisEventsOptions } from './manager/redis-events.ts';
export type { SessionManager } from './manager/session-manager.ts';
export { Sessions, type SessionsOptions } from './manager/sessions.ts';
export type { SharedEvents } from './manager/shared-events.ts';
export {
  StatelessRequests,
  type StatelessRequestsOptions,
} from './manager/stateless-requests.ts';
export { streamingManager } from './manager/streaming-manager.ts';
export { HandlerWire } from './probe/handler-wire.ts';
export { HttpWire } from './probe/http-wire.ts';
export type { Answer, Probe, ToolCall } from './probe/probe.ts';
export { ProbeError, type ProbeErrorCode } from './probe/probe-error.ts';
export { probeOnce } from './probe/probe-once.ts';
export { SdkProbe, type SdkProbeOptions } from './probe/sdk-probe.ts';
export type { Wire, WireRequest, WireResponse } from './probe/wire.ts';
export { WireProbe, type WireProbeOptions } from './probe/wire-probe.ts';
export { formatEventTable } from './report/event-table.ts';
export { explainDelivery } from './report/explanation.ts';
export type { Report, RunReport } from './report/run-report.ts';
export { findScenario, listScenarios } from './scenario/built-in-scenarios.ts';
export { loadScenario } from './scenario/load-scenario.ts';
export { parseScenario } from './scenario/parse-scenario.ts';
export type {
  AnswerStep,
  CommandAnswer,
  InterpretedScenario,
  ReaderName,
  Scenario,
  ScriptedScenario,
  StartStep,
  Step,
} from './scenario/scenario.ts';
export { ScenarioError, type ScenarioProblem } from './scenario/scenario-error.ts';
export { ScenarioFileError } from './scenario/scenario-file-error.ts';
export { type Schedule, schedule } from './scenario/schedule.ts';
export type { CallRecord } from './server/call-record.ts';
export { DiskDoFiles } from './server/disk-do-files.ts';
export type { DoFile, DoFileStore } from './server/do-file-store.ts';
export { MemoryDoFiles } from './server/memory-do-files.ts';
export type { Profile, ProfileName } from './server/profile.ts';
export { PROFILES } from './server/profiles.ts';
export type { LogMessage, Reader, RunResult, StataRun } from './server/reader.ts';
export { READERS } from './server/readers.ts';
export { createStataServer, type StataServerOptions } from './server/stata-server.ts';
export { StataSessions, type StataSessionsOptions } from './server/stata-sessions.ts';
export { registerStreamProbe, type StreamProbeOptions } from './server/stream-probe.ts';
export { createStreamProbeServer } from './server/stream-probe-server.ts';
export { BreakKey } from './stata/engine/break-key.ts';
export type { Command, CommandCall } from './stata/engine/command.ts';
export type { Context } from './stata/engine/context.ts';
export type { Keyboard } from './stata/engine/driver.ts';
export type { Answer as AnswerCommand, Answering } from './stata/engine/interpreter.ts';
export { StataError } from './stata/error/stata-error.ts';
export { DiskFiles } from './stata/host/disk-files.ts';
export { FileFault, type FileStore } from './stata/host/file-store.ts';
export { type Edition, type Host, memoryHost } from './stata/host/host.ts';
export { MemoryFiles } from './stata/host/memory-files.ts';
export { type CreateStataOptions, createStata } from './stata/session/create-stata.ts';
export {
  InterpretedStata,
  type InterpretedStataOptions,
} from './stata/session/interpreted-stata.ts';
export { ScriptedStata } from './stata/session/scripted-stata.ts';
export type { Stata } from './stata/session/stata.ts';
export {
  type StataRunOptions,
  StataSession,
  type StataSessionOptions,
} from './stata/session/stata-session.ts';
export { CHUNK, type Effect, type Reply, STEP, sleep, type Work } from './stata/work/effect.ts';
export { createEndpoint, type Endpoint, type EndpointOptions } from './testbed/endpoint.ts';
export {
  createManagedEndpoint,
  type ManagedEndpoint,
  type ManagedEndpointOptions,
} from './testbed/managed-endpoint.ts';
export { type Run, type RunOptions, run } from './testbed/run.ts';
export {
  openStataHttpServer,
  type StataHttpServer,
  type StataHttpServerOptions,
} from './testbed/stata-http-server.ts';
export { TestbedError } from './testbed/testbed-error.ts';
export type { Arrival } from './timeline/arrival.ts';
export { bytesOf } from './timeline/bytes-of.ts';
export { CRASHED, type Crash, type CrashSignal } from './timeline/crash.ts';
export type { Emission, StataOutput } from './timeline/emission.ts';
export { formatEvent, formatTimeline } from './timeline/format-event.ts';
export { isArrival, isEmission } from './timeline/side.ts';
export { Timeline, type TimelineEvent } from './timeline/timeline.ts';
export { TraceFile } from './timeline/trace-file.ts';
