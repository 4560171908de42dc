// `strata guides`: the guides are listed, one is trained on real data, and its paragraph follows from its runs.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ownEngine } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';
import { strata } from '../../support/strata.ts';

const home = temporaryHome();
beforeAll(() => ownEngine(home.path));
afterAll(home.remove);

const guideSchema = z.object({
  event: z.literal('guide'),
  results: z.array(
    z.object({
      unit: z.string(),
      baseline: z.number(),
      models: z.array(z.object({ key: z.string(), values: z.array(z.number()), msPerStep: z.number() })),
    }),
  ),
  verdict: z.object({ isShown: z.boolean(), sentences: z.array(z.string()) }),
});

it('lists the guides, and says which there are when one is not', async () => {
  const list = await strata(home.path, 'guides', '--json');
  expect(list.json()).toMatchObject([
    [
      { id: 'imdb-conv1d', models: 3, datasets: ['imdb-reviews'] },
      { id: 'weather-convnet', models: 2, datasets: ['weather'] },
      { id: 'conv-gru', models: 4 },
      { id: 'dilated', models: 3 },
      { id: 'order', models: 5, datasets: ['weather', 'imdb-reviews'] },
    ],
  ]);
  expect(await strata(home.path, 'guides', 'run', 'none')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('imdb-conv1d, weather-convnet, conv-gru, dilated, order'),
  });
});

it('trains a guide, says what its runs say, and trains only what is missing afterwards', async () => {
  const run = (...more: readonly string[]) =>
    strata(home.path, 'guides', 'run', 'weather-convnet', '--epochs', '1', '--engine', 'native', ...more);
  const first = await run('--seeds', '1');
  expect(first.code).toBe(0);
  expect(first.stdout).toContain('Run 2 of 2');
  expect(first.stdout).toMatch(/Conv1D with global pooling +1 +\d+\.\d\d +– +\d+ % worse/);
  expect(first.stdout).toContain('Without learning: 4.11 °F');
  expect(first.stdout).toContain('trained only once');

  const second = await run('--seeds', '2', '--json');
  const lines = second.json();
  expect(lines.filter((line) => z.object({ event: z.literal('run-started') }).safeParse(line).success)).toHaveLength(2);
  const guide = guideSchema.parse(lines.at(-1));
  const [task] = guide.results;
  expect(task?.unit).toBe('°F');
  expect(task?.models.map(({ values }) => values.length)).toEqual([2, 2]);
  // Kept from the first call.
  expect(first.stdout).toContain((task?.models[0]?.values[0] ?? NaN).toFixed(2));
  expect(guide.verdict.sentences.join(' ')).not.toContain('trained only once');

  const tagged = await strata(home.path, 'runs', 'list', '--filter', 'tag = "guide:weather-convnet"', '--json');
  expect(tagged.json().flat()).toHaveLength(4);
});
