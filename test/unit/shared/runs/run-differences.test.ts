import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { differencesFrom } from '#shared/runs/run-differences.ts';
import { runSettings } from '#shared/runs/run-settings.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { parseExperimentFile } from '#shared/experiment/parse-experiment.ts';

const experiment = parseExperimentFile(
  readFileSync(new URL('../../../../resources/templates/weather-gru.strata.json', import.meta.url), 'utf8'),
);

function settingsOf(changed: Partial<Experiment['training']> = {}, model = experiment.model) {
  const training = { ...experiment.training, ...changed };
  const { epochs, seed } = training;
  return runSettings({ kind: 'training', epochs, seed, experiment: { ...experiment, model, training } });
}

const differences = (...changes: Parameters<typeof settingsOf>) =>
  differencesFrom(settingsOf(), settingsOf(...changes));

test('the same settings have no difference', () => {
  expect(differences()).toEqual([]);
});

test('a value is told with its short name', () => {
  expect(differences({ seed: 3, batch_size: 64 })).toEqual(['batch 64', 'seed 3']);
  expect(differences({ optimizer: { name: 'RMSprop', config: { learning_rate: 0.01 } } })).toEqual(['lr 0.01']);
});

test('an optimizer that was exchanged is told by its name, not by its arguments', () => {
  expect(differences({ optimizer: { name: 'Adam', config: { learning_rate: 0.01 } } })).toEqual(['Adam', 'lr 0.01']);
});

test('a callback that was added is told once', () => {
  const callbacks = [{ name: 'EarlyStopping', config: { monitor: 'val_loss', patience: 3 } }];
  expect(differences({ callbacks })).toEqual(['EarlyStopping']);
});

test('arguments of layers are told with their layer, and layers that only one has by their sign', () => {
  const nodes = experiment.model.nodes.map((node) =>
    node.type === 'GRU' ? { ...node, config: { ...node.config, units: 64 } } : node,
  );
  expect(differences({}, { ...experiment.model, nodes })).toEqual(['gru units 64']);
  const renamed = nodes.map((node) => (node.id === 'gru' ? { ...node, id: 'memory' } : node));
  expect(differences({}, { ...experiment.model, nodes: renamed })).toEqual(['+memory', '−gru']);
});

test('of many differences the first three are told', () => {
  expect(differences({ seed: 3, batch_size: 64, epochs: 9, shuffle: false })).toHaveLength(4);
  expect(differences({ seed: 3, batch_size: 64, epochs: 9, shuffle: false }).at(-1)).toBe('…');
});
