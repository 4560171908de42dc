import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { textOf } from '#shared/base/message.ts';
import { kerasCode } from '#shared/experiment/code/keras-code.ts';
import { readPastedCode } from '#shared/experiment/code/pasted-code.ts';
import { withPastedTraining } from '#shared/experiment/edit-settings.ts';
import { trainingSchema } from '#shared/training/training-settings.ts';
import { resolveTraining } from '#shared/training/resolve-training.ts';
import { template, templateIds } from '../experiments.ts';

const folder = new URL('../../../../keras/pasted-training/', import.meta.url);

function read(code: string): { layers: string[]; training: JsonObject; notes: string[] } {
  const result = readPastedCode(code);
  if ('refused' in result) throw new Error(textOf(result.refused));
  const { document, training, notes } = result;
  return {
    layers: document.nodes.map(({ type }) => type),
    training,
    notes: notes.map(({ line, message }) => `${line}: ${textOf(message)}`),
  };
}

const readFile = (name: string) => read(readFileSync(new URL(`${name}.py`, folder), 'utf8'));

describe('training settings of pasted code', () => {
  it('are read beside the layers, and what Strata does not have is listed with its line', () => {
    const { layers, training, notes } = readFile('weather');
    expect(layers).toEqual(['Input', 'GRU', 'Dense']);
    expect(training).toEqual({
      optimizer: { name: 'Adam', config: { learning_rate: 0.001, clipnorm: 1 } },
      loss: 'mse',
      metrics: ['mae'],
      epochs: 50,
      batch_size: 128,
      callbacks: [
        {
          name: 'EarlyStopping',
          config: { monitor: 'val_loss', min_delta: 0.0001, patience: 5, restore_best_weights: true },
        },
        { name: 'ReduceLROnPlateau', config: { monitor: 'val_mae', factor: 0.5, patience: 3 } },
      ],
    });
    expect(notes).toEqual([
      '14: No callback is called "ModelCheckpoint". There are the callbacks EarlyStopping, ReduceLROnPlateau, TerminateOnNaN.',
      '30: This is not part of a model.',
    ]);
  });

  it('are read without a model, with positional arguments, a schedule and names that are not imported', () => {
    const { layers, training, notes } = readFile('settings_only');
    expect(layers).toEqual([]);
    expect(training).toEqual({
      optimizer: {
        name: 'SGD',
        config: {
          learning_rate: {
            name: 'ExponentialDecay',
            initial_learning_rate: 0.01,
            decay_steps: 10_000,
            decay_rate: 0.9,
            staircase: true,
          },
          momentum: 0.9,
          nesterov: true,
        },
      },
      loss: { name: 'binary_crossentropy', config: { from_logits: true } },
      metrics: [
        { name: 'binary_accuracy', config: { threshold: 0 } },
        { name: 'auc', config: { name: 'auc' } },
      ],
      batch_size: 64,
      epochs: 20,
      shuffle: false,
      callbacks: [{ name: 'EarlyStopping', config: { patience: 2 } }],
    });
    expect(notes).toEqual([
      '6: "np.array" is not known.',
      '7: "np.array" is not known.',
      expect.stringContaining('9: '),
    ]);
    expect(notes[2]).toContain('The argument validation_split of fit is not taken over.');
    expect(notes[2]).toContain('"len" is not known.');
  });

  it.each([
    [
      'an argument that Strata does not have',
      'keras.optimizers.Adam(lr=0.01, decay=1e-6)',
      { name: 'Adam', config: { learning_rate: 0.01 } },
    ],
    [
      'a value that is out of its range',
      'keras.optimizers.Adam(1e-4, beta_1=2)',
      { name: 'Adam', config: { learning_rate: 0.0001 } },
    ],
    ['a value that is not known', 'keras.optimizers.Adam(rate)', 'Adam'],
    ['nothing', '"rmsprop"', 'RMSprop'],
    ['an optimizer that Strata does not have', '"muon"', undefined],
  ])('leave out %s', (what, optimizer, expected) => {
    const { training, notes } = read(
      `model = keras.Sequential()\nmodel.compile(\n  loss=keras.losses.mae,\n  optimizer=${optimizer})`,
    );
    expect(training).toEqual({ loss: 'mae', ...(expected === undefined ? {} : { optimizer: expected }) });
    expect(notes.map((note) => note.split(':')[0])).toEqual(what === 'nothing' ? [] : ['4']);
  });

  it('are left as they are where the code has numbers that cannot be', () => {
    const { training, notes } = read('model.fit(x, epochs=0, batch_size=None, callbacks=[])');
    expect(training).toEqual({});
    expect(notes).toEqual(['1: epochs is 0; it must be at least 1.']);
  });

  it.each(templateIds)('come back from the code that Strata writes of %s', (id) => {
    const experiment = template(id);
    const written = kerasCode(experiment);
    if ('refused' in written) throw new Error(textOf(written.refused));
    const { training } = read(written.code);
    const before = JSON.parse(JSON.stringify({ ...experiment.training, callbacks: [] })) as JsonObject;
    const { document } = withPastedTraining({ training: before }, training);
    const again = resolveTraining(trainingSchema.parse(document['training']), null);
    expect(again.problems).toEqual([]);
    const { optimizer, callbacks } = resolveTraining(experiment.training, null).training ?? {};
    expect(again.training?.optimizer).toEqual(optimizer);
    expect(again.training?.callbacks).toEqual(callbacks);
  });
});

it('takes the settings over those of the experiment, and keeps the others', () => {
  const { document, name } = withPastedTraining(
    { name: 'a', training: { loss: 'mae', epochs: 3, seed: 7 } },
    { loss: 'mse', epochs: 20 },
  );
  expect(document).toEqual({ name: 'a', training: { loss: 'mse', epochs: 20, seed: 7 } });
  expect(textOf(name)).toBe('Take loss, epochs of the pasted code');
});
