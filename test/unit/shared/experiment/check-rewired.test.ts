// What is said of a model whose layers were taken out of the chain and joined anew: the true fault, and all of them.
import { expect, test } from 'vitest';
import { applyFix } from '#shared/experiment/apply-fix.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import { asJson, problems } from './changed-experiment.ts';
import { template } from './experiments.ts';

type Pair = readonly [from: string, to: string];

/** Convolutions before a GRU, with other edges in the place of those at the GRU. */
function rewired(edges: readonly Pair[], change: (experiment: Experiment) => Experiment = (same) => same): Experiment {
  const experiment = template('jena-conv1d-gru');
  const kept = experiment.model.edges.filter(({ from, to }) => from !== 'gru' && to !== 'gru');
  const added = edges.map(([from, to]) => ({ from, to }));
  return change({ ...experiment, model: { ...experiment.model, edges: [...kept, ...added] } });
}

const said = (experiment: Experiment): string[] => problems(experiment, null);

test('a recurrent layer that nothing follows is named as such, beside the model’s end', () => {
  const experiment = rewired([
    ['conv1d_2', 'dense'],
    ['conv1d_2', 'gru'],
  ]);
  expect(said(experiment)).toEqual([
    'error loose-end @gru: Nothing follows GRU "gru", so the model ends there too, with [32], which does not fit the answer; join it to a layer, or delete it.',
    'error output-shape @dense: Dense "dense" ends the model with [154, 1], but the answer is one number, T (degC); put GlobalMaxPooling1D, Flatten or a GRU before the last layer.',
  ]);
  // Its fix takes both away.
  const [fix] = checkExperiment(experiment, null).problems[0]?.fixes ?? [];
  expect(fix).toEqual({ kind: 'connect', from: 'gru', to: 'dense' });
  const fixed = applyFix(asJson(experiment), fix!);
  expect('refused' in fixed ? fixed : said(parseExperiment(fixed.document))).toEqual([]);
});

test('an end that would lose what goes into it is not offered', () => {
  const { problems: found } = checkExperiment(
    rewired([
      ['conv1d_2', 'dense'],
      ['input', 'gru'],
    ]),
    null,
  );
  expect(found[0]?.fixes).toEqual([{ kind: 'delete', layers: ['gru'] }]);
});

test('a recurrent layer behind the last Dense lacks a Dense, not units', () => {
  const experiment = rewired([
    ['conv1d_2', 'dense'],
    ['dense', 'gru'],
  ]);
  expect(said(experiment)).toEqual([
    'error output-shape @gru: GRU "gru" ends the model with [32], but mean_absolute_error wants one number; put a Dense with 1 unit behind it.',
  ]);
  const [fix] = checkExperiment(experiment, null).problems[0]?.fixes ?? [];
  const fixed = applyFix(asJson(experiment), fix!);
  expect('refused' in fixed ? fixed : said(parseExperiment(fixed.document))).toEqual([]);
});

test('outputs that the file names are meant', () => {
  const experiment = rewired(
    [
      ['conv1d_2', 'gru'],
      ['conv1d_2', 'dense'],
    ],
    (one) => ({ ...one, training: { ...one.training, outputs: { gru: { weight: 2 } } } }),
  );
  expect(said(experiment).some((text) => text.includes('loose-end'))).toBe(false);
});

test('a layer that is not joined yet hides nothing that is wrong with the rest', () => {
  const experiment = rewired([['conv1d_2', 'dense']]);
  expect(said(experiment)).toEqual([
    'error not-connected @gru: Nothing goes into GRU "gru"; join it to a layer.',
    'error output-shape @dense: Dense "dense" ends the model with [154, 1], but the answer is one number, T (degC); put GlobalMaxPooling1D, Flatten or a GRU before the last layer.',
  ]);
});
