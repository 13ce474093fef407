/** How to talk to an endpoint that isn't MCP, and whose event stream carries lines. */
export interface LinesChannel {
  /** GET has the arguments in its query, POST in a JSON object; default GET. */
  readonly method?: 'GET' | 'POST';
  /**
   * The argument that says in which session code runs: each client that the contract is gets one of
   * its own. Without it all share one, and may have to wait for each other.
   */
  readonly session?: string;
  /** What is in a line that says that a run has failed; without it nobody can tell. */
  readonly failure?: string;
}
