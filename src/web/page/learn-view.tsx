import { useEffect, useState } from 'preact/hooks';
import type { LessonAbout } from '../message/page-message.ts';
import { forgetLearned, learned, learnedToo } from './learned.ts';
import { LessonView } from './lesson-view.tsx';
import { ask } from './server.ts';

export interface LearnViewProps {
  /** The part of the address that says which lesson is open: `#learn/3`. */
  readonly place: string;
  readonly onError: (error: unknown) => void;
}

/** Ten lessons, and how far one has got. */
export function LearnView({ place, onError }: LearnViewProps) {
  const [lessons, setLessons] = useState<readonly LessonAbout[]>([]);
  const [done, setDone] = useState(learned);
  useEffect(() => {
    ask<readonly LessonAbout[]>('/api/lessons').then(setLessons, onError);
  }, []);
  const open = lessons.find(({ number }) => `#learn/${number}` === place);
  if (open !== undefined) {
    const next = lessons.find(({ number }) => number === open.number + 1);
    return (
      <LessonView
        key={open.number}
        lesson={open}
        next={next}
        onError={onError}
        onRight={() => setDone(learnedToo(open.number))}
      />
    );
  }
  return (
    <section aria-labelledby="learn">
      <h1 id="learn">Learn it</h1>
      <p class="lead">
        Ten short lessons on how streaming breaks. Each asks a question, runs, and answers it with
        what happened. Then there is something to repair.
      </p>
      <ol class="lessons">
        {lessons.map(({ number, title }) => (
          <li key={number}>
            <a href={`#learn/${number}`}>
              <span class="number" aria-hidden="true">
                {number}
              </span>
              <span class="title">{title}</span>
              <span class="done">{done.has(number) ? '✓ answered' : ''}</span>
            </a>
          </li>
        ))}
      </ol>
      <p class="progress" role="status">
        {done.size} of {lessons.length} answered. Only this browser knows.{' '}
        <button type="button" disabled={done.size === 0} onClick={() => setDone(forgetLearned())}>
          Forget it
        </button>
      </p>
    </section>
  );
}
