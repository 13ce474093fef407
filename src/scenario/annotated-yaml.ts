import { Document, Pair, Scalar, YAMLMap } from 'yaml';
import { oneLine, printable } from '../timeline/printable.ts';

/** A line of a mapping: a note for whoever reads the file, or a key with its value. */
export type AnnotatedLine = string | AnnotatedKey;

interface AnnotatedKey {
  readonly key: string;
  /** A list of lines is a mapping. */
  readonly value: string | boolean | readonly AnnotatedLine[];
  /** What is said of the value, behind it; of a mapping nothing is said so. */
  readonly about?: string;
}

/**
 * A mapping as YAML, with words on what is in it. Values and notes may be anybody's: a value reads
 * back as what it was, and a note stays a note, on one line.
 */
export function annotatedYaml(lines: readonly AnnotatedLine[]): string {
  // Unfolded, since a note belongs to the line that it is on.
  return printable(new Document(mappingOf(lines)).toString({ lineWidth: 0 }));
}

function mappingOf(lines: readonly AnnotatedLine[]): YAMLMap {
  const mapping = new YAMLMap();
  let notes: readonly string[] = [];
  for (const line of lines) {
    if (typeof line === 'string') {
      notes = [...notes, noteOf(line)];
    } else {
      mapping.items.push(pairOf(line, notes));
      notes = [];
    }
  }
  if (notes.length > 0) mapping.comment = notes.join('\n');
  return mapping;
}

function pairOf({ key, value, about }: AnnotatedKey, notes: readonly string[]): Pair {
  const name = new Scalar(key);
  if (notes.length > 0) name.commentBefore = notes.join('\n');
  return new Pair(name, nodeFor(value, about));
}

function nodeFor(value: AnnotatedKey['value'], about: string | undefined): YAMLMap | Scalar {
  if (typeof value === 'object') return mappingOf(value);
  const scalar = new Scalar(value);
  // Only in double quotes can a character be written as an escape.
  if (typeof value === 'string' && /[^ -~]/.test(value)) scalar.type = Scalar.QUOTE_DOUBLE;
  if (about !== undefined) scalar.comment = noteOf(about);
  return scalar;
}

function noteOf(text: string): string {
  return ` ${oneLine(text)}`;
}
