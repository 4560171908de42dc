import { describe, expect, it } from 'vitest';
import { activationSchema } from '#shared/model/layer-rules/activations.ts';
import { initializerNames, initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { nearestName } from '#shared/reading/names.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';

describe('activationSchema', () => {
  it.each([
    [null, 'linear'],
    ['linear', 'linear'],
    ['swish', 'silu'],
    ['ReLU', 'relu'],
    ['LeakyReLU', 'leaky_relu'],
    ['hard_sigmoid', 'hard_sigmoid'],
  ])('reads %s as %s', (given, name) => {
    expect(activationSchema.parse(given)).toBe(name);
  });

  it.each([['relou'], [3], [{}], ['']])('refuses %s', (given) => {
    expect(activationSchema.safeParse(given).success).toBe(false);
  });
});

describe('initializerSchema', () => {
  it.each(initializerNames)('reads %s in every way Keras writes it, and its own result', (name) => {
    const bare = initializerSchema.parse(name);
    const className = name.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    expect(bare.name).toBe(name);
    expect(initializerSchema.parse(className)).toEqual(bare);
    expect(initializerSchema.parse({ class_name: className, config: {} })).toEqual(bare);
    expect(initializerSchema.parse({ name, config: {} })).toEqual(bare);
    expect(initializerSchema.parse(bare)).toEqual(bare);
  });

  it('keeps arguments and fills in the others', () => {
    expect(initializerSchema.parse({ class_name: 'RandomUniform', config: { maxval: 1 } })).toEqual({
      name: 'random_uniform',
      minval: -0.05,
      maxval: 1,
      seed: null,
    });
    expect(initializerSchema.parse('uniform')).toEqual(initializerSchema.parse('random_uniform'));
    expect(initializerSchema.parse('OrthogonalInitializer')).toEqual(initializerSchema.parse('orthogonal'));
    expect(initializerSchema.parse('IdentityInitializer')).toEqual(initializerSchema.parse('identity'));
    expect(initializerSchema.parse({ name: 'variance_scaling', mode: 'fan_avg' })).toMatchObject({
      scale: 1,
      distribution: 'truncated_normal',
    });
  });

  it.each([['glorot'], [null], [{}], [{ name: 'zeros', value: 1 }], [{ name: 'random_normal', stddev: -1 }]])(
    'refuses %j',
    (given) => {
      expect(initializerSchema.safeParse(given).success).toBe(false);
    },
  );
});

describe('regularizerSchema', () => {
  it.each([
    [null, null],
    ['l2', { name: 'l2', l2: 0.01 }],
    [
      { class_name: 'OrthogonalRegularizer', config: { factor: 0.1, mode: 'columns' } },
      { name: 'orthogonal_regularizer', factor: 0.1, mode: 'columns' },
    ],
    ['L1', { name: 'l1', l1: 0.01 }],
    [
      { name: 'l2', l2: 0.5 },
      { name: 'l2', l2: 0.5 },
    ],
    [
      { class_name: 'L1L2', config: { l1: 0.1, l2: 0.2 } },
      { name: 'l1_l2', l1: 0.1, l2: 0.2 },
    ],
    ['l1_l2', { name: 'l1_l2', l1: 0, l2: 0 }],
  ])('reads %j', (given, expected) => {
    expect(regularizerSchema.parse(given)).toEqual(expected);
  });

  it.each([['l3'], [{ name: 'l2', l2: -1 }], [{ name: 'l2', l1: 1 }], [0.01]])('refuses %j', (given) => {
    expect(regularizerSchema.safeParse(given).success).toBe(false);
  });
});

describe('nearestName', () => {
  const names = ['Conv1D', 'GRU', 'kernel_size', 'glorot_uniform', 'leaky_relu'];
  it.each([
    ['conv1d', 'Conv1D'],
    ['Convld', 'Conv1D'],
    ['kernal_size', 'kernel_size'],
    ['GlorotUnifrom', 'glorot_uniform'],
    ['kernelsize', 'kernel_size'],
    ['Transformer', undefined],
  ])('%s → %s', (given, expected) => {
    expect(nearestName(given, names)).toBe(expected);
  });
});
