/** How every starter of an exercise begins. */
export const MANAGER_HEAD = `/** What stands between the MCP transport and the HTTP response. */
type SessionManager = (request: Request) => Promise<Response>;
`;
