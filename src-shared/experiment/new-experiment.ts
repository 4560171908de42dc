// The content of a new experiment: a minimal model on the data that ships with Strata.
import type { JsonObject } from '#shared/base/json.ts';
import { experimentFileVersion } from '#shared/experiment/experiment-file.ts';

const features = ['temp', 'dewp', 'humid', 'wind_speed', 'precip', 'pressure', 'visib'];
const lookback = 120;

/** A straight line through five days of weather, one day ahead. It can be trained as it is. */
export function newExperiment(name: string, description: string): JsonObject {
  return {
    strata: experimentFileVersion,
    name,
    description,
    data: {
      dataset: 'weather',
      preparation: {
        kind: 'series',
        features,
        target: 'temp',
        lookback,
        step: 1,
        delay: 24,
        split: { train: 0.6, validation: 0.2 },
        normalize: true,
        missing: 'fill',
      },
    },
    model: {
      nodes: [
        { id: 'input', type: 'Input', config: { shape: [lookback, features.length] } },
        { id: 'flatten', type: 'Flatten', config: {} },
        { id: 'dense', type: 'Dense', config: { units: 1 } },
      ],
      edges: [
        { from: 'input', to: 'flatten' },
        { from: 'flatten', to: 'dense' },
      ],
    },
    training: {
      loss: 'mae',
      optimizer: 'Adam',
      metrics: ['mae'],
      batch_size: 128,
      epochs: 8,
      callbacks: [],
      seed: 0,
    },
  };
}
