const PARTS = new Intl.DateTimeFormat('en', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** An instant as Python's `datetime.isoformat()` writes it, of a server whose zone is UTC. */
export function isoTime(epochMs: number): string {
  const at = partsOf(epochMs);
  const fraction = at.fractionalSecond === '000' ? '' : `.${at.fractionalSecond}000`;
  return `${at.year}-${at.month}-${at.day}T${at.hour}:${at.minute}:${at.second}${fraction}`;
}

/** An instant as `YYYY-mm-dd HH:MM:SS`, of a server whose zone is UTC. */
export function dateAndTime(epochMs: number): string {
  return isoTime(epochMs).slice(0, 19).replace('T', ' ');
}

function partsOf(epochMs: number): Readonly<Record<string, string>> {
  return Object.fromEntries(PARTS.formatToParts(epochMs).map(({ type, value }) => [type, value]));
}
