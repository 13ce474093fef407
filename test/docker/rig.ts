import { existsSync } from 'node:fs';
import type { StartedTestContainer } from 'testcontainers';
import { describe } from 'vitest';
import type { RuleId } from '../../src/contract/terms/rule-id.ts';
import type { Verdict } from '../../src/contract/terms/verdict.ts';

/** The image under test; `npm run test:docker` builds it, and says here which it is. */
export const IMAGE = process.env.FAKE_STATA_IMAGE ?? '';

const ENGINE = existsSync('/var/run/docker.sock') ? 'a Docker engine is here' : 'no Docker engine';

/** A suite that needs containers; its tests go on side by side. Where there are none, it says why. */
export function describeContainers(name: string, suite: () => void): void {
  if (IMAGE !== '') describe(name, { concurrent: true }, suite);
  else describe.skip(`${name} (skipped: ${ENGINE}; npm run test:docker runs this)`, suite);
}

/** Where a container's port is reached from here. */
export function urlOf(container: StartedTestContainer, port: number): string {
  return `http://${container.getHost()}:${container.getMappedPort(port)}`;
}

/** What can be told of a hop in a few seconds, without varying anything. */
export const QUICK: readonly RuleId[] = ['T08', 'S04', 'S05', 'Z02', 'Z03', 'Z10', 'Z14', 'Z15'];

/** The rules that a server breaks, by their ids. */
export function brokenIn(verdicts: readonly Verdict[]): string {
  return verdicts.flatMap(({ ruleId, outcome }) => (outcome === 'fail' ? [ruleId] : [])).join(' ');
}
