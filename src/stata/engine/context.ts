import type { Expression } from '../expression/expression.ts';
import type { Scope } from '../expression/scope.ts';
import type { Host } from '../host/host.ts';
import type { Logs } from '../log/logs.ts';
import type { Screen } from '../output/screen.ts';
import type { Value } from '../value/value.ts';
import type { Work } from '../work/effect.ts';
import type { CallFrame } from './call-frame.ts';
import type { SessionState } from './session-state.ts';

/** What a command can see and do. */
export interface Context {
  readonly state: SessionState;
  readonly host: Host;
  /** Where it says what it has to say. */
  readonly screen: Screen;
  readonly logs: Logs;
  /** The do-file or program that runs the command: its local macros are here. */
  readonly callFrame: CallFrame;

  /** Whether the command was typed, and stands in no do-file and no program. */
  readonly isAtKeyboard: boolean;

  /** Milliseconds since the clock's start. */
  nowMs(): number;
  /** What the wall's clock shows, as a date whose UTC fields are local time. */
  localTime(): Date;

  /** @throws StataError when it isn't an expression, or can't be evaluated */
  evaluate(text: string): Value;
  /** @throws StataError r(109) when it comes to a string */
  evaluateNumber(text: string): number;
  /** An expression that is parsed already, in one observation (from 1); 0 is outside of all. */
  evaluateIn(expression: Expression, observation: number): Value;
  /** What names stand for in an observation (from 1); 0 is outside of all. For one evaluation. */
  scope(observation: number): Scope;

  /** Runs a command line without echo, as a part of this command. Its macros are expanded. */
  run(line: string): Work;
  /**
   * Runs a do-file.
   *
   * @param options.arguments - what `1`, `2` … are in it
   * @param options.manner - `run` says nothing but errors; `include` shares the local macros
   * @throws StataError r(601) when there is no such file
   */
  runDoFile(
    path: string,
    options: { readonly arguments: string; readonly manner: 'do' | 'run' | 'include' },
  ): Work;
  /** Leaves Stata, at the end of this statement. */
  leave(): never;
}
