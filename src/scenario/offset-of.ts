import { type Document, isMap, isNode, isScalar } from 'yaml';
import type { Path, ScenarioFinding } from './finding.ts';

/**
 * Where a value or its key begins, in UTF-16 units from the text's start. A value that isn't there is
 * at its key, and a key that isn't there is at the mapping that lacks it.
 */
export function offsetOf(
  document: Document,
  { path, at }: Pick<ScenarioFinding, 'path' | 'at'>,
): number {
  const value = at === 'value' ? document.getIn(path, true) : null;
  const node = value ?? keyAt(document, path);
  if (isNode(node) && node.range) return node.range[0];
  if (path.length === 0) return 0;
  return offsetOf(document, { path: path.slice(0, -1), at: 'value' });
}

function keyAt(document: Document, path: Path): unknown {
  const parent = document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  return parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key;
}
