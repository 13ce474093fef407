import { useEffect, useRef, useState } from 'preact/hooks';
import { RealClock } from '../../clock/real-clock.ts';
import type { ScenarioAbout, ScenarioCheck, TextProblem } from '../message/page-message.ts';
import { ask } from './server.ts';

/** How long typing must pause before the text is looked at. */
const PAUSE_MS = 250;

const CHECKED_AT = { yaml: '/api/check', 'do-file': '/api/check-code' } as const;
const LABELS = { yaml: 'The scenario, as a file (YAML)', 'do-file': 'Your do-file' } as const;

export interface ScenarioEditorProps {
  readonly language: ScenarioAbout['language'];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onCheck: (check: ScenarioCheck) => void;
  readonly onError: (error: unknown) => void;
}

/** A scenario's text, or a do-file, looked at by the server's own parser while it is written. */
export function ScenarioEditor({ language, text, onText, onCheck, onError }: ScenarioEditorProps) {
  const [check, setCheck] = useState<ScenarioCheck | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const stopped = new AbortController();
    const look = async (): Promise<void> => {
      await new RealClock().sleep(PAUSE_MS, stopped.signal);
      const found = await ask<ScenarioCheck>(CHECKED_AT[language], text);
      if (stopped.signal.aborted) return;
      setCheck(found);
      onCheck(found);
    };
    look().catch((error) => stopped.signal.aborted || onError(error));
    return () => stopped.abort();
  }, [text, language]);
  const goTo = ({ line, column }: TextProblem): void => {
    const at = offsetOf(text, line, column);
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };
  const isWrong = check !== null && check.kind !== 'right';
  return (
    <div class="editor">
      <label for="text">{LABELS[language]}</label>
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
            Right: {language === 'yaml' ? check.name : 'it'} {planWords(check.plan)}
            {language === 'yaml' ? `, and is read by the ${check.reader} reader` : ''}.
          </p>
        ) : check.kind === 'refused' ? (
          <p class="wrong">It can’t be played: {check.message}</p>
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
  if (plan.endMs === null) return `${things}, and hangs`;
  const ending = plan.returnCode > 0 ? `, the last of them r(${plan.returnCode});` : '';
  return `${things} in ${plan.endMs / 1000} s${ending}`;
}

function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}
