import { StataError } from '../error/stata-error.ts';

/** A picture of some data: points in a frame, each from 0 to 1 in both directions, upwards. */
export interface Graph {
  readonly name: string;
  /** The command that drew it, as `graph describe` shows it. */
  readonly command: string;
  readonly points: readonly Point[];
  /** Whether a bar goes from the bottom to each point. */
  readonly hasBars: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How many graphs there may be in memory. */
const GRAPHS_MAX = 100;

/** How many points a picture shows at the most; more would only cover each other. */
export const POINTS_MAX = 2000;

/** The graphs of a session: those in memory, by name, the last of them drawn or looked at last. */
export class Graphs {
  readonly #graphs = new Map<string, Graph>();

  get names(): readonly string[] {
    return [...this.#graphs.keys()];
  }

  get current(): Graph | undefined {
    return [...this.#graphs.values()].at(-1);
  }

  get(name: string): Graph | undefined {
    return this.#graphs.get(name);
  }

  /** @throws StataError r(110) when there is one of that name which isn't to be replaced */
  draw(graph: Graph, { isReplaced = false } = {}): void {
    if (this.#graphs.has(graph.name) && !isReplaced && graph.name !== 'Graph') {
      throw new StataError(110, `graph ${graph.name} already exists`);
    }
    this.#graphs.delete(graph.name);
    if (this.#graphs.size >= GRAPHS_MAX) throw new StataError(1000, 'system limit exceeded');
    this.#graphs.set(graph.name, graph);
  }

  drop(name: string): boolean {
    return this.#graphs.delete(name);
  }

  clear(): void {
    this.#graphs.clear();
  }
}

/** Puts pairs of numbers into the frame. @param pairs - {@link POINTS_MAX} at most */
export function scaled(pairs: readonly (readonly [x: number, y: number])[]): readonly Point[] {
  const place = (numbers: readonly number[]) => {
    const least = Math.min(...numbers);
    const range = Math.max(...numbers) - least || 1;
    return (number: number): number => (number - least) / range;
  };
  const x = place(pairs.map(([number]) => number));
  const y = place(pairs.map(([, number]) => number));
  return pairs.map((pair) => ({ x: x(pair[0]), y: y(pair[1]) }));
}
