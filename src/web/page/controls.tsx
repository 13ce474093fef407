import type { About, Pace } from '../message/page-message.ts';
import { CopyLink } from './copy-link.tsx';
import type { Settings } from './settings.ts';

const PACES: readonly { readonly pace: Pace; readonly label: string }[] = [
  { pace: 1, label: '1×' },
  { pace: 10, label: '10×' },
  { pace: 'virtual', label: 'virtual' },
];

export interface ControlsProps {
  readonly about: About;
  readonly settings: Settings;
  readonly canRun: boolean;
  readonly hasRun: boolean;
  readonly onChange: (changes: Partial<Settings>) => void;
  readonly onRun: () => void;
}

/** What to run, behind which managers, and how fast. */
export function Controls({ about, settings, canRun, hasRun, onChange, onRun }: ControlsProps) {
  const { scenario, text, reader, managers, hops, pace } = settings;
  return (
    <form
      class="controls"
      onSubmit={(event) => {
        event.preventDefault();
        onRun();
      }}
    >
      <div class="field">
        <label for="scenario">Scenario</label>
        <select
          id="scenario"
          value={scenario}
          onChange={({ currentTarget }) => onChange({ scenario: currentTarget.value, text: null })}
        >
          {about.scenarios.map(({ name, language }) => (
            <option key={name} value={name}>
              {language === 'do-file' ? 'your own do-file' : name}
              {text !== null && name === scenario ? ' (edited)' : ''}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="reader">Reader</label>
        <select
          id="reader"
          value={reader ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ reader: value === 'direct' || value === 'polled' ? value : null })
          }
        >
          <option value="">as the scenario says</option>
          <option value="direct">direct</option>
          <option value="polled">polled</option>
        </select>
      </div>
      <fieldset class="field">
        <legend>Speed</legend>
        <div class="choices">
          {PACES.map(({ pace: each, label }) => (
            <label key={label}>
              <input
                type="radio"
                name="pace"
                checked={pace === each}
                onChange={() => onChange({ pace: each })}
              />
              <span>{label}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class="field managers">
        <legend>Managers</legend>
        <div class="choices">
          {about.managers.map(({ name, about: what }) => (
            <label key={name} title={`The manager ${what}.`}>
              <input
                type="checkbox"
                checked={managers.includes(name)}
                onChange={({ currentTarget }) =>
                  onChange({
                    managers: about.managers
                      .map((each) => each.name)
                      .filter((each) =>
                        each === name ? currentTarget.checked : managers.includes(each),
                      ),
                  })
                }
              />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {about.hops.length === 0 ? null : (
        <fieldset class="field managers" disabled={pace === 'virtual'}>
          <legend>Through{pace === 'virtual' ? ' (takes real time)' : ''}</legend>
          <div class="choices">
            {about.hops.map((name) => (
              <label key={name} title={`The streaming manager, heard through ${name}.`}>
                <input
                  type="checkbox"
                  checked={hops.includes(name)}
                  onChange={({ currentTarget }) =>
                    onChange({
                      hops: about.hops.filter((each) =>
                        each === name ? currentTarget.checked : hops.includes(each),
                      ),
                    })
                  }
                />
                <span>{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div class="buttons">
        <button type="submit" class="main" disabled={!canRun}>
          {hasRun ? 'Run again' : 'Run'}
        </button>
        <CopyLink settings={settings} />
      </div>
    </form>
  );
}
