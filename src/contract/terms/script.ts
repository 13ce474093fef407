/**
 * What the contract would like a run to do, in the words of the fixture tool `stream_probe`: a first
 * output, others at even distances, then silence, then the end.
 */
export interface RunSchedule {
  /** When the first output is due, in milliseconds after the call. */
  readonly firstMs: number;
  /** How long after each output the next one is due. */
  readonly gapMs: number;
  /** How many outputs there are, at least one. */
  readonly steps: number;
  /** How long nothing is said between the last output and the end. */
  readonly silentMs: number;
  /** About how large each output is, in bytes; at least as large as its marker. */
  readonly payloadBytes: number;
  /** The run fails where this output would be, 0 being the first. */
  readonly failAt?: number;
  /** The server is to ask its client something after the first output, and to wait for the answer. */
  readonly asks?: boolean;
  /** The run says nothing but what became of the run of this name. */
  readonly recall?: string;
}

/** One thing that a run is to say. */
export interface ScriptedOutput {
  /** A text that occurs in this output and nowhere else in the world. */
  readonly marker: string;
  /** When it is due, in milliseconds after the call. */
  readonly atMs: number;
}

/** What one run is to say, and when: what a schedule came to with the stimulus at hand. */
export interface Script {
  readonly outputs: readonly ScriptedOutput[];
  /** When the run is over, in milliseconds after the call. */
  readonly endsAtMs: number;
  readonly payloadBytes: number;
  /** Letters beyond ASCII that stand in every output; empty when there are none. */
  readonly letters: string;
  /** Whether the result has all outputs once more, so that they are known to have been made. */
  readonly echoes: boolean;
  /** Whether the run ends with a failure. */
  readonly fails: boolean;
}
