/** What Stata keeps results in. */
export type StoredClass = 'r' | 'e' | 's' | 'c';

type UnaryOperator = '-' | '+' | '!';

export type BinaryOperator =
  | '^'
  | '*'
  | '/'
  | '+'
  | '-'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '&'
  | '|';

/** An expression, taken apart. */
export type Expression =
  /** As it is written: `1`, `.5`, `1e3`, `.`, `.a`. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  /** A variable, a scalar, `_n`, `_N`, `_rc` or `_pi`. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'stored'; readonly class: StoredClass; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  /** An observation of a variable, a coefficient, or an element of a matrix. */
  | { readonly kind: 'element'; readonly of: Expression; readonly at: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };
