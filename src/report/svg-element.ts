/**
 * An element of a picture, as data: the page makes it real, and a file has it as text. `key` tells an
 * element from its brothers when a picture changes; it is in no file.
 */
export interface SvgElement {
  readonly tag: string;
  readonly attributes: SvgAttributes;
  readonly children: readonly (SvgElement | string)[];
}

export type SvgAttributes = Readonly<Record<string, string | number | undefined>>;

/** What may be inside of an element; null is nothing. */
export type SvgChild = SvgElement | string | null | readonly SvgChild[];

/** Makes an element. */
export function svg(
  tag: string,
  attributes: SvgAttributes,
  ...children: readonly SvgChild[]
): SvgElement {
  return { tag, attributes, children: flat(children) };
}

function flat(children: readonly SvgChild[]): readonly (SvgElement | string)[] {
  return children.flatMap((child) => {
    if (child === null) return [];
    if (typeof child === 'string' || !isList(child)) return [child];
    return flat(child);
  });
}

function isList(child: SvgElement | readonly SvgChild[]): child is readonly SvgChild[] {
  return Array.isArray(child);
}
