import { tmpdir } from 'node:os';
import { Option } from 'commander';
import type { TargetSpec } from '../contract/target/target-spec.ts';
import { UsageError } from './usage-error.ts';

/** What says how a server is made to talk. */
export interface HowToTalk {
  readonly tool?: string;
  readonly lines?: string;
  /** Whether calls are made at several places at the same time. */
  readonly atOnce?: true;
}

/** `--lines argument`, in place of `--tool`. */
export function linesOption(): Option {
  return new Option(
    '--lines <argument>',
    'for an endpoint that isn’t MCP and streams lines: what its query takes code in, or a do-file’s path',
  );
}

/** A target of which the command line says no more than its tool, or its argument. */
export function targetAt(
  url: string,
  { tool, lines, atOnce }: HowToTalk,
): Pick<TargetSpec, 'url' | 'lines' | 'stimulus'> {
  if (lines !== undefined && atOnce === true) {
    throw new UsageError('with --lines all calls share one session, so that none can be --at-once');
  }
  if (lines !== undefined) {
    const stimulus = { kind: 'stata', tool: new URL(url).pathname, argument: lines } as const;
    const folder = folderFor(lines);
    return { url, lines: {}, stimulus: { ...stimulus, ...(folder && { folder }) } };
  }
  if (tool !== undefined) return { url, stimulus: { tool } };
  throw new UsageError('give a --tool that can be made to talk, or --lines and an argument');
}

/** Where do-files are written, if an argument takes their path. */
export function folderFor(argument: string): string | undefined {
  return /path|file/i.test(argument) ? tmpdir() : undefined;
}
