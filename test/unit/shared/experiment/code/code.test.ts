import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { kerasCode } from '#shared/experiment/code/keras-code.ts';
import { typescriptCode } from '#shared/experiment/code/typescript-code.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { codeCases } from '../../../../keras/code-cases.ts';
import { dataCases } from '../../../../keras/data-cases.ts';
import { codeDataReference, codeOf, codeReference } from '../../../../keras/code-conformance.ts';
import { template } from '../experiments.ts';

describe('the code of an experiment', () => {
  it.each(codeCases().map((experiment) => [experiment.name, experiment] as const))(
    'is what real Keras ran, with as many parameters: %s',
    (name, experiment) => {
      const reference = codeReference().find((each) => each.name === name);
      expect(codeOf(experiment)).toBe(reference?.code);
      const { spec } = checkModel(experiment.model);
      // Keras counts the weights in which Normalization keeps its count of values too.
      expect(spec?.parameters).toBe(reference?.parameters);
    },
  );

  it.each(dataCases().map(({ name, experiment }) => [name, experiment] as const))(
    'prepares the data as real Keras ran it: %s',
    (name, experiment) => {
      expect(codeOf(experiment)).toBe(codeDataReference().find((each) => each.name === name)?.code);
    },
  );

  it('is none while the model has errors, with the first one as the reason', () => {
    const experiment = template('imdb-conv1d');
    const result = kerasCode({ ...experiment, model: { ...experiment.model, edges: experiment.model.edges.slice(1) } });
    expect('refused' in result && textOf(result.refused)).toMatch(/^There is code when the model has no errors\. /);
  });

  it('of Keras is the same with notes and groups, which only a reader sees', () => {
    const experiment = template('imdb-conv1d');
    const notes = [{ id: 'note', text: 'Why two convolutions?', at: [0, 0] as [number, number] }];
    const groups = [{ id: 'group', name: 'Encoder', layers: ['conv1d_1', 'max_pooling1d'], folded: true }];
    const noted = { ...experiment, model: { ...experiment.model, notes, groups } };
    expect(codeOf(noted)).toBe(codeOf(experiment));
  });

  it('cannot be left by a name or a description', () => {
    const experiment = { ...template('weather-gru'), name: '"""\nimport os', description: '\\' };
    expect(codeOf(experiment)).toContain('"""\\"\\"\\"\nimport os\n\n\\\\\n"""');
  });

  it('is a TypeScript program that holds the same experiment', () => {
    const experiment = template('weather-tcn');
    const code = typescriptCode(experiment);
    const json = /const experiment = (\{[\s\S]*?\n\});/.exec(code)?.[1] ?? '';
    expect(parseExperiment(JSON.parse(json))).toEqual(experiment);
  });
});
