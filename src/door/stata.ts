/** `fake-stata/stata`: the double, and the servers and endpoints that have one behind them. */
export type { Clock } from '../clock/clock.ts';
export { RealClock } from '../clock/real-clock.ts';
export { VirtualClock } from '../clock/virtual-clock.ts';
export { createStataApi, type StataApi } from '../http/stata-api.ts';
export type { StataApiOptions } from '../http/stata-api-options.ts';
export {
  InProcessServer,
  type InProcessServerOptions,
  type ManagerUnderTest,
} from '../kit/in-process-server.ts';
export type { CallRecord } from '../server/call-record.ts';
export { DiskDoFiles } from '../server/disk-do-files.ts';
export type { DoFile, DoFileStore } from '../server/do-file-store.ts';
export { MemoryDoFiles } from '../server/memory-do-files.ts';
export type { Profile, ProfileName } from '../server/profile.ts';
export { PROFILES } from '../server/profiles.ts';
export type { LogMessage, Reader, RunResult, StataRun } from '../server/reader.ts';
export { READERS } from '../server/readers.ts';
export { createStataServer, type StataServerOptions } from '../server/stata-server.ts';
export { StataSessions, type StataSessionsOptions } from '../server/stata-sessions.ts';
export { BreakKey } from '../stata/engine/break-key.ts';
export type { Command, CommandCall } from '../stata/engine/command.ts';
export type { Context } from '../stata/engine/context.ts';
export type { Keyboard } from '../stata/engine/driver.ts';
export type { Answer as AnswerCommand, Answering } from '../stata/engine/interpreter.ts';
export { StataError } from '../stata/error/stata-error.ts';
export { DiskFiles } from '../stata/host/disk-files.ts';
export { FileFault, type FileStore } from '../stata/host/file-store.ts';
export { type Edition, type Host, memoryHost } from '../stata/host/host.ts';
export { MemoryFiles } from '../stata/host/memory-files.ts';
export { type CreateStataOptions, createStata } from '../stata/session/create-stata.ts';
export {
  InterpretedStata,
  type InterpretedStataOptions,
} from '../stata/session/interpreted-stata.ts';
export { ScriptedStata } from '../stata/session/scripted-stata.ts';
export type { Stata } from '../stata/session/stata.ts';
export {
  type StataRunOptions,
  StataSession,
  type StataSessionOptions,
} from '../stata/session/stata-session.ts';
export { CHUNK, type Effect, type Reply, STEP, sleep, type Work } from '../stata/work/effect.ts';
export { createEndpoint, type Endpoint, type EndpointOptions } from '../testbed/endpoint.ts';
export { type Run, type RunOptions, run } from '../testbed/run.ts';
export {
  openStataHttpServer,
  type StataHttpServer,
  type StataHttpServerOptions,
} from '../testbed/stata-http-server.ts';
export { TestbedError } from '../testbed/testbed-error.ts';
export { bytesOf } from '../timeline/bytes-of.ts';
export { CRASHED, type Crash, type CrashSignal } from '../timeline/crash.ts';
export type { Emission, StataOutput } from '../timeline/emission.ts';
