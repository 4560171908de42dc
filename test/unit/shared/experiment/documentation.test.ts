import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { callbacks } from '#shared/training/callbacks.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { losses } from '#shared/training/losses.ts';
import { metrics } from '#shared/training/metrics.ts';
import { optimizers } from '#shared/training/optimizers.ts';
import { parseExperimentFile } from '#shared/experiment/parse-experiment.ts';
import { activationNames } from '#shared/model/layer-rules/activations.ts';
import { layerCatalogue } from '#shared/model/layer-catalogue.ts';
import { initializerNames } from '#shared/model/layer-rules/initializers.ts';
import { trainingSchema } from '#shared/training/training-settings.ts';
import { weather } from './experiments.ts';

const text = readFileSync(new URL('../../../../docs/experiment-file.md', import.meta.url), 'utf8');

const layers = readFileSync(new URL('../../../../docs/layers.md', import.meta.url), 'utf8');

describe('docs/experiment-file.md', () => {
  it('shows an experiment that checks without a word', () => {
    const example = /```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    expect(checkExperiment(parseExperimentFile(example), weather).problems).toEqual([]);
  });

  it('and docs/layers.md name every layer, activation, initializer, loss, metric, optimizer and callback', () => {
    for (const type of layerCatalogue.keys()) expect(layers).toContain(`\`${type}\``);
    for (const name of [...activationNames, ...initializerNames]) expect(text).toContain(`\`${name}\``);
    for (const name of Object.keys(trainingSchema.shape)) expect(text).toContain(`\`${name}\``);
    for (const name of [...losses.names, ...metrics.names, ...optimizers.names, ...callbacks.names])
      expect(text).toContain(`\`${name}\``);
  });
});
