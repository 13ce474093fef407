/** The longest a macro, and a line with its macros replaced, may be, in characters. */
export const MACRO_LENGTH_MAX = 1_048_576;
