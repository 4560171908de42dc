// What a check finds in the data of models with several Inputs and outputs.
import { expect, it } from 'vitest';
import type { Dataset } from '#shared/data/dataset.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import { reviews, weather } from './experiments.ts';

const node = (id: string, type: string, config: object = {}) => ({ id, type, config });

/** Two Inputs, `recent` and `past`, and two outputs, `temp` and `air`; `layers` replaces arguments. */
function problemsOf(preparation: object, layers: Record<string, object> = {}, dataset: Dataset = weather): string[] {
  const nodes = [
    node('recent', 'Input', { shape: [24, 2] }),
    node('past', 'Input', { shape: [10, 3] }),
    node('flat1', 'Flatten'),
    node('flat2', 'Flatten'),
    node('both', 'Concatenate'),
    node('temp', 'Dense', { units: 1 }),
    node('air', 'Dense', { units: 1 }),
  ].map((one) => ({ ...one, config: { ...one.config, ...layers[one.id] } }));
  const experiment = parseExperiment({
    strata: 2,
    name: 'two',
    data: {
      dataset: 'weather',
      preparation: {
        kind: 'series',
        features: ['temp', 'dewp'],
        target: 'temp',
        lookback: 24,
        delay: 1,
        missing: 'fill',
        inputs: { past: { features: ['temp', 'dewp', 'humid'], lookback: 240, step: 24 } },
        outputs: { air: { target: 'pressure' } },
        ...preparation,
      },
    },
    model: {
      nodes,
      edges: [
        { from: 'recent', to: 'flat1' },
        { from: 'past', to: 'flat2' },
        { from: 'flat1', to: 'both' },
        { from: 'flat2', to: 'both', input: 1 },
        { from: 'both', to: 'temp' },
        { from: 'both', to: 'air' },
      ],
    },
    training: { loss: 'mae', optimizer: 'adam', batch_size: 32, epochs: 1 },
  });
  return checkExperiment(experiment, dataset).problems.map(
    ({ code, message, nodeId, path }) => `${code} @${[nodeId, path].filter(Boolean).join(' ')}: ${message}`,
  );
}

const past = { features: ['temp', 'dewp', 'humid'], lookback: 240, step: 24 };
const data = 'data.preparation';

it.each<[string, object, Record<string, object>, string[]]>([
  ['nothing wrong', {}, {}, []],
  [
    'ids that name no Input or output',
    { inputs: { past, recnt: { step: 2 } }, outputs: { air: { target: 'pressure' }, tmp: {}, other: {} } },
    {},
    [
      `unknown-input @${data}.inputs.recnt: The model has no Input "recnt". Did you mean "recent"?`,
      `unknown-output @${data}.outputs.tmp: The model has no output "tmp". Did you mean "temp"?`,
      `unknown-output @${data}.outputs.other: The model has no output "other". It ends in temp, air.`,
    ],
  ],
  [
    'columns that are not there',
    { inputs: { past: { ...past, features: ['temp', 'dwep', 'humid'] } }, outputs: { air: { target: ['presure'] } } },
    {},
    [
      `unknown-column @past ${data}.inputs.past.features.1: The data set "weather" has no column "dwep". Did you mean "dewp"?`,
      `unknown-column @air ${data}.outputs.air.target.0: The data set "weather" has no column "presure". Did you mean "pressure"?`,
    ],
  ],
  [
    'columns twice, and none',
    {
      target: [],
      inputs: { past: { ...past, features: ['temp', 'dewp', 'temp'] } },
      outputs: { air: { target: ['temp', 'temp'] }, temp: { target: 'temp' } },
    },
    { air: { units: 2 } },
    [
      `duplicate-column @past ${data}.inputs.past.features.2: The feature "temp" is listed twice.`,
      `no-column @${data}.target: target names no column; name one to predict.`,
      `duplicate-column @air ${data}.outputs.air.target.1: The target "temp" is listed twice.`,
    ],
  ],
  [
    'a lookback longer than the data',
    { inputs: { past: { ...past, lookback: 9000, step: 900 } } },
    {},
    [
      `lookback-too-long @past ${data}.inputs.past.lookback: A sample takes 9,002 rows (lookback 9000 + delay 1 + 1), but the data has 8,706 rows; a lookback of 1739 is the longest that fits in every split.`,
    ],
  ],
  [
    'a delay beyond the data',
    { outputs: { air: { delay: 10_000 } } },
    {},
    [`delay-too-long @air ${data}.outputs.air.delay: delay 10000 reaches beyond the data, which has 8,706 rows.`],
  ],
  [
    'a step longer than a lookback',
    { inputs: { past, recent: { step: 48 } } },
    { recent: { shape: [1, 2] } },
    [
      `step-too-large @recent ${data}.inputs.recent.step: step 48 is longer than lookback 24: a window has one row only.`,
    ],
  ],
  [
    'another shape',
    { inputs: {} },
    {},
    [
      'input-shape @past config.shape: Input "past" takes [10, 3], but a window has 24 steps (lookback 24, step 1) of 2 columns; shape [24, 2] fits.',
    ],
  ],
  [
    'one unit for two columns, and for two columns at several steps',
    { target: ['temp', 'dewp'], outputs: { air: { target: ['temp', 'pressure'], horizon: 3 } } },
    {},
    [
      'output-shape @temp: Dense "temp" ends the model with [1], but the answer is 2 numbers, temp, dewp; [2] fits.',
      'output-shape @air: Dense "air" ends the model with [1], but the answer is 2 numbers, temp, pressure, at 3 steps; [3, 2] fits.',
    ],
  ],
  [
    'keys that nothing reads',
    { inputs: { past: { ...past, lokback: 1 } }, outputs: { air: { targets: 'pressure' } } },
    {},
    [
      `unknown-key @${data}.inputs.past.lokback: "${data}.inputs.past.lokback" is kept, but nothing reads it. Did you mean "lookback"?`,
      `unknown-key @${data}.outputs.air.targets: "${data}.outputs.air.targets" is kept, but nothing reads it. Did you mean "target"?`,
    ],
  ],
])('%s', (_name, preparation, layers, expected) => {
  expect(problemsOf(preparation, layers)).toEqual(expected);
});

it('texts are for one Input', () => {
  const preparation = { kind: 'text', length: 10 };
  expect(problemsOf(preparation, {}, reviews)).toContain(
    'several-data-inputs @past: The model has 2 Inputs, but texts give one; join Input "past"’s followers to the first.',
  );
});
