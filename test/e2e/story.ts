// The story of the whole, told once for every host: open a template, train it, watch it, stop it, compare, quit in the middle
// of a run, and find all of it again.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TemporaryHome } from '../support/home.ts';

/** A host that the story can start, quit and start again over the same home folder. */
export interface StoryHost {
  readonly home: TemporaryHome;
  /** Starts it and gives its page, which is on the models. */
  start(): Promise<Page>;
  /** Ends it as a person does, also while a run goes on. */
  quit(): Promise<void>;
  /** Ends what is left and removes the home folder. */
  remove(): Promise<void>;
}

const runStatus = /^(queued|training|running|preparing|completed|stopped|failed|interrupted)$/;

/** What a host's own tests go on with: the story's last page, which is on a run that was stopped. */
interface StoryEnd {
  readonly page: () => Page;
  /** Trains the open run on after its checkpoint. */
  readonly trainOn: () => Promise<void>;
}

/** @param inside tests of what only this host has */
export function tellStory(name: string, host: StoryHost, inside?: (end: StoryEnd) => void): void {
  let page: Page;
  const complaints: string[] = [];

  async function open(): Promise<void> {
    page = await host.start();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  }

  const goTo = (place: string): Promise<void> => page.getByRole('link', { name: place, exact: true }).first().click();

  /** Opens a template, sets how long it trains, and starts. */
  async function train(template: string, epochs: number): Promise<void> {
    await goTo('Models');
    await page.getByRole('link', { name: template }).first().click();
    await page.getByLabel('Epochs').fill(String(epochs));
    await page.getByRole('button', { name: /^(Train|Get data and train)$/ }).click();
  }

  const stopButton = () => page.getByRole('button', { name: 'Stop', exact: true });
  const epochRows = () => page.getByRole('table').last().getByRole('row');
  const waitForStatus = (status: string, timeout = 30_000): Promise<void> =>
    page.getByText(status, { exact: true }).first().waitFor({ timeout });
  /** One whole epoch, so that there is something to keep. */
  const waitForEpoch = (): Promise<void> => epochRows().nth(1).waitFor({ timeout: 120_000 });

  const trainOnButton = () => page.getByRole('button', { name: /^Resume after epoch \d+$/ });
  /** The epochs in the table, without what stands beside their numbers. */
  const epochNumbers = async (): Promise<number[]> =>
    (await epochRows().allInnerTexts()).slice(1).map((row) => Number.parseInt(row, 10));

  /** Trains the open run on: the epochs until its checkpoint are there at once, and later ones come, each of them once. */
  async function trainOn(): Promise<void> {
    const after = Number(/\d+$/.exec(await trainOnButton().innerText())?.[0]);
    expect(after).toBeGreaterThan(0);
    await trainOnButton().click();
    await stopButton().waitFor();
    expect((await epochNumbers()).slice(0, after)).toEqual(Array.from({ length: after }, (_, i) => i + 1));
    await epochRows()
      .nth(after + 2)
      .waitFor({ timeout: 120_000 });
    const numbers = await epochNumbers();
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  }

  describe(`the workbench in ${name}`, () => {
    beforeAll(open);
    afterAll(() => host.remove());

    it('shows the templates with their parameters', async () => {
      await page.getByRole('heading', { name: 'Models', exact: true }).waitFor();
      await page.getByText('1,315,937').waitFor();
      expect(await page.getByText('IMDB · Conv1D').count()).toBeGreaterThan(0);
    });

    it('trains a template with the native engine and shows its curves while it trains', async () => {
      await train('Weather · Conv1D', 3);
      await stopButton().waitFor({ timeout: 60_000 });
      await waitForEpoch();
      await page.locator('canvas').first().waitFor();
      await waitForStatus('completed', 120_000);
      await expect.poll(() => epochRows().count()).toBeGreaterThanOrEqual(4);
      expect(await page.getByText('val_mae').count()).toBeGreaterThan(0);
      expect(await page.getByText(/TensorFlow 2\./).count()).toBeGreaterThan(0);
    });

    it('stops a run within a batch and keeps what was trained', async () => {
      await train('Weather · GRU', 500);
      await stopButton().waitFor({ timeout: 60_000 });
      await waitForEpoch();
      await stopButton().click();
      await waitForStatus('stopped');
      expect((await page.getByText(runStatus).allInnerTexts())[0]).toBe('stopped');
    });

    it('compares two runs with their baseline and shows what differs', async () => {
      await goTo('Runs');
      for (const run of ['Weather · Conv1D', 'Weather · GRU', 'Last value (baseline)'])
        await page.getByRole('row', { name: run }).first().getByRole('checkbox').check();
      const button = page.getByRole('button', { name: /^Compare/ });
      await button
        .or(page.getByRole('link', { name: /^Compare \d/ }))
        .first()
        .click();
      await page.getByText('Differences in settings').waitFor();
      await page.locator('canvas').first().waitFor();
      expect(await page.getByText('parameters').count()).toBeGreaterThan(0);
      expect(await page.getByText('°F').count()).toBeGreaterThan(0);
    });

    it('finds a run again with all its points when the page is loaded anew in the middle of it', async () => {
      await train('Weather · GRU', 500);
      await waitForEpoch();
      await epochRows().nth(2).waitFor({ timeout: 120_000 });
      const before = await epochRows().count();
      await page.reload();
      await stopButton().waitFor({ timeout: 60_000 });
      await expect.poll(() => epochRows().count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(before);
    });

    it('finds the run interrupted, with its points, after it was quit in the middle of it', async () => {
      await host.quit();
      await open();
      await goTo('Runs');
      await waitForStatus('interrupted');
      expect(await page.getByText('stopped', { exact: true }).count()).toBe(1);
      const row = page.getByRole('row', { name: /interrupted/ }).first();
      await row.getByRole('link').first().click();
      await epochRows().nth(2).waitFor();
    });

    it('trains it on after its checkpoint, with the points that it had, and stops it again', async () => {
      await trainOn();
      await stopButton().click();
      await waitForStatus('stopped');
      await trainOnButton().waitFor();
    });

    inside?.({ page: () => page, trainOn });

    it('had nothing to complain about', () => {
      // A socket that is closed with its host is not the page's fault.
      expect(complaints.filter((text) => !text.includes('WebSocket'))).toEqual([]);
    });
  });
}
