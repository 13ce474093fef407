import type { ReaderName } from '../scenario/scenario.ts';
import { readDirectly } from './direct-reader.ts';
import { readByPolling } from './polled-reader.ts';
import type { Reader } from './reader.ts';

/** Every reader, by the name that scenarios and commands know it by. */
export const READERS: Readonly<Record<ReaderName, Reader>> = {
  direct: readDirectly,
  polled: readByPolling,
};
