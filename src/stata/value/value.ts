/** What an expression comes to. Missing values are numbers: see `missing.ts`. */
export type Value = number | string;
