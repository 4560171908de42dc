// How fast the model builder is at 300 layers: prints how long a check with its analysis takes while a person types, a
// layout, and in a real browser opening, adding a layer, and the frames of a drag.
//   node_modules/.bin/node test/bench/builder.ts [LAYERS]
import { performance } from 'node:perf_hooks';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import { checkDocument } from '#shared/experiment/check-document.ts';
import { layoutTask } from '#renderer/lib/graph/place-layers.ts';
import { pictureCanvas } from '#renderer/lib/graph/group-picture.ts';
import { layoutWithDagre } from '#renderer/components/graph/dagre-layout.ts';
import { setArgument } from '#shared/model/edits/arguments.ts';
import { graphDocumentSchema, type GraphDocument } from '#shared/model/graph-document.ts';
import { serveWorkbench } from '../support/browser-host.ts';
import { temporaryHome } from '../support/home.ts';
import { launchBrowser } from '../support/pictures.ts';

const count = Number(process.argv[2] ?? 300);
const folder = new URL('../../resources/templates/', import.meta.url);
const template = JSON.parse(readFileSync(new URL('weather-gru.strata.json', folder), 'utf8')) as JsonObject;

/** Residual blocks of dilated convolutions, as in a deep TCN. */
function deepModel(layers: number): GraphDocument {
  const nodes: JsonObject[] = [{ id: 'input', type: 'Input', config: { shape: [120, 7] } }];
  const edges: JsonObject[] = [];
  const add = (id: string, type: string, config: JsonObject, ...from: string[]): string => {
    nodes.push({ id, type, config });
    for (const [input, source] of from.entries())
      edges.push({ from: source, to: id, ...(input === 0 ? {} : { input }) });
    return id;
  };
  let last = add('first', 'Conv1D', { filters: 16, kernel_size: 1 }, 'input');
  for (let block = 0; nodes.length + 7 <= layers; block++) {
    const rate = 2 ** (block % 5);
    const causal = { filters: 16, kernel_size: 3, padding: 'causal', dilation_rate: rate };
    const a = add(`a${block}`, 'Conv1D', causal, last);
    const norm = add(`norm${block}`, 'LayerNormalization', {}, a);
    const relu = add(`relu${block}`, 'Activation', { activation: 'relu' }, norm);
    const drop = add(`drop${block}`, 'SpatialDropout1D', { rate: 0.1 }, relu);
    last = add(`add${block}`, 'Add', {}, drop, last);
  }
  while (nodes.length < layers - 2) last = add(`more${nodes.length}`, 'Dropout', { rate: 0.1 }, last);
  last = add('pool', 'GlobalAveragePooling1D', {}, last);
  add('dense', 'Dense', { units: 1 }, last);
  return graphDocumentSchema.parse({ nodes, edges });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Types into one field: a check of the whole experiment, with its analysis, at every key. */
function measureTyping(): void {
  let model = deepModel(count);
  const layer = model.nodes.find(({ type }) => type === 'Conv1D')?.id ?? '';
  const [wall, processor]: [number[], number[]] = [[], []];
  for (let key = 0; key < 100; key++) {
    const edit = setArgument(model, [layer], 'kernel_size', 1 + (key % 7));
    if ('refused' in edit) throw new Error('The edit is refused.');
    model = edit.document;
    const document = { ...template, model: jsonObjectSchema.parse(model) };
    const used = process.cpuUsage();
    const start = performance.now();
    const { problems } = checkDocument(document, () => null);
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  }
  const [ms, processorMs] = [wall, processor].map((times) => median(times.slice(20)).toFixed(1));
  const first = (wall[0] ?? 0).toFixed(0);
  console.log(
    `check and analysis of ${model.nodes.length} layers: median ${ms} ms, ${processorMs} ms of processor; the first ${first} ms`,
  );
}

function measureLayout(): void {
  const task = layoutTask(pictureCanvas(deepModel(count), null));
  const times = Array.from({ length: 5 }, () => {
    const used = process.cpuUsage();
    const start = performance.now();
    layoutWithDagre(task);
    const { user, system } = process.cpuUsage(used);
    return { ms: performance.now() - start, processorMs: (user + system) / 1000 };
  });
  const [ms, processorMs] = [times.map((each) => each.ms), times.map((each) => each.processorMs)].map(median);
  console.log(`layout: median ${ms?.toFixed(0)} ms, ${processorMs?.toFixed(0)} ms of processor`);
}

/** Milliseconds from a click on a layer of the palette until its card is drawn. */
async function addLayer(page: Page, id: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const button = Array.from(document.querySelectorAll('button')).find(
      ({ innerText }) => innerText.trim() === 'Identity',
    );
    const start = globalThis.performance.now();
    button?.click();
    while (document.querySelector(`[data-id="${wanted}"]`) === null) await new Promise(requestAnimationFrame);
    return globalThis.performance.now() - start;
  }, id);
}

/** Frames a second while a card is dragged to and fro. */
async function dragFrames(page: Page): Promise<number> {
  const box = await page.locator('.svelte-flow__node').nth(2).boundingBox();
  if (box === null) throw new Error('There is no card to drag.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const frames = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = globalThis.performance.now();
        let drawn = 0;
        const count = (now: number): void => {
          drawn++;
          if (now - start < 3000) requestAnimationFrame(count);
          else resolve(drawn / ((now - start) / 1000));
        };
        requestAnimationFrame(count);
      }),
  );
  const state = { isOver: false };
  const counted = frames.finally(() => (state.isOver = true));
  for (let move = 0; !state.isOver; move++)
    await page.mouse.move(x + 80 * Math.sin(move / 5), y + 20 * Math.cos(move / 5));
  await page.mouse.up();
  return counted;
}

/** Milliseconds from the list of models until the cards are drawn. */
async function openModel(page: Page): Promise<number> {
  await page.evaluate(() => (location.hash = '#/models'));
  await page
    .getByRole('link', { name: /Weather GRU|Weather · GRU/ })
    .first()
    .waitFor();
  return page.evaluate(async () => {
    const start = globalThis.performance.now();
    location.hash = '#/models/template/weather-gru';
    while (document.querySelector('.svelte-flow__node') === null) await new Promise(requestAnimationFrame);
    return globalThis.performance.now() - start;
  });
}

async function measureBrowser(): Promise<void> {
  const home = temporaryHome();
  const host = await serveWorkbench(home.path);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const [origin = '', token = ''] = host.address.split('#');
    const address = `${origin}#/models/template/weather-gru?${token}`;
    await page.goto(address);
    await page.getByRole('button', { name: 'Edit as JSON' }).click();
    const model = JSON.stringify({ ...template, model: deepModel(count) });
    await page.getByRole('textbox', { name: 'The experiment as JSON' }).fill(model);
    await page.getByRole('button', { name: 'Back to the form' }).click();
    await page.locator('[data-id="input"]').waitFor();
    const adding: number[] = [];
    for (let turn = 0; turn < 6; turn++)
      adding.push(await addLayer(page, turn === 0 ? 'identity' : `identity_${turn}`));
    console.log(
      `adding a layer: median ${median(adding.slice(1)).toFixed(0)} ms, the slowest ${Math.max(...adding).toFixed(0)} ms`,
    );
    console.log(`drag: ${(await dragFrames(page)).toFixed(0)} frames a second`);
    await page.goto('about:blank');
    await page.goto(`${origin}#/models?${token}`);
    const opening = [await openModel(page), await openModel(page)].map((ms) => `${ms.toFixed(0)} ms`);
    console.log(`opening: ${opening.join(', again ')}`);
  } finally {
    await browser.close();
    await host.stop();
    home.remove();
  }
}

measureTyping();
measureLayout();
await measureBrowser();
console.log(
  `load of the machine: ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')} on ${cpus().length} processors`,
);
