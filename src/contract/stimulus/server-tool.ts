/** A tool, as a server lists it. */
export interface ServerTool {
  readonly name: string;
  readonly description: string;
  /** The arguments by name, each with the type that its schema gives; empty when it gives none. */
  readonly types: Readonly<Record<string, string>>;
  /** What the schema says of each argument; those of which it says nothing are not there. */
  readonly descriptions: Readonly<Record<string, string>>;
  readonly required: readonly string[];
}
