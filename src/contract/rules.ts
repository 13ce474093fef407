import type { Rule } from './rule.ts';
import { z01 } from './rules/z01-first-event-tracks.ts';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [z01];
