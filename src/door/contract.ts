/** `fake-stata/contract`: judges any server; loads no Stata. */
export type { Clock } from '../clock/clock.ts';
export { RealClock } from '../clock/real-clock.ts';
export { VirtualClock } from '../clock/virtual-clock.ts';
export type {
  CallEvidence,
  Evidence,
  ExchangeEvidence,
  ExperimentEvidence,
  ExperimentId,
  Question,
  ServerDescription,
  StreamEvidence,
} from '../contract/evidence/evidence.ts';
export type { ContractReport } from '../contract/judge/contract-report.ts';
export { type GatherOptions, gather } from '../contract/judge/gather.ts';
export { holdToContract } from '../contract/judge/hold-to-contract.ts';
export { judge } from '../contract/judge/judge.ts';
export type { Observed, Rule } from '../contract/rules/rule.ts';
export { RULES } from '../contract/rules/rules.ts';
export type { Estimate } from '../contract/statistics/least-squares.ts';
export { type FixedStimulusOptions, fixedStimulus } from '../contract/stimulus/fixed-stimulus.ts';
export { type StataStimulusOptions, stataStimulus } from '../contract/stimulus/stata-stimulus.ts';
export { streamProbeStimulus } from '../contract/stimulus/stream-probe-stimulus.ts';
export {
  type InProcessTargetOptions,
  inProcessTarget,
} from '../contract/target/in-process-target.ts';
export type { ProtocolVersion } from '../contract/terms/protocol-version.ts';
export type { RuleId } from '../contract/terms/rule-id.ts';
export type { RunSchedule, Script, ScriptedOutput } from '../contract/terms/script.ts';
export type { Abilities, PreparedCall, Stimulus } from '../contract/terms/stimulus.ts';
export type { Target } from '../contract/terms/target.ts';
export type { Finding, Outcome, Verdict } from '../contract/terms/verdict.ts';
export { fitTracking, type Tracking, type Trial } from '../contract/tracking/tracking.ts';
export {
  type ContractTest,
  type ContractTests,
  contractTests,
  type StreamingContractOptions,
} from '../kit/contract-tests.ts';
export { HandlerWire } from '../probe/handler-wire.ts';
export { HttpWire } from '../probe/http-wire.ts';
export type { Wire, WireRequest, WireResponse } from '../probe/wire.ts';
export { registerStreamProbe, type StreamProbeOptions } from '../server/stream-probe.ts';
export { createStreamProbeServer } from '../server/stream-probe-server.ts';
