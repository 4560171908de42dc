// What is said of an argument that there is not: the name that was probably meant, wherever it is.
import { expect, it } from 'vitest';
import { problemsOf as problemsIn, node } from '../experiment/small-series.ts';

const end = [node('i', 'Input', { shape: [12, 3] }), node('g', 'GRU', { units: 3 })];
const ofDense = (config: object): string[] =>
  problemsIn({ nodes: [...end, node('d', 'Dense', { units: 1, ...config })] }).map((text) =>
    text.replace(/^[^:]*: /, ''),
  );
const ofTraining = (training: object): string[] =>
  problemsIn({ nodes: [...end, node('d', 'Dense', { units: 1 })], training }).map((text) =>
    text.replace(/^[^:]*: /, ''),
  );

it.each<[string, object, string]>([
  [
    'an initializer',
    { kernel_initializer: { class_name: 'RandomUniform', config: { minvall: -1 } } },
    'Dense "d" has no argument "kernel_initializer.minvall". Did you mean "minval"?',
  ],
  [
    'an initializer in one object',
    { bias_initializer: { name: 'uniform', maxvall: 1 } },
    'Dense "d" has no argument "bias_initializer.maxvall". Did you mean "maxval"?',
  ],
  [
    'an initializer without such a name',
    { kernel_initializer: { name: 'orthogonal', minval: 1 } },
    'Dense "d" has no argument "kernel_initializer.minval". It has gain, seed.',
  ],
  [
    'an initializer without arguments',
    { kernel_initializer: { name: 'zeros', minval: 1 } },
    'Dense "d" has no argument "kernel_initializer.minval".',
  ],
  [
    'a regularizer',
    { kernel_regularizer: { name: 'l1_l2', l11: 1 } },
    'Dense "d" has no argument "kernel_regularizer.l11". Did you mean "l1"?',
  ],
  [
    'a constraint',
    { kernel_constraint: { class_name: 'MaxNorm', config: { max_valu: 1 } } },
    'Dense "d" has no argument "kernel_constraint.max_valu". Did you mean "max_value"?',
  ],
  ['a layer', { activatoin: 'relu' }, 'Dense "d" has no argument "activatoin". Did you mean "activation"?'],
])('%s', (_, config, expected) => {
  expect(ofDense(config)).toEqual([expected]);
});

const schedule = { class_name: 'CosineDecay', config: { initial_learning_rate: 0.1, decay_steps: 9, alphaa: 1 } };

it.each<[string, object, string]>([
  [
    'a schedule',
    { optimizer: { name: 'adam', config: { learning_rate: schedule } } },
    'Adam has no argument "learning_rate.alphaa". Did you mean "alpha"?',
  ],
  [
    'an optimizer',
    { optimizer: { name: 'adam', config: { beta1: 0.9 } } },
    'Adam has no argument "beta1". Did you mean "beta_1"?',
  ],
  ['a loss', { loss: { name: 'huber', config: { dleta: 1 } } }, 'huber has no argument "dleta". Did you mean "delta"?'],
  [
    'a metric',
    { metrics: [{ name: 'r2_score', config: { num_regresors: 1 } }] },
    'r2_score has no argument "num_regresors". Did you mean "num_regressors"?',
  ],
  [
    'a callback',
    { callbacks: [{ name: 'EarlyStopping', config: { patienc: 1 } }] },
    'EarlyStopping has no argument "patienc". Did you mean "patience"?',
  ],
])('%s', (_, training, expected) => {
  expect(ofTraining(training)).toEqual([expected]);
});
