import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What waits rather than computes begins first, so that the others fill the time; then what computes the
 * longest. Vitest knows how long files took, but not on a clean checkout, where large files begin first.
 */
const FIRST = [
  'interop/conformance',
  'real/zoo',
  'cli/commands',
  'zoo/between',
  'zoo/inside',
  'zoo/outside',
  'cli/contract',
  'contract/managers',
  'testbed/run',
  'web/manager-check',
  'cli/learn',
].map((name) => `/test/${name}.test.ts`);

/** The order in which the files of a project begin. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = Map.groupBy(sorted, ({ project }) => project).values();
    return [...projects].flatMap((each) => each.toSorted((a, b) => placeOf(a) - placeOf(b)));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = FIRST.findIndex((end) => moduleId.endsWith(end));
  return place === -1 ? FIRST.length : place;
}
