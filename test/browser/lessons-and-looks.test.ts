import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openChromium } from './chromium.ts';
import {
  axeFindings,
  expectNoOffence,
  marksIn,
  openPage,
  runToEnd,
  servePage,
  VIRTUAL,
} from './page-rig.ts';

/** How much wider the page is than its window. */
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe.skipIf(CHROMIUM === undefined)('the page’s lessons and looks', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser.close());

  it('teaches: the question, the run, the answer, and what has been answered', async () => {
    await using server = await servePage();
    await using watched = await openPage(browser, server.url);
    const { page } = watched;
    await page.getByRole('link', { name: 'Learn it' }).click();
    await expect.poll(() => page.locator('.lessons li').count()).toBe(10);
    await page.getByRole('link', { name: /A response is not a stream/ }).click();
    const run = page.getByRole('button', { name: 'Run it' });
    expect(await run.isDisabled()).toBe(true);
    await page.getByRole('radio', { name: /when all is over/ }).check();
    await run.click();
    await page.getByRole('heading', { name: 'Right' }).waitFor();
    expect(await marksIn(page, 'buffered', 'heard')).toHaveLength(2);
    await page.getByRole('link', { name: /Next: 2/ }).click();
    await page.getByRole('radio', { name: /at once/ }).check();
    await run.click();
    await page.getByRole('heading', { name: 'Not this time' }).waitFor();
    await page.getByRole('link', { name: 'All lessons' }).click();
    await expect.poll(() => page.getByText('✓ answered').count()).toBe(1);
    await page.reload();
    await page.getByText('✓ answered').waitFor();
    await page.getByRole('button', { name: 'Forget it' }).click();
    await expect.poll(() => page.getByText('✓ answered').count()).toBe(0);
    expectNoOffence(watched);
  });

  it.each(['light', 'dark'] as const)('has nothing that axe finds (%s)', async (colorScheme) => {
    await using server = await servePage();
    await using watched = await openPage(browser, server.url + VIRTUAL, { colorScheme });
    const { page } = watched;
    await page.getByText('Right: two-eight-twelve').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await runToEnd(page);
    await page.getByRole('button', { name: 'Run 24 trials' }).click();
    await page.getByRole('cell', { name: '1.000' }).first().waitFor();
    await page.locator('summary').click();
    await page.locator('#text').fill('name: X');
    await page.locator('.wrong li').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Learn it' }).click();
    await page.locator('.lessons li').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: /Silence/ }).click();
    await page.getByRole('radio', { name: /broken off/ }).check();
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByRole('heading', { name: 'Exercise' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expectNoOffence(watched);
  });

  it.each([360, 768, 1024, 1920])('fits %i pixels', async (width) => {
    await using server = await servePage();
    const viewport = { width, height: 800 };
    await using watched = await openPage(browser, server.url + VIRTUAL, { viewport });
    const { page } = watched;
    await runToEnd(page);
    expect(await page.evaluate(OVERFLOW)).toBe(0);
    await page.goto(`${server.url}/#learn/6`);
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByRole('heading', { name: 'Exercise' }).waitFor();
    expect(await page.evaluate(OVERFLOW)).toBe(0);
  });
});
