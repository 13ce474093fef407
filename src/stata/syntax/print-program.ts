import type { Node } from './node.ts';

const INDENT = '    ';

/** The statements' text, a line each, which parses to the same statements again. */
export function printProgram(nodes: readonly Node[]): string {
  return linesOf(nodes, '')
    .map((line) => `${line}\n`)
    .join('');
}

function linesOf(nodes: readonly Node[], indent: string): readonly string[] {
  return nodes.flatMap((node) => nodeLines(node, indent));
}

function nodeLines(node: Node, indent: string): readonly string[] {
  switch (node.kind) {
    case 'command':
      return [indent + node.text];
    case 'block':
      return [`${indent}${node.head} {`, ...linesOf(node.body, indent + INDENT), `${indent}}`];
    case 'program': {
      const body = node.body.map((line) => indent + INDENT + line);
      return [indent + node.head, ...body, `${indent}end`];
    }
  }
}
