/** How a server is started, for as long as it is judged. */
export type ServerCommand =
  /** A program and its arguments, as they are: no shell reads them. */
  | { readonly kind: 'program'; readonly words: readonly string[] }
  /** A line for a shell, which a target file has to ask for. */
  | { readonly kind: 'shell'; readonly line: string };
