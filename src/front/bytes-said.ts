import { bytesOf } from '../timeline/bytes-of.ts';
import type { StataOutput } from '../timeline/emission.ts';

/** What Stata writes, byte by byte, for one thing that it says. Its end is silent. */
export function bytesSaid(output: StataOutput): Uint8Array {
  switch (output.kind) {
    case 'output':
      return bytesOf(output);
    case 'error':
      return Buffer.from(`${output.message}\nr(${output.returnCode});\n`);
    case 'ended':
      return new Uint8Array();
  }
}
