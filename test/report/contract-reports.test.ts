import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContractReport } from '../../src/contract/judge/contract-report.ts';
import { RULES } from '../../src/contract/rules/rules.ts';
import { RULE_IDS, type RuleId } from '../../src/contract/terms/rule-id.ts';
import { formatBugReport } from '../../src/report/bug-report.ts';
import {
  contractJsonSchema,
  formatContractJson,
  parseContractJson,
} from '../../src/report/contract-json.ts';
import { formatContractJUnit } from '../../src/report/contract-junit.ts';
import { formatContractMarkdown } from '../../src/report/contract-markdown.ts';
import { ReportError } from '../../src/report/report-error.ts';
import { judged } from '../contract/judged.ts';
import { hostileText } from '../hostile-text.ts';

describe('a report of the contract', () => {
  let report: ContractReport;
  beforeAll(async () => {
    const slow = ['slow-reader', 'silence', 'concurrency'];
    const rules = RULES.filter(({ needs }) => !needs.some((id) => slow.includes(id)));
    report = await judged('buffered', { rules });
  });

  it('is the same after it was written as JSON and read again', () => {
    const json = formatContractJson(report);
    expect(parseContractJson(json, 'report.json')).toEqual(JSON.parse(json));
    expect(json.length).toBeLessThan(8e6);
    expect(json).toContain('"format": "fake-stata/contract-report@1"');
    expect(JSON.parse(contractJsonSchema())).toMatchObject({ type: 'object' });
  });

  it.each([
    ['not { JSON', 'r.json is not JSON'],
    ['{}', 'r.json is no report of “contract --json” at target'],
    ['{"format": "fake-stata/contract-report@2"}', 'at format'],
    ['[]', 'is no report'],
  ])('is not read from %s', (text, message) => {
    expect(() => parseContractJson(text, 'r.json')).toThrow(ReportError);
    expect(() => parseContractJson(text, 'r.json')).toThrow(message);
  });

  it('is a test case for each rule in JUnit', () => {
    const xml = formatContractJUnit(report, { strict: false });
    const strict = formatContractJUnit(report, { strict: true });
    const broken = report.verdicts.filter(({ outcome }) => outcome === 'fail');
    const must = broken.filter(({ level }) => level === 'must');
    expect(xml.match(/<testcase /g)).toHaveLength(report.verdicts.length);
    expect(xml.match(/<failure /g)).toHaveLength(must.length);
    expect(xml).toContain(`failures="${must.length}"`);
    expect(xml.match(/<system-out>Warning/g)).toHaveLength(broken.length - must.length);
    expect(strict.match(/<failure /g)).toHaveLength(broken.length);
    expect(broken.length).toBeGreaterThan(must.length);
  });

  it('says in Markdown which rules are broken, and folds away what is kept', () => {
    const markdown = formatContractMarkdown(report, { strict: false });
    expect(markdown).toContain('❌ Broken, after');
    expect(markdown).toMatch(/### Broken\n\n\| Rule .*\n\| --- .*\n(\| .*\n)*\| Z01 \| The first/);
    expect(markdown).toContain('<details><summary>Kept (');
  });

  it('cannot be broken out of by what a server says of itself', () => {
    fc.assert(
      fc.property(hostileText(), fc.constantFrom(...RULE_IDS), (text, ruleId) => {
        const evil: ContractReport = {
          ...report,
          target: { name: text, url: `http://x/?${text}`, tool: text },
          evidence: { ...report.evidence, server: { ...report.evidence.server, name: text } },
          verdicts: [{ ruleId, level: 'must', outcome: 'fail', evidence: `a | b\n${text}</td>` }],
        };
        const lines = formatContractMarkdown(evil, { strict: false }).split('\n');
        const rows = lines.filter((line) => line.startsWith(`| ${ruleId}`));
        const bars = rows.map((row) => row.match(/\\.|\|/g)?.filter((each) => each === '|'));
        expect(bars.map((each) => each?.length)).toEqual([4]);
        expect(outsideOfCode(lines.join('\n'))).toBe(outsideOfCode(innocent(ruleId)));
        expect(outsideOfCode(formatBugReport(evil, '1'))).not.toMatch(
          /@everyone|https:|!\[|<script/,
        );
        expect(formatContractJUnit(evil, { strict: false })).toMatch(
          /^<\?xml[^>]*\?>\n(<\/?[\w-]+( [\w]+="[^"<>]*")*\/?>|[^<>])*$/,
        );
      }),
    );

    function innocent(ruleId: RuleId): string {
      const verdict = { ruleId, level: 'must', outcome: 'fail', evidence: 'a' } as const;
      return formatContractMarkdown({ ...report, verdicts: [verdict] }, { strict: false });
    }
  });

  it('is an issue that has everything a maintainer asks for, and no session id', () => {
    const text = formatBugReport(report, '9.9.9');
    expect(text).toMatch(/^# Events are not heard when they are sent/);
    expect(text).toContain('- fake-stata: `9.9.9`');
    expect(text).toContain(
      'npx fake-stata contract http://127.0.0.1/mcp --tool stream_probe --only',
    );
    expect(text).toContain('content-length: ');
    expect(text).toContain('mcp-session-id: (left out)');
    expect(text).toMatch(/\| 1 \| 0\.\d{3} \| \d\.\d{3} \|/);
    expect(text).toContain('latency = a + b·first + c·total');
  });
});

/** What of a text in Markdown can be markup, a link or a mention. */
function outsideOfCode(markdown: string): string {
  return markdown.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/gs, '');
}
