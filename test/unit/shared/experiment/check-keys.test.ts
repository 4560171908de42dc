import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';

const template = (): { data: { preparation: object }; training: object } =>
  JSON.parse(
    readFileSync(new URL('../../../../resources/templates/weather-gru.strata.json', import.meta.url), 'utf8'),
  ) as { data: { preparation: object }; training: object };

it('warns of keys that nothing reads, and guesses what was meant', () => {
  const file = template();
  Object.assign(file, { trainnig: {} });
  Object.assign(file.training, { epoch: 3 });
  Object.assign(file.data.preparation, { lookbak: 3 });
  const { problems, result } = checkExperiment(parseExperiment(file), null);
  const found = problems.filter(({ code }) => code === 'unknown-key');
  expect(found.map(({ path }) => path)).toEqual(['trainnig', 'data.preparation.lookbak', 'training.epoch']);
  expect(found.map(({ message }) => message)).toEqual([
    '"trainnig" is kept, but nothing reads it. Did you mean "training"?',
    '"data.preparation.lookbak" is kept, but nothing reads it. Did you mean "lookback"?',
    '"training.epoch" is kept, but nothing reads it. Did you mean "epochs"?',
  ]);
  expect(result.ok).toBe(true);
});

it('refuses what is nested too deeply, with a sentence', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 200_000; i++) deep = [deep];
  expect(() => parseExperiment({ ...template(), deep })).toThrow('The experiment is nested too deeply.');
});

it('takes a layer argument called like something of every object for what it is', () => {
  const file = template() as unknown as { model: { nodes: { config: object }[] } };
  const node = file.model.nodes[1];
  if (node === undefined) throw new Error('the template has no second layer');
  node.config = { units: 4, constructor: 1, toString: 1 };
  const { problems } = checkExperiment(parseExperiment(file), null);
  expect(problems.filter(({ code }) => code === 'unknown-argument')).toHaveLength(2);
});
