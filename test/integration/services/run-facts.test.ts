// What is told of long series without their points, from a real database: it is what all points tell.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import { createRandom } from '#shared/base/random.ts';
import { decodeMessage, encodeMessage } from '#shared/contract/binary-message.ts';
import { overfitsSince, overfittingSince } from '#shared/runs/best-epoch.ts';
import { factsRequestSchema, receivedFacts, sentFactsSchema, type RunFacts } from '#shared/runs/series-facts.ts';
import { figuresOf } from '#shared/runs/series-figures.ts';
import { StepList } from '#shared/runs/step-list.ts';
import { packPoints, partsOf, storedPointsSchema } from '#shared/runs/stored-points.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores, type Stores } from '#main/db/stores.ts';
import { readFacts } from '#main/services/read-facts.ts';
import { temporaryHome } from '../../support/home.ts';
import { addHistory } from '../../support/made-up-history.ts';

const history = { runs: 2, series: 4, points: 50_000, settings: 2, seed: 8 };
const home = temporaryHome();
let ids: RunId[];
let stores: Stores;
beforeAll(() => {
  ids = addHistory(home.path, history);
  stores = createStores(openDatabase({ home: home.path }));
});
afterAll(() => {
  stores.close();
  home.remove();
});

/** Asks as a page does, and takes what it would get. */
async function ask(id: RunId): Promise<RunFacts> {
  const keys = stores.runs.keys(id, 'epoch/');
  const output = await readFacts(stores.runs, factsRequestSchema.parse({ id, keys }));
  const message = decodeMessage(encodeMessage({ id: 1, output })) as { output: unknown };
  return receivedFacts(sentFactsSchema.parse(message.output));
}

async function expectTrue(id: RunId): Promise<void> {
  const all = stores.runs.metrics(id, 'epoch/');
  const seriesOf = (key: string) => all.find((one) => one.key === key)!;
  const { figures, overfitting, epochs } = await ask(id);
  expect(figures).toEqual(figuresOf(all));
  expect(overfitting && overfitsSince(overfitting)).toBe(
    overfittingSince(seriesOf('epoch/loss'), seriesOf('epoch/val_loss')),
  );
  const list = new StepList(epochs);
  const steps = new Set(all.filter(({ key }) => key !== 'epoch/seconds').flatMap((one) => one.steps));
  expect(Array.from({ length: list.count }, (_, i) => list.at(i))).toEqual([...steps].sort((a, b) => a - b));
}

/** Training goes on, validation gets worse after a dip of one epoch in the middle. */
function overfit(id: RunId): void {
  const random = createRandom(1);
  const steps = Array.from({ length: history.points }, (_, i) => i + 1);
  stores.runs.addMetrics(
    id,
    steps.flatMap((step) => [
      { key: 'epoch/loss', step, value: 1 / step + 0.001 * random() },
      { key: 'epoch/val_loss', step, value: step === 24_000 ? 0.01 : 0.3 + step / 1e6 + 0.01 * random() },
    ]),
  );
}

describe('facts about long series', () => {
  it('are those of all points, the best of one epoch included', async () => {
    for (const id of ids) await expectTrue(id);
    const [id] = ids as [RunId];
    overfit(id);
    await expectTrue(id);
    const { figures, overfitting } = await ask(id);
    expect(figures.get('epoch/val_loss')?.min).toEqual({ value: 0.01, epoch: 24_000 });
    expect(overfitting && overfitsSince(overfitting)).toBe(24_001);
  });

  it('are so with gaps, and with what is no number', async () => {
    const [, id] = ids as [RunId, RunId];
    const last = history.points;
    stores.runs.addMetrics(id, [
      ...[2, 5, 6, 9].map((step) => ({ key: 'epoch/rare', step: last + step, value: step })),
      { key: 'epoch/val_loss', step: last + 3, value: NaN },
      { key: 'epoch/val_loss', step: last + 4, value: Infinity },
      { key: 'epoch/seconds', step: last + 7, value: 1 },
    ]);
    await expectTrue(id);
  });

  it('tell which metric is the loss, and that it is not where one point in between differs', async () => {
    const [id] = ids as [RunId];
    const { steps, values } = stores.runs.metrics(id, 'epoch/val_loss')[0]!;
    const copied = (key: string, changed: number) =>
      steps.map((step, i) => ({ key, step, value: (values[i] ?? NaN) + (step === changed ? 0.001 : 0) }));
    stores.runs.addMetrics(id, [...copied('epoch/val_same', -1), ...copied('epoch/val_other', 30_001)]);
    expect([...(await ask(id)).sameAsLoss]).toEqual(['epoch/val_same']);
  });

  it('let others go first: what must be read is read in parts', async () => {
    let [turns, isDone] = [0, false];
    const count = (): void => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await ask(ids[0]!);
    isDone = true;
    expect(turns).toBeGreaterThanOrEqual(5);
  });
});

it('a whole series comes part after part', async () => {
  const [id] = ids as [RunId];
  const most = 16_384;
  let asked = 0;
  const steps: number[] = [];
  const values: number[] = [];
  const read = (from: number) => {
    asked += 1;
    const range = { from, to: Number.MAX_SAFE_INTEGER };
    const output = packPoints(stores.runs.points(id, 'epoch/mae', range, most), most);
    const message = decodeMessage(encodeMessage({ id: 1, output })) as { output: unknown };
    return Promise.resolve(storedPointsSchema.parse(message.output));
  };
  for await (const part of partsOf(read)) {
    steps.push(...part.steps);
    values.push(...part.values);
  }
  expect({ key: 'epoch/mae', steps, values }).toEqual(stores.runs.metrics(id, 'epoch/mae')[0]);
  expect(asked).toBe(4);
});
