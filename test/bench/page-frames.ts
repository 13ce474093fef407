import type { Browser, Page } from 'playwright-core';
import { CHROMIUM, openChromium } from '../browser/chromium.ts';
import { servePage } from '../browser/page-rig.ts';
import { formatTable } from './table.ts';

const FRAMES = 180;
const VIEWPORT = { width: 1280, height: 800 };
const MANAGERS = ['buffered', 'streaming'];
/** What is said once is heard once in each lane. */
const MARKS_EACH = 1 + MANAGERS.length;

/** How long the page's frames take while somebody scrolls and points, with few marks and with many. */
export async function benchPageFrames(): Promise<string> {
  if (CHROMIUM === undefined) return 'Frames of the page: skipped, since there is no Chromium\n';
  await using server = await servePage();
  const browser = await openChromium();
  try {
    const rows: string[][] = [];
    for (const marks of [100, 10_000]) {
      const page = await openRun(browser, server.url, Math.ceil(marks / MARKS_EACH));
      const count = marks.toLocaleString('en');
      rows.push([`${count} marks, nothing moves`, ...summary(await framesWhile(page, 'idle'))]);
      rows.push([`${count} marks, scrolling`, ...summary(await framesWhile(page, 'scroll'))]);
      rows.push([`${count} marks, pointing`, ...summary(await framesWhile(page, 'point'))]);
      await page.close();
    }
    const header = ['', 'p50 ms', 'p95 ms', 'longest ms'];
    return formatTable(`Time of a frame of the page, ${FRAMES} frames each`, header, rows);
  } finally {
    await browser.close();
  }
}

/** A page on which a run that says so many lines is over. */
async function openRun(browser: Browser, url: string, lines: number): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  const script = `[{ repeat: ${lines}, every: 10ms, do: [{ print: a line }] }]`;
  const text = `name: many\nabout: Many lines.\nscript: ${script}\n`;
  const words = new URLSearchParams({ managers: MANAGERS.join(','), chunkSize: 'virtual', text });
  await page.goto(`${url}/#see?${words}&run`);
  await page.getByText('The run is over.').waitFor({ timeout: 120_000 });
  await page.getByText('tracks first').first().waitFor({ timeout: 120_000 });
  return page;
}

/** The times of frames, in milliseconds, while something is done in each of them. */
async function framesWhile(page: Page, doing: 'idle' | 'scroll' | 'point'): Promise<number[]> {
  await page.evaluate('scrollTo(0, 0)');
  return await page.evaluate<number[]>(`(async () => {
    const svg = document.querySelector('.lanes svg');
    const box = svg.getBoundingClientRect();
    const act = {
      idle: () => {},
      scroll: (frame) => scrollTo(0, frame % 120 < 60 ? (frame % 120) * 20 : (120 - (frame % 120)) * 20),
      point: (frame) => svg.dispatchEvent(new PointerEvent('pointermove', {
        bubbles: true,
        clientX: box.left + 180 + (frame * 37) % (box.width - 400),
        clientY: box.top + 80 + (frame * 11) % (box.height - 100),
      })),
    }[${JSON.stringify(doing)}];
    const frame = () => new Promise(requestAnimationFrame);
    const times = [];
    for (let warm = 0; warm < 30; warm += 1) { act(warm); await frame(); }
    let last = await frame();
    for (let n = 0; n < ${FRAMES}; n += 1) {
      act(n);
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    return times;
  })()`);
}

function summary(times: readonly number[]): readonly string[] {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  return [at(0.5), at(0.95), at(1)];
}
