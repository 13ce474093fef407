/** The text of a scenario file, from the lines of its script. The script's first line is line 4. */
export function scenarioText(...script: readonly string[]): string {
  return `name: test\nabout: A test.\nscript:\n${script.map((line) => `  ${line}\n`).join('')}`;
}
