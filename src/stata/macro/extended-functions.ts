import type { Dataset } from '../dataset/dataset.ts';
import { StataError } from '../error/stata-error.ts';
import type { MacroTable } from './macro-table.ts';

/** What extended functions may look at. */
export interface ExtendedFunctionWorld {
  readonly frame: { readonly locals: MacroTable };
  readonly state: { readonly globals: MacroTable; readonly dataset: Dataset };
}

/** `word count a b c`, as it stands after the colon. */
export function extendedFunction(call: string, world: ExtendedFunctionWorld): string {
  throw new StataError(198, `${call.split(' ')[0]} invalid ${world ? 'function' : ''}`);
}
