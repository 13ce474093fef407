import type { RuleId } from '../../src/contract/terms/rule-id.ts';
import type { ManagerName } from '../../src/manager/managers.ts';

/** What a manager of ours breaks, and of what nobody can tell. */
export interface Expected {
  readonly breaks: readonly RuleId[];
  readonly open: readonly RuleId[];
}

/** Behind each of our managers, in virtual time and over sockets. */
export const EXPECTED: Readonly<Record<ManagerName, Expected>> = {
  streaming: { breaks: [], open: [] },
  'option-1-hardened': { breaks: [], open: [] },
  buffered: { breaks: ['G01', 'Z01', 'Z02', 'Z03', 'Z04', 'Z05', 'Z11', 'Z13'], open: [] },
  'buffered-json': {
    breaks: ['G01', 'Z01', 'Z02', 'Z03', 'Z04', 'Z05', 'Z13', 'Z14'],
    open: ['T14', 'Z11', 'Z16'],
  },
  'option-1-as-printed': {
    breaks: ['T06', 'T07', 'S04', 'S05', 'V03', 'Z10', 'Z11'],
    open: [],
  },
};
