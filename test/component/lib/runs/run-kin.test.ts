import { expect, test } from 'vitest';
import { createExperimentId } from '#shared/base/ids.ts';
import { fromCatalogue } from '#shared/base/message.ts';
import type { ExperimentSummary, TemplateSummary } from '#shared/contract/experiments.ts';
import type { OwnRun } from '#shared/runs/run.ts';
import { modelOfRun, runBefore } from '#renderer/lib/runs/run-kin.ts';
import { sampleRuns } from '../../../support/sample-runs.ts';

const [sample] = sampleRuns.map(({ run }) => run).filter(({ kind }) => kind === 'training') as [OwnRun];
const id = createExperimentId(1);
const summary = { dataset: 'mine', parameters: null, problem: null, layers: [], edges: [], updatedAtMs: 1 };
const saved = (name: string, own = id): ExperimentSummary => ({ ...summary, id: own, name });
const template: TemplateSummary = {
  ...{ dataset: 'mine', parameters: null, layers: [], edges: [] },
  id: 'gru',
  title: fromCatalogue('GRU'),
  description: 'A GRU.',
  datasetReady: true,
};
const named = (name: string) => ({ experiment: { name } });

test('a run leads to its saved model under its new name, to its template, or nowhere when that was deleted', () => {
  const model = modelOfRun({ experimentId: id, ...named('Old') }, [saved('New')], [template]);
  expect(model).toEqual({ from: 'experiment', id, name: 'New' });
  expect(modelOfRun({ experimentId: id, ...named('GRU') }, [], [template])).toBeNull();
  expect(modelOfRun({ experimentId: null, ...named('GRU') }, [saved('GRU')], [template])).toMatchObject({
    from: 'template',
    id: 'gru',
  });
  expect(modelOfRun({ experimentId: null, ...named('Mine') }, [saved('Mine')], [template])).toMatchObject({ id });
  const two = [saved('Mine'), saved('Mine', createExperimentId(2))];
  expect(modelOfRun({ experimentId: null, ...named('Mine') }, two, [template])).toBeNull();
});

test('a run is compared with the one that it was changed from, else with the newest before it of its model', () => {
  const run = (name: string, createdAtMs: number, given: Partial<OwnRun> = {}): OwnRun => ({
    ...sample,
    id: `${sample.id.slice(0, -1)}${createdAtMs}` as OwnRun['id'],
    name,
    model: name.replace(/ \d+$/, ''),
    createdAtMs,
    experimentId: null,
    epochsDone: 1,
    ...given,
  });
  const first = run('GRU', 1);
  const second = run('GRU 2', 2);
  const other = run('Conv1D', 3);
  const empty = run('GRU 3', 4, { epochsDone: 0 });
  const elsewhere = run('GRU 4', 5, { dataset: 'another' });
  const own = run('GRU 5', 6, { experiment: { ...sample.experiment, name: 'GRU' } });
  const later = run('GRU 6', 7);
  const all = [later, own, elsewhere, empty, other, second, first];
  expect(runBefore(own, all, null)).toBe(second);
  expect(runBefore(own, all, first.id)).toBe(first);
  expect(runBefore(own, all, other.id)).toBe(other);
  expect(runBefore({ ...own, experiment: { ...own.experiment, name: 'LSTM' } }, all, null)).toBeNull();
  const saved = { ...other, experimentId: id };
  expect(runBefore({ ...own, experimentId: id }, [own, saved, first], null)).toBe(saved);
});
