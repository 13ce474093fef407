import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { openStataHttpServer, type StataHttpServer } from '../../src/testbed/stata-http-server.ts';
import type { Emission } from '../../src/timeline/emission.ts';
import type { HopAddress } from '../../src/web/message/hop.ts';
import { createWebSite } from '../../src/web/site/web-site.ts';
import { scenarioOf } from '../scenario-of.ts';

interface ServePageOptions {
  readonly port?: number;
  readonly token?: string;
  readonly hops?: readonly HopAddress[];
}

/** A server with the page, and the trace of all that is said in the page's runs. */
export async function servePage({
  hops = [],
  ...options
}: ServePageOptions = {}): Promise<StataHttpServer & { readonly said: readonly Emission[] }> {
  const said: Emission[] = [];
  const server = await openStataHttpServer({
    scenario: scenarioOf([]),
    managers: ['streaming'],
    clock: new VirtualClock(),
    site: await createWebSite({ hops, record: (emission) => said.push(emission) }),
    ...options,
  });
  return { ...server, said };
}

/** A page, and what is not to be: complaints on its console, and requests that leave the machine. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly offences: readonly string[];
}

/** Opens a page and watches it. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const offences: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) offences.push(message.text());
  });
  page.on('pageerror', (error) => offences.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== '127.0.0.1') offences.push(request.url());
  });
  await page.goto(url);
  return { page, offences, [Symbol.asyncDispose]: () => context.close() };
}

/** What axe has against a page, each in a line. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const results: {
    violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
  } = await page.evaluate('axe.run()');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

/** The words for marks in a lane, in the order of their drawing. */
export async function marksIn(page: Page, lane: string, kind = ''): Promise<readonly string[]> {
  const which = kind === '' ? '' : `[data-kind="${kind}"]`;
  return await page
    .locator(`.lanes [data-mark^="${lane}:"]${which}`)
    .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('aria-label') ?? ''));
}

/** Runs what is chosen, and waits for its end. */
export async function runToEnd(page: Page): Promise<void> {
  await page.locator('button.main').click();
  await untilOver(page);
}

/** Waits until a run is over and shown to its end: then there is nothing to pause. */
export async function untilOver(page: Page): Promise<void> {
  await page.getByText('The run is over.').waitFor();
  await page.getByRole('button', { name: 'Pause', disabled: true }).waitFor();
}

/** Nothing was complained of, and nobody else was asked for anything. */
export function expectNoOffence({ offences }: WatchedPage): void {
  expect(offences).toEqual([]);
}

/** A scenario that is played at once, and behind two managers. */
export const VIRTUAL = '/#see?scenario=two-eight-twelve&managers=buffered,streaming&pace=virtual';
