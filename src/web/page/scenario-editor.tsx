import { useEffect, useRef, useState } from 'preact/hooks';
import { RealClock } from '../../clock/real-clock.ts';
import type { ScenarioCheck, TextProblem } from '../page-message.ts';
import { ask } from './server.ts';

/** How long typing must pause before the text is looked at. */
const PAUSE_MS = 250;

export interface ScenarioEditorProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onCheck: (check: ScenarioCheck) => void;
  readonly onError: (error: unknown) => void;
}

/** A scenario's text, looked at by the server's own parser while it is written. */
export function ScenarioEditor({ text, onText, onCheck, onError }: ScenarioEditorProps) {
  const [check, setCheck] = useState<ScenarioCheck | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const stopped = new AbortController();
    const look = async (): Promise<void> => {
      await new RealClock().sleep(PAUSE_MS, stopped.signal);
      const found = await ask<ScenarioCheck>('/api/check', text);
      if (stopped.signal.aborted) return;
      setCheck(found);
      onCheck(found);
    };
    look().catch((error) => stopped.signal.aborted || onError(error));
    return () => stopped.abort();
  }, [text]);
  const goTo = ({ line, column }: TextProblem): void => {
    const at = offsetOf(text, line, column);
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };
  const isWrong = check?.kind === 'wrong';
  return (
    <div class="editor">
      <label for="text">The scenario, as a file (YAML)</label>
      <textarea
        id="text"
        ref={area}
        rows={14}
        spellcheck={false}
        value={text}
        aria-invalid={isWrong}
        aria-describedby="text-check"
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      <div id="text-check" role="status">
        {check === null ? (
          <p>…</p>
        ) : check.kind === 'right' ? (
          <p class="right">
            Right: {check.name} {planWords(check.plan)}, and is read by the {check.reader} reader.
          </p>
        ) : (
          <ul class="wrong">
            {check.problems.map((problem) => (
              <li key={`${problem.line} ${problem.column} ${problem.message}`}>
                <button type="button" onClick={() => goTo(problem)}>
                  {problem.line}:{problem.column}
                </button>{' '}
                {problem.message}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function planWords(plan: Extract<ScenarioCheck, { kind: 'right' }>['plan']): string {
  if (plan === null) return 'answers commands';
  const things = `says ${plan.says} ${plan.says === 1 ? 'thing' : 'things'}`;
  return plan.endMs === null ? `${things}, and hangs` : `${things} in ${plan.endMs / 1000} s`;
}

function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}
