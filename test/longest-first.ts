import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest. Some of it waits rather than computes: there is one such file at a time, so that the others
 * fill its time. Vitest knows how long files took, but not on a clean checkout, where large files begin first.
 */
const FIRST = [
  'interop/conformance', // Waits.
  'zoo/between',
  'zoo/inside',
  'zoo/outside',
  'real/zoo', // Waits.
  'contract/managers',
  'testbed/run',
  'contract/stimuli',
  'cli/commands', // Waits.
  'web/site/web-site',
  'contract/lines',
  'cli/contract', // Waits.
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
