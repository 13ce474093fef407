/** The keys of a mapping; none for anything else. */
export function keysOf(value: unknown): readonly string[] {
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMapping ? Object.keys(value) : [];
}
