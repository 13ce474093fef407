/** A part of the program, and the tests that are to hold it. */
export interface Station {
  readonly name: string;
  /** The folder of its sources. */
  readonly folder: string;
  /** The folders of its tests. */
  readonly tests: readonly string[];
  /** The share of its mutants that the tests must notice. */
  readonly target: number;
}

function station(name: string, target: number, tests = [`test/${name}/`]): Station {
  return { name, folder: `src/${name}/`, tests, target };
}

export const STATIONS: readonly Station[] = [
  station('clock', 0.85),
  station('timeline', 0.75),
  station('scenario', 0.75),
  station('stata/expression', 0.75),
  station('stata/engine', 0.75),
  station('manager', 0.85),
  station('probe', 0.85),
  station('contract', 0.85),
];
