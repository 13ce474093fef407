import { useEffect, useState } from 'preact/hooks';
import type { About } from '../message/page-message.ts';
import { LearnView } from './learn-view.tsx';
import { SeeView } from './see-view.tsx';
import { ask, keepToken, ServerError, untilBack } from './server.ts';

/** How things stand with the server. */
type Connection =
  | { readonly kind: 'asking' | 'here' | 'gone' | 'token' }
  | { readonly kind: 'refused'; readonly message: string };

/** The page: two views, and what to do when the server is gone or asks for a token. */
export function App() {
  const [about, setAbout] = useState<About | null>(null);
  const [connection, setConnection] = useState<Connection>({ kind: 'asking' });
  const [place, setPlace] = useState(location.hash);

  const onError = (error: unknown): void => {
    if (error instanceof ServerError && error.kind !== 'refused') {
      setConnection({ kind: error.kind });
    } else {
      setConnection({
        kind: 'refused',
        message: error instanceof Error ? error.message : `${error}`,
      });
    }
  };
  const load = (): void => {
    ask<About>('/api/about').then((found) => {
      setAbout((before) => before ?? found);
      setConnection({ kind: 'here' });
    }, onError);
  };
  useEffect(load, []);
  useEffect(() => {
    const onHashChange = (): void => setPlace(location.hash);
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);
  useEffect(() => {
    if (connection.kind !== 'gone') return;
    const stopped = new AbortController();
    untilBack(stopped.signal).then(load, () => {});
    return () => stopped.abort();
  }, [connection]);

  const isLearning = place.startsWith('#learn');
  const words = /^#see\?(.*)$/.exec(place)?.[1] ?? '';
  return (
    <>
      <header>
        <p class="name">fake-stata</p>
        <p class="version">{about === null ? '' : about.version}</p>
        <nav aria-label="Views">
          <a href="#see" aria-current={isLearning ? undefined : 'page'}>
            See it
          </a>
          <a href="#learn" aria-current={isLearning ? 'page' : undefined}>
            Learn it
          </a>
        </nav>
      </header>
      <ConnectionNote connection={connection} onToken={load} />
      <main>
        {about === null ? null : isLearning ? (
          <LearnView place={place} onError={onError} />
        ) : (
          <SeeView key={words} about={about} words={words} onError={onError} />
        )}
      </main>
      <footer>
        <p>
          A Stata that isn’t there. Stata is a trademark of StataCorp LLC, with which this has
          nothing to do.
        </p>
      </footer>
    </>
  );
}

function ConnectionNote({ connection, onToken }: { connection: Connection; onToken: () => void }) {
  return (
    <div role="status" class={`connection ${connection.kind}`}>
      {connection.kind === 'gone' ? (
        <p>The server is gone. This page waits for it, and keeps what it has.</p>
      ) : connection.kind === 'refused' ? (
        <p>{connection.message}</p>
      ) : connection.kind === 'token' ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keepToken(String(new FormData(event.currentTarget).get('token')));
            onToken();
          }}
        >
          <label for="token">This server was started with a token:</label>{' '}
          <input id="token" name="token" type="password" autoComplete="off" required />{' '}
          <button type="submit">Go on</button>
        </form>
      ) : null}
    </div>
  );
}
