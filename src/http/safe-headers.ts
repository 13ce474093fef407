/**
 * What every answer says of itself, errors too: it is of the type that it names, and no page but our own
 * may have it in itself.
 */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};
