import { describe, expect, it } from 'vitest';
import { compileExperiment, compiledExperimentSchema } from '#shared/experiment/compile-experiment.ts';
import { template, templateIds } from './experiments.ts';

describe('compileExperiment', () => {
  it('gives a trainer the model and the settings in canonical form', () => {
    expect(compileExperiment(template('imdb-conv1d'), null)).toMatchObject({
      spec: { parameters: 1_315_937 },
      training: {
        loss: { name: 'binary_crossentropy', from_logits: false },
        optimizer: { name: 'RMSprop', learning_rate: 0.001 },
        metrics: [{ name: 'accuracy', function: 'binary_accuracy' }],
        callbacks: [],
        embeddingGradient: 'summed',
      },
    });
  });

  it('names the first error and holds all of them', () => {
    const experiment = template('imdb-conv1d');
    const { training } = experiment;
    const wrong = {
      ...experiment,
      training: { ...training, optimizer: { name: 'Tiger', config: {} }, loss: { name: 'hinged', config: {} } },
    };
    expect(() => compileExperiment(wrong, null)).toThrow(
      expect.objectContaining({
        code: 'invalid-experiment',
        message: expect.stringMatching(/No loss is called "hinged".*\(and 1 more\)/) as string,
        details: { problems: [expect.anything(), expect.anything()] },
      }) as Error,
    );
  });

  it.each(templateIds)('of %s arrives whole in a message', (id) => {
    const compiled = compileExperiment(template(id), null);
    expect(compiledExperimentSchema.parse(structuredClone(compiled))).toEqual(compiled);
  });
});
