import { useState } from 'preact/hooks';
import { formatSettings, type Settings } from './settings.ts';

/** Copies a link that runs the same. Where the clipboard can't be had, shows it to be copied by hand. */
export function CopyLink({ settings }: { settings: Settings }) {
  const [copied, setCopied] = useState<{ readonly link: string; readonly isDone: boolean } | null>(
    null,
  );
  const copy = async (): Promise<void> => {
    const link = `${location.origin}${location.pathname}#see?${formatSettings(settings)}&run`;
    const isDone = await navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    );
    setCopied({ link, isDone });
  };
  return (
    <>
      <button type="button" onClick={copy}>
        Copy link
      </button>
      <span role="status" class="copied">
        {copied === null ? '' : copied.isDone ? 'Copied.' : ''}
      </span>
      {copied === null || copied.isDone ? null : (
        <input class="link" aria-label="The link" readOnly value={copied.link} />
      )}
    </>
  );
}
