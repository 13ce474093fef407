import { Command } from 'commander';
import { formatBugReport } from '../report/bug-report.ts';
import { contractJsonSchema, parseContractJson } from '../report/contract-json.ts';
import { formatContractReport } from '../report/contract-text.ts';
import { VERSION } from '../server/version.ts';
import { readText } from './read-text.ts';
import { addReportOutputs, type ReportOutputs, writeReportOutputs } from './report-outputs.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

interface ReportOptions extends ReportOutputs {
  readonly bugReport?: true;
  readonly strict?: boolean;
  readonly schema?: true;
}

/** `fake-stata report`: a report of `contract --json`, told in other ways. */
export function reportCommand(terminal: Terminal): Command {
  const command = new Command('report')
    .description('tell a report of “contract --json” in other ways')
    .argument('[file]', 'the report')
    .option('--bug-report', 'as the text of an issue for the tracker of what was judged')
    .option('--strict', 'what should be kept counts as if it must be')
    .option('--schema', 'print the JSON Schema of such a report, and nothing else');
  return addReportOutputs(command).action(
    async (
      file: string | undefined,
      { bugReport, schema, strict = false, ...outputs }: ReportOptions,
    ) => {
      if (schema) return terminal.write(contractJsonSchema());
      if (file === undefined) throw new UsageError('give the file of a report, or --schema');
      const report = parseContractJson(readText(file), file);
      await writeReportOutputs(
        report,
        { ...outputs, strict },
        bugReport ? () => {} : terminal.write,
      );
      const { width, bold } = terminal;
      terminal.write(
        bugReport
          ? formatBugReport(report, VERSION)
          : formatContractReport(report, { width, bold, strict }),
      );
    },
  );
}
