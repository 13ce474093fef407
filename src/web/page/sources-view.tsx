import { useEffect, useState } from 'preact/hooks';
import type { ManagerName } from '../../manager/managers.ts';
import type { ManagerSource } from '../message/page-message.ts';
import { Scroll } from './scroll.tsx';
import { ask } from './server.ts';

const SHOWN = ['buffered', 'streaming'] as const satisfies readonly ManagerName[];

export interface SourcesViewProps {
  /** How many things have been said and not yet been heard, by manager. */
  readonly waiting: ReadonlyMap<string, number>;
  readonly onError: (error: unknown) => void;
}

/** The two managers' own code, side by side, and the line on which bytes wait while they wait. */
export function SourcesView({ waiting, onError }: SourcesViewProps) {
  const [sources, setSources] = useState<readonly ManagerSource[]>([]);
  useEffect(() => {
    const asked = SHOWN.map((name) => ask<ManagerSource>(`/api/source/${name}`));
    Promise.all(asked).then(setSources, onError);
  }, []);
  return (
    <section aria-labelledby="code">
      <h2 id="code">The whole difference</h2>
      <p>
        What stands between the transport and the HTTP response, read from the package that runs
        here.
      </p>
      <div class="sources">
        {sources.map((source) => (
          <Source key={source.name} source={source} waiting={waiting.get(source.name) ?? 0} />
        ))}
      </div>
    </section>
  );
}

function Source({ source, waiting }: { source: ManagerSource; waiting: number }) {
  const { name, file, text, waitsAtLine } = source;
  const lines = text.trimEnd().split('\n');
  return (
    <figure>
      <figcaption>
        <strong>{name}</strong> <span class="file">{file}</span>
      </figcaption>
      <Scroll label={file}>
        <pre>
          <code>
            {lines.map((line, index) => {
              const isWaiting = index + 1 === waitsAtLine && waiting > 0;
              const kind = /^\s*(\/?\*|\/\/)/.test(line) ? 'comment' : 'code';
              return (
                <span class={`line ${kind}${isWaiting ? ' waits' : ''}`} key={`${index} ${line}`}>
                  {line}
                  {'\n'}
                </span>
              );
            })}
          </code>
        </pre>
      </Scroll>
      <p class="waiting" data-waiting={waiting}>
        {waitsAtLine === null
          ? 'No line here on which anything could wait.'
          : waiting === 0
            ? `Line ${waitsAtLine}: nothing waits now.`
            : `Line ${waitsAtLine}: ${waiting} ${waiting === 1 ? 'thing that was said waits' : 'things that were said wait'} here.`}
      </p>
    </figure>
  );
}
