import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { ContractReport } from '../contract/judge/contract-report.ts';
import { makeFolder } from '../front/make-folder.ts';
import { formatContractJUnit } from '../report/contract-junit.ts';
import { formatContractMarkdown } from '../report/contract-markdown.ts';
import { contractPictures } from '../report/contract-pictures.ts';
import { UsageError } from './usage-error.ts';
import { writeOutput } from './write-output.ts';

/** The files that a report is to be written to. */
export interface ReportOutputs {
  readonly junit?: string;
  readonly markdown?: string;
  readonly svg?: string;
}

/** Adds the options that say which files a report is written to. */
export function addReportOutputs(command: Command): Command {
  return command
    .option('--junit <file>', 'write it as JUnit XML, too')
    .option('--markdown <file>', 'write it as Markdown, too')
    .option('--svg <folder>', 'draw its timeline and its scatter there, too');
}

/**
 * Writes a report to every file that was asked for, and, in a workflow of GitHub's, to the summary
 * of the job.
 *
 * @param tell - is told of each picture
 * @throws UsageError when one of them can't be written
 */
export async function writeReportOutputs(
  report: ContractReport,
  { junit, markdown, svg, strict }: ReportOutputs & { readonly strict: boolean },
  tell: (text: string) => void,
): Promise<void> {
  if (junit !== undefined) await writeOutput(junit, formatContractJUnit(report, { strict }));
  if (markdown !== undefined) {
    await writeOutput(markdown, formatContractMarkdown(report, { strict }));
  }
  if (svg !== undefined) await writePictures(report, svg, tell);
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  if (summary !== undefined && summary !== '') {
    await orUsageError(summary, appendFile(summary, formatContractMarkdown(report, { strict })));
  }
}

async function writePictures(
  report: ContractReport,
  folder: string,
  tell: (text: string) => void,
): Promise<void> {
  await orUsageError(folder, makeFolder(folder));
  for (const { file, text } of contractPictures(report)) {
    await writeOutput(join(folder, file), text);
    tell(`Drawn: ${join(folder, file)}\n`);
  }
}

async function orUsageError(path: string, doing: Promise<unknown>): Promise<void> {
  try {
    await doing;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot write ${path}: ${why}`, { cause });
  }
}
