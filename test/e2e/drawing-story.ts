// The story of the model builder, told with the mouse or the keyboard, for every host: from the empty canvas to the tutorial's
// model of film reviews, its missing sigmoid, undo over all of it, the program closed and opened, a run, and back from the run.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/axe.ts';
import { card, cards, field, panel, type Hand, type ModelToDraw } from '../support/hands/hand.ts';
import { reviewModel } from '../support/models-to-draw.ts';
import { shareReviews } from '../support/reviews.ts';
import type { StoryHost } from './story.ts';

/** A model that is drawn in the place of a template's. */
export interface Redrawn {
  readonly template: string;
  readonly model: ModelToDraw;
  readonly parameters: string;
}

export interface Told {
  readonly name: string;
  readonly hand: (page: Page) => Hand;
  readonly redrawn: readonly Redrawn[];
}

/** The shapes behind each layer of the model of film reviews. */
const shapes = ['(500)', '(500, 128)', '(494, 32)', '(98, 32)', '(92, 32)', '(32)', '(1)'];
const missingSigmoid = /No sigmoid, but the loss wants a probability/;
const textsInTwoParts = /37 are in the training part too/;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const total = (page: Page): Promise<string> => page.locator('section footer b').first().innerText();

/** All that the canvas says of its layers and edges, and where the layers stand. */
async function graphOf(page: Page): Promise<string[]> {
  const said = await page
    .locator('.svelte-flow__node, .svelte-flow__edge')
    .evaluateAll((all) => all.map((one) => `${one.getAttribute('aria-label')} ${one.getAttribute('style') ?? ''}`));
  return said.map((text) => text.replace(/z-index: \d+;|visibility: \w+;/g, '').trim()).toSorted();
}

/** The tab says how many there are, and a panel that is hidden says which. */
async function expectNoProblem(page: Page): Promise<void> {
  await expect.poll(() => panel(page).locator('section li').allTextContents()).toEqual([]);
  expect(await page.getByRole('tab', { name: /^Problems/ }).innerText()).toBe('Problems');
}

/** Two frames: what was pressed is on the page then. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function outputOf(page: Page, id: string): Promise<string | undefined> {
  return /output (\([^)]*\))/.exec((await card(page, id).getAttribute('aria-label')) ?? '')?.[1];
}

async function expectReviewModel(page: Page): Promise<void> {
  await expect.poll(() => total(page)).toBe('1,315,937');
  const ids = reviewModel.layers.map(({ id }) => id);
  expect(await Promise.all(ids.map((id) => outputOf(page, id)))).toEqual(shapes);
  const labels = (await page.locator('.flow-label').allInnerTexts()).toSorted();
  expect(labels).toEqual(shapes.slice(0, -1).toSorted());
}

export function tellDrawing(hostName: string, host: StoryHost, told: readonly Told[]): void {
  let page: Page;
  const complaints: string[] = [];
  /** What a page says after its host was closed is not the page's fault. */
  let isOpen = false;

  async function open(): Promise<void> {
    const own = await host.start();
    page = own;
    isOpen = true;
    // The page of a host that was closed tries for ever to connect.
    const complain = (text: string): void => {
      if (isOpen && own === page) complaints.push(text);
    };
    page.on('console', (message) => {
      if (message.type() === 'error') complain(message.text());
    });
    page.on('pageerror', (error) => complain(error.message));
    await page.getByRole('heading', { name: 'Models', exact: true }).waitFor();
  }

  describe(`the model builder in ${hostName}`, () => {
    beforeAll(async () => {
      await shareReviews(host.home.path);
      await open();
    });
    afterAll(() => host.remove());

    describe.each(told)('with the $name', ({ name, hand: handOf, redrawn }) => {
      let hand: Hand;
      let address: string;
      let finished: string[];

      const link = () => page.getByRole('main').locator(`a[href="${address}"]`).first();
      /** Undoes until the canvas is empty, and redoes all of it. */
      async function undoAndRedo(): Promise<void> {
        const [undo, redo] = [button(page, 'Undo'), button(page, 'Redo')];
        while (!(await page.getByText('Drag a layer here').isVisible())) {
          expect(await undo.isEnabled()).toBe(true);
          await hand.undo();
          await settle(page);
        }
        expect(await cards(page).count()).toBe(0);
        while (await redo.isEnabled()) {
          await hand.redo();
          await settle(page);
        }
        await expect.poll(() => graphOf(page)).toEqual(finished);
      }

      beforeAll(() => {
        hand = handOf(page);
      });

      it('a new model takes the film reviews, and its canvas is emptied', async () => {
        await hand.press(page.getByRole('link', { name: 'Models', exact: true }).first());
        await hand.press(button(page, 'New model'));
        await hand.pick('IMDB film reviews');
        await cards(page).first().waitFor();
        address = new URL(page.url()).hash;
        await hand.openTab('Data');
        await hand.fill(field(page, 'Sequence length'), '500');
        await hand.openTab('Training');
        await hand.choose(field(page, 'Optimizer'), 'RMSprop');
        // 37 reviews of the validation part are in the training part too.
        await hand.openTab('Problems');
        await hand.press(button(page, 'Set Equal texts in the same part to yes'));
        await expect.poll(() => page.getByText(textsInTwoParts).count()).toBe(0);
        await hand.openTab('Training');
        await hand.clear();
        expect(await cards(page).count()).toBe(0);
      });

      it('the tutorial’s model is drawn, with its shapes and parameters', async () => {
        const start = performance.now();
        await hand.draw(reviewModel);
        await expectReviewModel(page);
        const seconds = (performance.now() - start) / 1000;
        console.log(`${hostName}: from the empty canvas to the model with the ${name}: ${seconds.toFixed(1)} s`);
      });

      it('the missing sigmoid is named, and fixed at once', async () => {
        await hand.open('dense');
        await panel(page).getByText(missingSigmoid).filter({ visible: true }).waitFor();
        await hand.press(button(page, 'Set activation of dense to “sigmoid”'));
        await expect.poll(() => page.getByText(missingSigmoid).count()).toBe(0);
        await expectNoProblem(page);
        await expectReviewModel(page);
        expect(await violations(page)).toEqual([]);
        finished = await graphOf(page);
      });

      it('undo leads back to the empty canvas, and redo to the end', () => undoAndRedo());

      it('undo still does so after the page, and then the program, were closed and opened', async () => {
        await page.reload();
        await expect.poll(() => graphOf(page)).toEqual(finished);
        await hand.undo();
        await expect.poll(() => page.getByText(missingSigmoid).count()).toBeGreaterThan(0);
        await hand.redo();
        await expect.poll(() => graphOf(page)).toEqual(finished);
        isOpen = false;
        await host.quit();
        await open();
        hand = handOf(page);
        await hand.press(link());
        await expect.poll(() => graphOf(page)).toEqual(finished);
        await undoAndRedo();
      });

      it('it trains, and its run opens the same graph', async () => {
        await hand.openTab('Training');
        await hand.fill(field(page, 'Epochs'), '1');
        await hand.press(panel(page).getByText('Steps, order, checkpoints, label weights'));
        await hand.fill(field(page, 'Steps per epoch'), '3');
        await hand.fill(field(page, 'Validation steps'), '3');
        await hand.press(button(page, 'Train'));
        await page.getByText('completed', { exact: true }).first().waitFor({ timeout: 120_000 });
        await hand.press(page.getByRole('link', { name: 'Train with changes' }));
        await expect.poll(() => graphOf(page)).toEqual(finished);
        expect(page.url()).toContain('#/models/run/');
      });

      it.each(redrawn)(
        'in the place of $template a model of $parameters parameters is drawn',
        async ({ template, model, parameters }) => {
          await page.goto(new URL(`#/models/template/${template}`, page.url()).href);
          await card(page, 'dense').or(card(page, 'temp')).waitFor();
          await hand.clear();
          await hand.draw(model);
          await expect.poll(() => total(page)).toBe(parameters);
          await expectNoProblem(page);
        },
      );
    });

    it('had nothing to complain about', () => {
      expect(complaints).toEqual([]);
    });
  });
}
