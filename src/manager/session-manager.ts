/** What stands between the MCP transport and the HTTP response. */
export type SessionManager = (request: Request) => Promise<Response>;
