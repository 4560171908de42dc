import { expect, test } from 'vitest';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { newExperiment } from '#shared/experiment/new-experiment.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';

test('a new model can be trained as it is', () => {
  const experiment = parseExperiment(newExperiment('New model', 'A line.'));
  const { result, parameters } = checkExperiment(experiment, null);
  expect(result.problems).toEqual([]);
  expect(result.ok).toBe(true);
  expect(parameters).toBe(120 * 7 + 1);
  expect(experiment).toMatchObject({ name: 'New model', description: 'A line.' });
});
