import type { Results, ScenarioResult } from './suite.ts';

/** A table with a line for each scenario and a column for each server, totals last. */
export function formatResults(columns: Readonly<Record<string, Results>>): string {
  const scenarios = new Set(Object.values(columns).flatMap(Object.keys));
  const rows = [
    ['scenario', ...Object.keys(columns)],
    ...[...scenarios].map((scenario) => [
      scenario,
      ...Object.values(columns).map((results) => cell(results[scenario])),
    ]),
    ['passed', ...Object.values(columns).map(total)],
  ];
  const nameWidth = Math.max(...rows.map(([name = '']) => name.length));
  return rows
    .map(([name = '', ...cells]) => [name.padEnd(nameWidth), ...cells.map(padded)].join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function cell(result: ScenarioResult | undefined): string {
  if (result === undefined) return '–';
  const { verdict, succeeded } = result;
  return verdict === 'passed' ? `passed ${succeeded}` : verdict;
}

function total(results: Results): string {
  const all = Object.values(results);
  return `${all.filter(({ verdict }) => verdict === 'passed').length} of ${all.length}`;
}

function padded(text: string): string {
  return text.padEnd('streaming'.length);
}
