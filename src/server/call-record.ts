/** What there is to say of a tool call that is over: one line of a log. What is run without MCP counts as a call of the tool that does the same. */
export interface CallRecord {
  readonly tool: string;
  /** MCP's session; undefined where the transport has none. Of calls without MCP, stata-mcp's. */
  readonly session: string | undefined;
  /** When the client was first told something, in milliseconds after the call; null if it never was. */
  readonly firstMs: number | null;
  /** When the call was over, in milliseconds after it was made. */
  readonly totalMs: number;
  readonly isError: boolean;
}
