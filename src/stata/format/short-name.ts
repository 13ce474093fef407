/** A name abbreviated to a number of characters: a tilde replaces the middle, the last character stays. */
export function shortName(name: string, width: number): string {
  const characters = [...name];
  if (characters.length <= width) return name;
  return `${characters.slice(0, width - 2).join('')}~${characters.at(-1)}`;
}
