/** How to make a server talk, as data: what a target file or the command line says. */
export type StimulusSpec =
  | {
      readonly kind: 'stata';
      readonly tool: string;
      /** The argument that takes code, or with `folder` the path of a do-file. */
      readonly argument: string;
      /** A folder that both sides see, where do-files are written. */
      readonly folder?: string;
      readonly args?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'stream_probe';
      readonly tool: string;
      /** Whether it has the argument `asks`, and so can ask the client something; default true. */
      readonly asks?: boolean;
      /** Whether it has the argument `recall`, and so can tell of earlier runs; default true. */
      readonly recalls?: boolean;
    }
  | {
      readonly kind: 'fixed';
      readonly tool: string;
      readonly duration: { readonly argument: string; readonly unit: 'ms' | 's' };
      readonly steps: { readonly argument: string };
      readonly args?: Readonly<Record<string, unknown>>;
    };
