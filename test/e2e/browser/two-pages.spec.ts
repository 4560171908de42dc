// Two pages of a real browser that edit one model on one host: each shows what the other does, and neither loses an edit.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ServedWorkbench } from '../../support/browser-host.ts';
import { openModelAt, serveHome } from '../../support/model-page.ts';
import { launchBrowser } from '../../support/pictures.ts';

const complaints: string[] = [];
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const open = (host: ServedWorkbench, model = 'template/imdb-conv1d'): Promise<Page> =>
  openModelAt(host, browser, model, complaints);
const field = (page: Page, name: 'Epochs' | 'Batch size') => page.getByLabel(name, { exact: true });
const valuesOf = (page: Page): Promise<string[]> =>
  Promise.all([field(page, 'Epochs').inputValue(), field(page, 'Batch size').inputValue()]);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function shows(page: Page, ...values: readonly string[]): Promise<void> {
  await expect.poll(() => valuesOf(page)).toEqual(values);
}

it('what one page edits, undoes and discards is shown on the other', async () => {
  const host = await serveHome();
  const [one, other] = await Promise.all([open(host), open(host)]);
  await field(one, 'Epochs').fill('5');
  await shows(other, '5', '32');
  await field(other, 'Batch size').fill('64');
  await shows(one, '5', '64');
  await button(one, 'Undo').click();
  await shows(other, '5', '32');
  await button(other, 'Discard changes').click();
  await shows(one, '10', '32');
  await one.getByText('unsaved changes').waitFor({ state: 'detached' });
  await Promise.all([one.context().close(), other.context().close()]);
});

it('edits at the same time: one page is told, either can be had, also after a reload', async () => {
  const host = await serveHome();
  const pages = await Promise.all([open(host), open(host)]);
  const [one, other] = pages;
  // Both edits are on their way before the host takes one.
  host.process.kill('SIGSTOP');
  await field(one, 'Epochs').fill('7');
  await field(other, 'Batch size').fill('128');
  host.process.kill('SIGCONT');
  const told = await Promise.any(
    pages.map(async (page) => {
      await button(page, 'Use my edits').waitFor();
      return page;
    }),
  );
  const first = told === one ? other : one;
  const [shown, aside] =
    told === one
      ? ([
          ['10', '128'],
          ['7', '32'],
        ] as const)
      : ([
          ['7', '32'],
          ['10', '128'],
        ] as const);
  await told.getByText('Another page changed this model at the same time.').waitFor();
  for (const page of pages) await shows(page, ...shown);

  await first.reload();
  await button(first, 'Use the other edits').waitFor();
  await shows(first, ...shown);
  await button(told, 'Use my edits').click();
  for (const page of pages) await shows(page, ...aside);
  await button(first, 'Use the other edits').waitFor({ state: 'detached' });
  await button(first, 'Undo').click();
  await button(first, 'Undo').click();
  for (const page of pages) await shows(page, ...shown);
  await Promise.all(pages.map((page) => page.context().close()));
});

it('a model that is saved, and then deleted, while another page edits it', async () => {
  const host = await serveHome();
  const one = await open(host);
  await button(one, 'Save a copy').click();
  await expect.poll(() => one.url()).toContain('models/experiment/');
  const model = /models\/(experiment\/[0-9a-z]+)/.exec(one.url())?.[1] ?? '';
  const other = await open(host, model);
  await field(one, 'Epochs').fill('5');
  await shows(other, '5', '32');
  await button(other, 'Save').click();
  await one.getByText('unsaved changes').waitFor({ state: 'detached' });

  await field(one, 'Batch size').fill('64');
  await shows(other, '5', '64');
  await button(other, 'Delete').click();
  await one.getByText('This model was deleted elsewhere.').waitFor();
  await shows(one, '5', '64');
  await button(one, 'Save a copy').click();
  await one.getByText('This model was deleted elsewhere.').waitFor({ state: 'detached' });
  await expect.poll(() => one.url()).not.toContain(model);
  await field(one, 'Epochs').waitFor();
  await shows(one, '5', '64');
  await Promise.all([one.context().close(), other.context().close()]);
});

it('the browser reported nothing', () => {
  expect(complaints).toEqual([]);
});
