import type { RuleId } from '../../src/contract/terms/rule-id.ts';
import type { RealServerKey } from './real-servers.ts';

/** What a server's story hangs on. */
export interface Story {
  readonly breaks: readonly RuleId[];
  readonly keeps: readonly RuleId[];
}

/** Of a server that streams: what doesn't hang on how busy the machine is. */
const STREAMS: readonly RuleId[] = ['Z01', 'Z14'];

/** What a server without sessions is known by. */
const STATELESS: readonly RuleId[] = ['V06', 'C03', 'L03', 'T17', 'Z14'];

/** The rules by which each server is known, those that it breaks and those that it keeps. */
export const STORIES: Readonly<Record<RealServerKey, Story>> = {
  'fastapi-mcp, json': {
    breaks: ['G01', 'Z01', 'Z02', 'Z03', 'Z14'],
    keeps: ['T06', 'Z09', 'Z15'],
  },
  'fastapi-mcp': { breaks: ['G01', 'Z01', 'Z02', 'Z03'], keeps: ['T06', 'Z09', 'Z14', 'Z15'] },
  'option 1': {
    breaks: ['T06', 'T07', 'S05', 'V03', 'Z10'],
    keeps: ['Z01', 'Z02', 'Z03', 'Z14', 'Z15'],
  },
  hardened: { breaks: [], keeps: ['T06', 'S05', 'Z01', 'Z02', 'Z03', 'Z09', 'Z14', 'Z15'] },
  'pass-through': { breaks: [], keeps: ['T06', 'S05', 'Z01', 'Z02', 'Z03', 'Z09', 'Z14', 'Z15'] },
  'mcp 1': { breaks: [], keeps: ['T06', 'S05', 'Z01', 'Z02', 'Z03', 'Z09', 'Z13', 'Z14', 'Z15'] },
  'mcp 2': { breaks: ['L01'], keeps: ['H01', 'Z13', ...STREAMS] },
  'fastmcp, python': { breaks: ['H01'], keeps: ['Z13', ...STREAMS] },
  'fastmcp, typescript': { breaks: ['H01', 'G04'], keeps: STREAMS },
  everything: { breaks: ['R08', 'S05', 'H01', 'Z17'], keeps: ['Z01', 'Z16'] },
  'sdk 1.24.3': { breaks: ['Z04', 'H01'], keeps: STREAMS },
  'sdk 1.24.3, compressed': { breaks: ['Z06'], keeps: [] },
  'sdk 1.29.0': { breaks: ['H01'], keeps: ['Z04', 'Z06'] },
  'sdk 1.29.0, compressed': { breaks: ['Z06'], keeps: ['Z04'] },
  'sdk 2': { breaks: ['Z04', 'H01'], keeps: STREAMS },
  'sdk 2, stateless': { breaks: ['H01', 'Z04'], keeps: ['V05', 'Z01', ...STATELESS] },
  'mcp 2, stateless': { breaks: ['V05', 'L01'], keeps: ['H01', ...STATELESS] },
  'fastmcp, python, stateless': { breaks: ['V05', 'H01'], keeps: STATELESS },
  'mcp-proxy': { breaks: ['G04', 'Z16'], keeps: [] },
  'mcp-proxy, python': { breaks: ['Z02', 'Z03', 'Z14'], keeps: [] },
  'supergateway, stateful': { breaks: ['T14'], keeps: STREAMS },
  'mcp-remote': { breaks: ['T14'], keeps: STREAMS },
};
