/** The way from a file's top to a value in it: keys of mappings and indices of lists. */
export type Path = readonly PropertyKey[];

/** Something wrong with a value that was read, at a path that is not yet a line and a column. */
export interface ScenarioFinding {
  readonly path: Path;
  /** Which end of a `key: value` the message is about. */
  readonly at: 'key' | 'value';
  readonly message: string;
}
