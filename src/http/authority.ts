/** A host and perhaps a port. What begins a path or ends a user name is none of it. */
const AUTHORITY = /^[\w.:[\]-]+$/;

/** The host name in a `Host` header, lower case and in its one spelling, or undefined. */
export function hostnameOf(authority: string): string | undefined {
  return AUTHORITY.test(authority) ? URL.parse(`http://${authority}`)?.hostname : undefined;
}

/** @throws TypeError when it is not a host name */
export function parseAllowedHost(host: string): string {
  const hostname = hostnameOf(host);
  if (hostname === undefined) {
    throw new TypeError(
      `${JSON.stringify(host)} is not a host name such as "stata.lan" or "[::1]"`,
    );
  }
  return hostname;
}
