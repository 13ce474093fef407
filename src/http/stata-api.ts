import { dataEndpoint } from './data-endpoint.ts';
import { graphEndpoints } from './graph-endpoints.ts';
import { helpEndpoint } from './help-endpoint.ts';
import { followRoute, type Route } from './route.ts';
import { runEndpoints } from './run-endpoints.ts';
import { sessionEndpoints } from './session-endpoints.ts';
import type { StataApiOptions } from './stata-api-options.ts';
import { toolsEndpoint } from './tools-endpoint.ts';

/** Answers requests, and null to those that are for others. */
export type StataApi = (request: Request) => Promise<Response | null>;

/** stata-mcp's HTTP endpoints: all that it answers without MCP, but `/health`. */
export function createStataApi(options: StataApiOptions): StataApi {
  const { profile, sessions } = options;
  const clearHistory: Route = {
    method: 'POST',
    path: '/clear_history',
    handle: () => {
      const count = sessions.forgetRuns();
      const message = `Cleared ${profile.keepsHistory ? count : 0} items from history`;
      return Response.json({ status: 'success', message });
    },
  };
  const routes = [
    ...runEndpoints(options),
    toolsEndpoint(options),
    clearHistory,
    dataEndpoint(options),
    ...graphEndpoints(),
    ...(profile.features.includes('help') ? [helpEndpoint()] : []),
    ...(profile.features.includes('sessions') ? sessionEndpoints(options) : []),
  ];
  return (request) => followRoute(routes, request);
}
