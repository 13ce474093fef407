import { h, type VNode } from 'preact';
import type { SvgElement } from '../../report/svg-element.ts';

/** A picture's element as a node of the page. */
export function pictureNode({ tag, attributes, children }: SvgElement): VNode {
  const inside = children.map((child) => (typeof child === 'string' ? child : pictureNode(child)));
  const node: VNode<object> = h(tag, { ...attributes }, ...inside);
  return node;
}
