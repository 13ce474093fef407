/**
 * The text of a file with a manager in it, to be repaired.
 *
 * @param body - what it does with the transport's response
 */
export function managerFile(body: string): string {
  const lines = body.trim().split('\n');
  return `/** What stands between the MCP transport and the HTTP response. */
type SessionManager = (request: Request) => Promise<Response>;

export default function manager(transport: SessionManager): SessionManager {
  return async (request) => {
    const response = await transport(request);
${lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n')}
  };
}
`;
}
