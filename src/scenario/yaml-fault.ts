import type { YAMLError } from 'yaml';

/** Something in a text that YAML, or what scenarios use of YAML, doesn't allow. */
export interface YamlFault {
  /** Where it is, in UTF-16 units from the text's start. */
  readonly offset: number;
  readonly message: string;
}

/** What the library complains of, in words for someone who hasn't read the YAML specification. */
export function faultOf({ code, message, pos }: YAMLError): YamlFault {
  return { offset: pos[0], message: explain(code, message) };
}

function explain(code: YAMLError['code'], message: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab is not allowed as indentation: use spaces';
    case 'DUPLICATE_KEY':
      return 'this key stands in the mapping already: each is allowed once';
    case 'NON_STRING_KEY':
      return 'a key must be a text: a list, a mapping or a tag is not allowed as one';
    case 'TAG_RESOLVE_FAILED':
      return 'tags are not allowed: write the value without the "!"';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a second key is not allowed on this line: a text with ": " in it needs quotes';
    default:
      return `not valid YAML: ${message}`;
  }
}
