/** A comment that keeps a silent event stream open: clients ignore it. The official TypeScript SDK says the same. */
export const KEEP_ALIVE = ': keepalive\n\n';
