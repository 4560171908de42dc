// Requests that the schemas take, and which of them only read.
import type { JsonValue } from '#shared/base/json.ts';
import { parseMessage } from '#shared/contract/host-bridge.ts';
import { clientMessageSchema } from '#shared/contract/envelope.ts';
import { requests } from '#shared/contract/workbench.ts';
import type { RequestName } from '#shared/contract/workbench.ts';
import { weatherGru } from './sample-experiments.ts';

/** What lies in the attacked home folder: no message may change it. */
export interface KnownIds {
  readonly runs: readonly string[];
  readonly experiments: readonly string[];
}

/** Something the schemas take, less what would bring data from elsewhere: changes begin here. Requests that are not named take a run's id. */
export const wellFormed: { readonly [N in RequestName]?: (known: KnownIds) => JsonValue } = {
  'app.info': () => ({}),
  'settings.get': () => ({}),
  'settings.set': () => ({ trainingPriority: 'training' }),
  'blocks.add': () => ({
    block: { name: 'Encoder', model: { nodes: [{ id: 'dense', type: 'Dense', config: {} }], edges: [] } },
  }),
  'views.add': () => ({ view: { name: 'Sweep', state: { filter: 'val_mae < 0.3' } } }),
  'views.change': () => ({ id: 'view_1', name: 'Other' }),
  'views.delete': () => ({ id: 'view_1' }),
  'templates.list': () => ({}),
  'templates.get': () => ({ id: 'weather-gru' }),
  'experiments.list': () => ({}),
  'experiments.get': ({ experiments }) => ({ id: experiments[0] ?? '' }),
  'experiments.save': ({ experiments }) => ({ id: experiments[0] ?? '', experiment: attackedExperiment() }),
  'experiments.rename': ({ experiments }) => ({ id: experiments[0] ?? '', name: 'renamed' }),
  'experiments.restore': ({ experiments }) => ({ id: experiments[0] ?? '' }),
  'experiments.delete': ({ experiments }) => ({ id: experiments[0] ?? '' }),
  'drafts.get': ({ experiments }) => ({ from: 'experiment', id: experiments[0] ?? '' }),
  'drafts.keep': ({ experiments }) => ({
    source: { from: 'experiment', id: experiments[0] ?? '' },
    base: null,
    revision: 'one',
    change: { aside: null, document: '{}', unread: null, saved: '{}', staying: 0, steps: [], done: 0 },
  }),
  'drafts.delete': ({ experiments }) => ({ source: { from: 'experiment', id: experiments[0] ?? '' }, base: null }),
  'experiments.open-dialog': () => ({}),
  'versions.list': ({ experiments }) => ({ from: 'experiment', id: experiments[0] ?? '' }),
  'versions.save': ({ experiments }) => ({
    source: { from: 'experiment', id: experiments[0] ?? '' },
    name: 'before',
    document: attackedExperiment(),
  }),
  'versions.rename': () => ({ id: '0123456789abcde', name: 'after' }),
  'versions.restore': ({ experiments }) => ({
    source: { from: 'experiment', id: experiments[0] ?? '' },
    version: { id: '0123456789abcde', name: 'before', savedAtMs: 1, document: attackedExperiment() },
  }),
  'reports.list': () => ({}),
  'reports.get': () => ({ id: '0123456789abcde' }),
  'reports.add': ({ runs }) => ({
    name: 'Findings',
    document: {
      runs: runs.slice(0, 1).map((id) => ({ id, name: 'run' })),
      blocks: [{ id: 'one', kind: 'text', text: 'Good.' }],
    },
  }),
  'reports.save': () => ({ id: '0123456789abcde', revision: 1, document: { runs: [], blocks: [] } }),
  'reports.rename': () => ({ id: '0123456789abcde', name: 'after' }),
  'reports.delete': () => ({ id: '0123456789abcde' }),
  'reports.restore': () => ({
    report: { id: '0123456789abcde', name: 'before', updatedAtMs: 1, revision: 1, document: { runs: [], blocks: [] } },
  }),
  'datasets.list': () => ({}),
  'datasets.known': () => ({}),
  'datasets.get': () => ({ id: 'no-such-data', taskId: 'task' }),
  'datasets.delete': () => ({ id: 'no-such-data' }),
  'datasets.series-picture': () => ({ id: 'no-such-data', columns: ['temp'], pixels: 100 }),
  'runs.list': () => ({}),
  'runs.get': ({ runs }) => ({ id: runs[0] ?? '' }),
  'runs.metrics': ({ runs }) => ({ id: runs[0] ?? '', prefix: 'epoch/' }),
  'runs.facts': ({ runs }) => ({ id: runs[0] ?? '', keys: ['epoch/loss', 'epoch/val_loss'] }),
  'runs.points': ({ runs }) => ({ id: runs[0] ?? '', key: 'epoch/loss', from: 0, to: null }),
  'runs.progress': () => ({}),
  'runs.start': () => ({
    source: { from: 'inline', experiment: attackedExperiment() },
    name: 'run',
    epochs: 1,
    seed: 1,
    engine: 'wasm',
    step: 'eager',
    limitBatches: 1,
  }),
  'runs.stop': ({ runs }) => ({ id: runs[0] ?? '' }),
  'runs.rename': ({ runs }) => ({ id: runs[0] ?? '', name: 'renamed' }),
  'runs.mark': ({ runs }) => ({ ids: [...runs], addTags: ['tagged'], isStarred: true, isArchived: true }),
  'runs.writeNotes': ({ runs }) => ({ id: runs[0] ?? '', notes: 'written' }),
  'runs.columnNames': () => ({}),
  'runs.columns': () => ({ columns: [{ kind: 'setting', path: 'training.seed' }] }),
  'runs.delete': ({ runs }) => ({ ids: [...runs] }),
  'runs.import-dialog': () => ({ what: 'folder', taskId: 'task' }),
  'runs.tensorboard-dialog': ({ runs }) => ({ ids: [...runs] }),
  'runs.compare': ({ runs }) => ({ ids: [...runs] }),
};

export function attackedExperiment(): JsonValue {
  const experiment = { ...weatherGru, data: { ...weatherGru.data, dataset: 'no-such-data' } };
  return JSON.parse(JSON.stringify(experiment)) as JsonValue;
}

export const names = Object.keys(requests) as [RequestName, ...RequestName[]];

export function wellFormedInput(name: RequestName, known: KnownIds): JsonValue {
  return wellFormed[name]?.(known) ?? { id: known.runs[0] ?? '' };
}

export const reading: ReadonlySet<string> = new Set<RequestName>([
  'app.info',
  'settings.get',
  'templates.list',
  'templates.get',
  'experiments.list',
  'experiments.get',
  'experiments.open-dialog',
  'versions.list',
  'versions.get',
  'reports.list',
  'reports.get',
  'datasets.list',
  'datasets.known',
  'datasets.series-picture',
  'runs.list',
  'runs.get',
  'runs.metrics',
  'runs.facts',
  'runs.points',
  'runs.progress',
  'runs.columnNames',
  'runs.columns',
  'runs.compare',
]);

export function isRequest(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

/** Whether a message is a request after all, and one that may change what is kept: such a one proves nothing. */
export function changesKept(text: string, known: KnownIds): boolean {
  const marks = [
    'trainingPriority',
    'blocks.add',
    'views.add',
    ...[...known.runs, ...known.experiments].map((id) => `"${id}"`),
  ];
  if (!marks.some((mark) => text.includes(mark))) return false;
  const message = clientMessageSchema.safeParse(parseMessage(text));
  const name = message.data?.name ?? '';
  if (!message.success || !isRequest(name) || reading.has(name)) return false;
  try {
    return requests[name].input.safeParse(message.data.input).success;
  } catch {
    // Nested too deeply for the schema.
    return false;
  }
}
