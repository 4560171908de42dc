// The story of a person's own data, told in every host: three files of kinds that the project has no sample of are chosen or
// dropped, looked at and imported, and proposed models are trained, all without a command line.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/axe.ts';
import { koreanStationFile, stationFile } from '../support/station-file.ts';
import type { StoryHost } from './story.ts';

export function tellImports(hostName: string, host: StoryHost): void {
  let page: Page;
  const complaints: string[] = [];
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const field = (name: string) => page.getByLabel(name, { exact: true });
  const sentence = () => page.locator('main p', { hasText: /^\s*(Predict|Tell)/ });
  const visit = (name: string) => page.getByRole('link', { name, exact: true }).first().click();
  /** What the host has of files that were sent. */
  const sentFiles = (): string[] => readdirSync(join(host.home.path, 'sent'));

  async function choose(name: string, buffer: Buffer): Promise<void> {
    await visit('Data');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button('Import a file…').click()]);
    await chooser.setFiles({ name, mimeType: 'text/csv', buffer });
    await page.getByRole('heading', { level: 1, name: `Import “${name}”` }).waitFor();
  }

  /** Makes the proposed model and trains it until its first epoch is there. */
  async function trainProposed(heading: string | RegExp): Promise<void> {
    await button('Create the model').click();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await expect.poll(() => button('Train').isEnabled()).toBe(true);
    expect(sentFiles()).toEqual([]);
    await button('Train').click();
    await page.getByRole('table').last().getByRole('row').nth(1).waitFor({ timeout: 120_000 });
    // A small file may be trained to its end by now.
    await button('Stop').or(button('Train again')).first().waitFor();
    await button('Stop')
      .click({ timeout: 3000 })
      .catch(() => button('Train again').waitFor());
    await button('Stop').waitFor({ state: 'detached', timeout: 60_000 });
  }

  describe(`own data in ${hostName}`, () => {
    beforeAll(async () => {
      page = await host.start();
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.getByRole('link', { name: 'Data', exact: true }).first().waitFor();
    });
    afterAll(() => host.remove());

    it('semicolons, decimal commas, lines above the header: a series whose model is trained', async () => {
      await choose('station.csv', stationFile());
      await expect
        .poll(() => sentence().innerText())
        .toBe('Predict Temperatur, 24 rows (1 day) ahead, from 5 days of 3 columns.');
      expect(await field('Delimiter').inputValue()).toBe(';');
      expect(await field('Decimal sign').inputValue()).toBe(',');
      expect(await field('Time column').inputValue()).toBe('Zeit');
      await button('Take it for missing: -9999').click();
      await page.getByRole('button', { name: '“-9999” is a value' }).waitFor();
      await field('3 steps have no row, the first after 30.01.2023 03:00.').selectOption('line');
      await trainProposed('station · Temperatur · GRU');
    });

    it('a Korean station’s file in EUC-KR: a series of its own', async () => {
      await choose('관측.csv', koreanStationFile());
      await expect.poll(() => field('Encoding').inputValue()).toBe('euc-kr');
      await expect.poll(() => sentence().innerText()).toMatch(/^Predict 기온\(°C\), 24 rows \(1 day\) ahead/);
      expect(await violations(page)).toEqual([]);
      await button('Only keep the data').click();
      await page.getByRole('article', { name: '관측' }).getByRole('cell', { name: '°C' }).first().waitFor();
      expect(sentFiles()).toEqual([]);
    });

    it('texts with five labels, dropped on another page: a classifier that is trained', async () => {
      const opinions = ['very good indeed', 'quite good', 'neither good nor bad', 'rather bad', 'very bad indeed'];
      const line = (i: number): string => `"${opinions[i % 5] ?? ''}, number ${i} of many",${5 - (i % 5)}`;
      const text = `review,stars\n${Array.from({ length: 400 }, (_, i) => line(i)).join('\n')}\n`;
      await visit('Runs');
      const transfer = await page.evaluateHandle((content) => {
        const data = new DataTransfer();
        data.items.add(new File([content], 'opinions.csv', { type: 'text/csv' }));
        return data;
      }, text);
      await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
      await page.getByText('Drop to import or open').waitFor();
      await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
      await expect.poll(() => sentence().innerText()).toBe('Tell stars from review.');
      await trainProposed('opinions · Conv1D');
    });

    it('had nothing to complain about', () => {
      expect(complaints).toEqual([]);
    });
  });
}
