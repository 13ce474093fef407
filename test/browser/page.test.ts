import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HopAddress } from '../../src/web/message/hop.ts';
import { CHROMIUM, openChromium } from './chromium.ts';
import {
  expectNoOffence,
  marksIn,
  openPage,
  runToEnd,
  servePage,
  untilOver,
  VIRTUAL,
} from './page-rig.ts';

/** How often the line that shows the time moves in 120 frames, as the browser runs it. */
const COUNT_MOVES = `(async () => {
  let count = 0;
  const observer = new MutationObserver(() => { count += 1; });
  observer.observe(document.querySelector('.now'), { attributeFilter: ['x1'] });
  for (let frame = 0; frame < 120; frame += 1) await new Promise(requestAnimationFrame);
  observer.disconnect();
  return count;
})()`;

describe.skipIf(CHROMIUM === undefined)('the page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser.close());

  it('shows each event while the run goes on, and the line on which the others wait', async () => {
    await using server = await servePage();
    await using watched = await openPage(browser, server.url);
    const { page } = watched;
    await page
      .locator('#text')
      .fill(
        'name: early-word\nabout: A word, and six seconds.\nscript: [print: a word, wait: 6s]\n',
      );
    await page.getByText('Right: early-word').waitFor();
    await page.locator('button.main').click();
    await page.locator('[data-mark^="streaming:"][data-kind="heard"]').waitFor();
    await page.locator('.line.waits').waitFor();
    // What the page showed, it showed before any Stata had come to its end.
    expect(server.said.map(({ kind }) => kind)).not.toContain('ended');
    expect(await page.locator('.line.waits').innerText()).toContain('await response.arrayBuffer()');
    expect(await marksIn(page, 'buffered', 'heard')).toEqual([]);
    await untilOver(page);
    await page.locator('[data-mark^="buffered:"][data-kind="heard"]').waitFor();
    await expect.poll(() => page.locator('.line.waits').count()).toBe(0);
    await page.getByText('buffered: nothing was heard before the call was over').waitFor();
    expectNoOffence(watched);
  });

  it('plays in virtual time, goes to any moment, and plays again', async () => {
    await using server = await servePage();
    await using watched = await openPage(browser, server.url + VIRTUAL);
    const { page } = watched;
    await runToEnd(page);
    expect(await marksIn(page, 'streaming', 'heard')).toEqual([
      'heard at 2.000 s, 0 ms after it was said: iteration 1',
      'heard at 8.000 s, 0 ms after it was said: iteration 2',
    ]);
    expect(await marksIn(page, 'buffered', 'heard')).toEqual([
      'heard at 12.000 s, 10.0 s after it was said: iteration 1',
      'heard at 12.000 s, 4.0 s after it was said: iteration 2',
    ]);
    await page.getByText('tracks first 1.00, total 0.00').waitFor();
    await page.getByText('tracks first 0.00, total 1.00').waitFor();

    await page.locator('.time input').fill('5000');
    await expect.poll(() => marksIn(page, 'streaming', 'heard')).toHaveLength(1);
    expect(await marksIn(page, 'buffered')).toEqual([]);
    await page.getByRole('button', { name: 'Replay' }).click();
    await expect.poll(() => marksIn(page, 'streaming', 'heard')).toEqual([]);
    await page.getByRole('button', { name: 'Pause' }).click();
    const shown = await page.locator('output').innerText();
    await page.evaluate('new Promise(requestAnimationFrame)');
    expect(await page.locator('output').innerText()).toBe(shown);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect
      .poll(() => marksIn(page, 'buffered', 'heard'), { timeout: 30_000 })
      .toHaveLength(2);
    expectNoOffence(watched);
  });

  it('has pickers for the scenario, the reader, the managers and the speed', async () => {
    await using server = await servePage();
    await using watched = await openPage(browser, server.url);
    const { page } = watched;
    await page.getByLabel('Scenario', { exact: true }).selectOption('one-line-at-the-end');
    await page.getByLabel('Reader').selectOption('polled');
    await page.getByRole('checkbox', { name: 'buffered-json' }).check();
    await page.getByRole('radio', { name: '10×' }).check();
    await page.getByRole('radio', { name: 'virtual' }).check();
    await runToEnd(page);
    expect((await marksIn(page, 'streaming', 'heard'))[0]).toContain('Starting Stata execution');
    expect(await marksIn(page, 'buffered-json', 'heard')).toEqual([]);
    expect(await marksIn(page, 'buffered-json', 'result')).toHaveLength(1);
    expect(page.url()).toContain('scenario=one-line-at-the-end');
    for (const name of ['buffered', 'buffered-json', 'streaming']) {
      await page.getByRole('checkbox', { name, exact: true }).uncheck();
    }
    await expect.poll(() => page.locator('button.main').isDisabled()).toBe(true);
    expectNoOffence(watched);
  });

  it('gives a link that runs the same', async () => {
    await using server = await servePage();
    const options = { permissions: ['clipboard-read', 'clipboard-write'] };
    await using watched = await openPage(browser, server.url + VIRTUAL, options);
    const { page } = watched;
    await page
      .locator('#text')
      .fill('name: mine\nabout: Mine & yours; 100 %.\nscript: [wait: 3s, print: "μ = 1"]\n');
    await page.getByText('Right: mine').waitFor();
    await runToEnd(page);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Copied.').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    await using other = await openPage(browser, link);
    await untilOver(other.page);
    expect(await marksIn(other.page, 'streaming')).toEqual(await marksIn(page, 'streaming'));
    expect(await other.page.locator('#text').inputValue()).toBe(
      await page.locator('#text').inputValue(),
    );
    expectNoOffence(watched);
    expectNoOffence(other);
  });

  it('says what is wrong with a scenario while it is written', async () => {
    await using server = await servePage();
    await using watched = await openPage(browser, server.url);
    const { page } = watched;
    const text = await page.locator('#text').inputValue();
    await page.locator('#text').fill(text.replace('wait: 6s', 'wiat: 6s'));
    await page.getByText('did you mean').first().waitFor();
    await expect.poll(() => page.locator('button.main').isDisabled()).toBe(true);
    await page.locator('.wrong button').first().click();
    expect(await page.evaluate('document.activeElement.id')).toBe('text');
    await page.locator('#text').fill(text);
    await page.getByText('Right: two-eight-twelve').waitFor();
    await expect.poll(() => page.locator('button.main').isDisabled()).toBe(false);
    expectNoOffence(watched);
  });

  it('runs a do-file of one’s own, and says so when it never ends', async () => {
    await using server = await servePage();
    await using watched = await openPage(browser, `${server.url}/#see?pace=virtual`);
    const { page } = watched;
    await page.getByLabel('Scenario', { exact: true }).selectOption('your own do-file');
    await page.getByText('Right: it says').waitFor();
    const code = page.getByLabel('Your do-file');
    await code.fill('while 1 {\n}\n');
    await page.getByText('is there a loop that never ends?').waitFor();
    await expect.poll(() => page.locator('button.main').isDisabled()).toBe(true);
    await code.fill('sleep 3000\ndisplay 6*7\nsleep 2000\nfoo\n');
    await page.getByText('in 5 s, the last of them r(199);').waitFor();
    await runToEnd(page);
    const heard = await marksIn(page, 'streaming', 'heard');
    expect(heard.find((mark) => mark.endsWith(': 42'))).toContain('heard at 3.000 s');
    const link = page.url().replace('#see?', '#see?run&');
    await using other = await openPage(browser, link);
    await untilOver(other.page);
    expect(await marksIn(other.page, 'buffered')).toEqual(await marksIn(page, 'buffered'));
    expectNoOffence(watched);
    expectNoOffence(other);
  });

  it('can be walked through with the keyboard alone', async () => {
    await using server = await servePage();
    await using watched = await openPage(browser, server.url + VIRTUAL);
    const { page } = watched;
    await runToEnd(page);
    await page.locator('.time input').focus();
    await page.keyboard.press('Tab');
    const focused = () =>
      page.evaluate<string>('document.activeElement.getAttribute("aria-label")');
    expect(await focused()).toBe('said at 2.000 s: iteration 1');
    expect(await page.locator('.tip').innerText()).toBe('said at 2.000 s: iteration 1');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('said at 8.000 s: iteration 2');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toContain('12.000 s');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.tip').count()).toBe(0);
    expectNoOffence(watched);
  });

  it('shows a mark’s text to whoever points at it', async () => {
    await using server = await servePage();
    await using watched = await openPage(browser, server.url + VIRTUAL);
    const { page } = watched;
    await runToEnd(page);
    await page.locator('[data-mark^="streaming:"][data-kind="heard"]').first().hover();
    expect(await page.locator('.tip').innerText()).toContain('iteration 1');
    await page.mouse.move(0, 0);
    await expect.poll(() => page.locator('.tip').count()).toBe(0);
    expectNoOffence(watched);
  });

  it('fills the scatter and its table', async () => {
    await using server = await servePage();
    await using watched = await openPage(browser, server.url + VIRTUAL);
    const { page } = watched;
    await page.getByRole('button', { name: 'Run 24 trials' }).click();
    await page.getByRole('cell', { name: '1.000' }).first().waitFor();
    expect(await page.locator('.scatter [data-series]').count()).toBe(2 * 2 * 24);
    const rows = await page.locator('section[aria-labelledby="law"] tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split(/\s+/).filter((word) => word !== ''))).toEqual([
      ['buffered', '24', '0', '0.000', '1.000'],
      ['streaming', '24', '0', '1.000', '0.000'],
    ]);
    expectNoOffence(watched);
  });

  it('moves once a second at most where motion isn’t wanted', async () => {
    await using server = await servePage();
    const options = { reducedMotion: 'reduce' } as const;
    await using watched = await openPage(browser, server.url + VIRTUAL, options);
    const { page } = watched;
    await runToEnd(page);
    await page.getByRole('button', { name: 'Replay' }).click();
    const moves = await page.evaluate<number>(COUNT_MOVES);
    expect(moves).toBeLessThan(12); // 120 frames are two seconds or, on a slow machine, more.
    expectNoOffence(watched);
  });

  it('shows what is heard through hops, and none of them in virtual time', async () => {
    const hops: HopAddress[] = [];
    await using server = await servePage({ hops });
    hops.push({ name: 'here', url: server.url }, { name: 'there', url: server.url });
    await using watched = await openPage(browser, server.url);
    const { page } = watched;
    await page.getByRole('radio', { name: '10×' }).check();
    await runToEnd(page);
    for (const lane of ['through here', 'through there']) {
      expect(await marksIn(page, lane, 'heard')).toHaveLength(2);
    }
    expect(await marksIn(page, 'streaming')).toEqual([]);
    await page.getByRole('radio', { name: 'virtual' }).check();
    expect(await page.getByRole('checkbox', { name: 'here', exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Run again' }).isDisabled()).toBe(true);
    expectNoOffence(watched);
  });

  it('waits for a server that is gone, and goes on when it is back', async () => {
    const first = await servePage();
    await using watched = await openPage(browser, first.url);
    const { page, offences } = watched;
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText('two-eight-twelve runs').waitFor();
    await first.close();
    await page.getByText('The server is gone.').waitFor();
    await page.getByText('The run broke off').waitFor();
    await using _second = await servePage({ port: first.port });
    await page.getByText('The server is gone.').waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'virtual' }).check();
    await runToEnd(page);
    // A browser says itself that it couldn't connect; nothing else is said.
    expect(offences.filter((each) => !/net::ERR_/.test(each))).toEqual([]);
  });

  it('asks for the token, again if it is wrong', async () => {
    await using server = await servePage({ token: 's3cret' });
    await using watched = await openPage(browser, server.url);
    const { page, offences } = watched;
    for (const token of ['wrong', 's3cret']) {
      await page.locator('#token').fill(token);
      await page.getByRole('button', { name: 'Go on' }).click();
    }
    await page.getByRole('radio', { name: 'virtual' }).check();
    await runToEnd(page);
    expect(offences.filter((each) => !each.includes('401'))).toEqual([]);
  });
});
