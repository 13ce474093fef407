/** Answers requests, and null to those that are for others. */
export type SiteHandler = (request: Request) => Promise<Response | null>;

/** A web site beside the MCP endpoints: pages that everybody may have, and what they talk to. */
export interface Site {
  /** What answers `GET`, by path. Not behind the token: a browser can't send one for a page. */
  readonly pages: Readonly<Record<string, SiteHandler>>;
  /** Behind the token, as everything else is. */
  readonly api: SiteHandler;
}
