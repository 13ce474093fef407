import type { Evidence, ExperimentEvidence, ExperimentId } from '../evidence/evidence.ts';
import { isImpossible } from '../evidence/matched-event.ts';
import { holdsFor, type Rule } from '../rules/rule.ts';
import { RULES } from '../rules/rules.ts';
import { isProtocolVersion, NO_PROTOCOL } from '../terms/protocol-version.ts';
import { cannotTell, type Finding, notApplicable, type Verdict } from '../terms/verdict.ts';

/**
 * What the evidence says of each rule. Pure: the same evidence, the same verdicts. Never throws, and
 * never lets a rule pass by evidence in which something was heard before it was said.
 *
 * @param rules - all of them by default
 */
export function judge(evidence: Evidence, rules: readonly Rule[] = RULES): readonly Verdict[] {
  return rules.map((rule) => ({
    ruleId: rule.id,
    level: rule.level,
    ...findingOf(rule, evidence),
  }));
}

function findingOf(rule: Rule, evidence: Evidence): Finding {
  const { protocolVersion } = evidence.server;
  if (protocolVersion === NO_PROTOCOL) {
    if (!holdsFor(rule, protocolVersion)) return notApplicable(NO_MCP);
  } else if (!isProtocolVersion(protocolVersion)) {
    return cannotTell(`no version of the protocol was agreed upon (${protocolVersion || 'none'})`);
  } else if (!holdsFor(rule, protocolVersion)) {
    const { versions, ended } = rule;
    const isOver = versions.every((each) => each < protocolVersion);
    return notApplicable(
      isOver && ended !== undefined
        ? `MCP ${protocolVersion} ${ended}`
        : `holds for ${versions.join(', ')}; the server speaks ${protocolVersion}`,
    );
  }
  const made: Partial<Record<ExperimentId, ExperimentEvidence>> = {};
  for (const id of rule.needs) {
    const experiment = evidence.experiments[id];
    if (experiment === undefined) return cannotTell(`the experiment "${id}" was not made`);
    if (experiment.notMade !== null) return experiment.notMade;
    if (isEmpty(id, experiment)) {
      return cannotTell(`the experiment "${id}" brought nothing to light`);
    }
    made[id] = experiment;
  }
  const finding = rule.judge({ evidence, experiment: (id) => made[id] ?? NOTHING });
  if (finding.outcome !== 'pass') return finding;
  const impossible = rule.needs.find((id) => made[id]?.calls.some(isImpossible));
  if (impossible === undefined) return finding;
  return cannotTell(
    `in the experiment "${impossible}" something was heard before it was due: the tool doesn't keep to its script`,
  );
}

const NO_MCP = 'the endpoint isn’t MCP: its event stream carries lines';

/** Two experiments make exchanges; all others are about calls, and an exchange proves nothing there. */
function isEmpty(id: ExperimentId, { calls, exchanges }: ExperimentEvidence): boolean {
  const made = id === 'handshake' || id === 'statuses' ? exchanges : calls;
  return made.length === 0;
}

/** What a rule sees of an experiment that it doesn't name among its needs. */
const NOTHING: ExperimentEvidence = { calls: [], exchanges: [], notMade: null };
