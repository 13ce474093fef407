/** `fake-stata/scenario`: reads scenarios, and says what they come to. */
export type { Clock } from '../clock/clock.ts';
export { RealClock } from '../clock/real-clock.ts';
export { VirtualClock } from '../clock/virtual-clock.ts';
export { findScenario, listScenarios } from '../scenario/built-in-scenarios.ts';
export { loadScenario } from '../scenario/load-scenario.ts';
export { parseScenario } from '../scenario/parse-scenario.ts';
export type {
  AnswerStep,
  CommandAnswer,
  InterpretedScenario,
  ReaderName,
  Scenario,
  ScriptedScenario,
  StartStep,
  Step,
} from '../scenario/scenario.ts';
export { ScenarioError, type ScenarioProblem } from '../scenario/scenario-error.ts';
export { ScenarioFileError } from '../scenario/scenario-file-error.ts';
export { type Schedule, schedule } from '../scenario/schedule.ts';
