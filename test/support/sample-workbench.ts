// A host in memory for component tests and pictures: it keeps the whole contract over made-up data and trains nothing.
import { trainingSchema } from '#shared/training/training-settings.ts';
import type { Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { runIdSchema, type ExperimentId } from '#shared/base/ids.ts';
import { type WorkbenchEvent } from '#shared/contract/events.ts';
import { type RunProgress } from '#shared/contract/runs.ts';
import {
  requests,
  type ParsedInput,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  type WorkbenchApi,
  type WorkbenchHandlers,
  type ConnectionSignal,
} from '#shared/contract/workbench.ts';
import type { Follow } from '#shared/contract/follow.ts';
import type { Unreadable } from '#shared/contract/unreadable.ts';
import { defaultSettings, type Settings } from '#shared/contract/settings.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import type { Leak } from '#shared/data/leaks.ts';
import type { KeptDraft } from '#shared/experiment/draft.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import { mayResume } from '#shared/runs/run-status.ts';
import { markedRun } from '#shared/runs/mark-run.ts';
import type { OwnRun, Run } from '#shared/runs/run.ts';
import { viewHandlers } from '#main/services/handlers/views.ts';
import { blockHandlers } from '#main/services/handlers/blocks.ts';
import { reportHandlers } from '#main/services/handlers/reports.ts';
import { experimentHandlers } from '#main/services/handlers/experiments.ts';
import { unreadableOf } from '#main/services/handlers/unreadable.ts';
import { sampleDraftStore } from './sample-drafts.ts';
import { sampleExperimentStore } from './sample-experiment-store.ts';
import type { StoredVersion } from '#main/ports/version-store.ts';
import { versionHandlers } from '#main/services/handlers/versions.ts';
import { sampleVersionStore } from './sample-versions.ts';
import type { Report } from '#shared/reports/report.ts';
import { sampleReportStore } from './sample-reports.ts';
import { sampleDatasetHandlers } from './sample-datasets.ts';
import { imdbDataset, sampleTemplates, weatherDataset } from './sample-experiments.ts';
import { queuedRun, seriesUntil } from './queued-run.ts';
import { sampleEngines } from './sample-engines.ts';
import { imdbRunId, sampleNowMs, sampleRunId, sampleRuns, type SampleRun } from './sample-runs.ts';
import { damagedOf, damagedStore, noDialogs, readingHandlers, summaryOf } from './sample-reading.ts';
import { sampleProgress } from './sample-progress.ts';
import { SamplePredictions } from './sample-predictions.ts';
import { SampleTests } from './sample-tests.ts';
import { SampleImports } from './sample-imports.ts';

export interface SampleOptions {
  /** Begins without runs and data sets, as on a fresh machine. */
  readonly empty?: boolean;
  readonly nativeInstalled?: boolean;
}

export class SampleWorkbench implements WorkbenchApi {
  readonly runs: Map<string, SampleRun>;
  readonly datasets = new Map<string, Dataset>();
  readonly experiments = new Map<ExperimentId, Experiment>();
  /** Unsaved edits, by source: `template/imdb-conv1d`. */
  readonly drafts = new Map<string, KeptDraft>();
  /** Named versions, by id. */
  readonly versions = new Map<string, StoredVersion>();
  readonly reports = new Map<string, Report>();
  settings: Settings = defaultSettings;
  readonly progress = new Map<string, RunProgress>();
  /** What was asked, in order: tests look at it. */
  readonly asked: { readonly name: RequestName; readonly input: unknown }[] = [];
  /** After which epoch a run can go on, where that is not its last one; null where it cannot. */
  readonly checkpoints = new Map<string, number | null>();
  /** Requests that fail, by name. */
  readonly failing = new Map<RequestName, AppError>();
  /** What cannot be read, by its id. */
  readonly unreadable = new Map<string, 'runs' | 'experiments' | 'datasets' | 'reports'>();
  /** Other titles of known data sets, by their ids. */
  readonly knownTitles = new Map<string, Message>();
  /** What these requests wait for before they answer. */
  readonly holding = new Map<RequestName, Promise<void>>();
  readonly imports = new SampleImports();
  /** The host's dialogs about runs; a browser host has none. */
  readonly runDialogs = noDialogs();
  readonly #tests = new SampleTests();
  readonly #predictions = new SamplePredictions((id) => this.#find(id).run);
  /** Found in every data set. */
  leaks: Leak[] = [];
  host: 'browser' | 'electron' = 'browser';
  readonly #options: SampleOptions;
  readonly #events = new Set<(event: WorkbenchEvent) => void>();
  readonly #connections = new Set<(state: ConnectionSignal) => void>();
  #nextRun = 20;

  constructor(options: SampleOptions = {}) {
    this.#options = options;
    const runs = options.empty ? [] : sampleRuns;
    this.runs = new Map(runs.map((sample) => [sample.run.id, sample]));
    if (options.empty) return;
    for (const dataset of [imdbDataset, weatherDataset]) this.datasets.set(dataset.id, dataset);
    this.progress.set(imdbRunId, sampleProgress);
  }

  async request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    this.asked.push({ name, input });
    await (this.holding.get(name) ?? Promise.resolve());
    const failure = this.failing.get(name);
    if (failure) throw failure;
    const parsed = requests[name].input.parse(input);
    const output: unknown = await (this.#handlers[name] as (given: typeof parsed) => unknown)(parsed);
    // The same validation as on a real transport: what does not fit the contract fails here.
    return requests[name].output.parse(output) as RequestOutput<N>;
  }

  subscribe(listener: (event: WorkbenchEvent) => void): () => void {
    this.#events.add(listener);
    return () => this.#events.delete(listener);
  }

  /** What the page has said of itself last. */
  followed: Follow | null = null;
  follow(follow: Follow): void {
    this.followed = follow;
  }
  /** Connected from the start: a listener hears so at once, but after it was returned. */
  onConnection(listener: (state: ConnectionSignal) => void): () => void {
    this.#connections.add(listener);
    queueMicrotask(() => {
      if (this.#connections.has(listener)) listener('connected');
    });
    return () => this.#connections.delete(listener);
  }

  emit(event: WorkbenchEvent): void {
    for (const listener of this.#events) listener(event);
  }

  connection(state: ConnectionSignal): void {
    for (const listener of this.#connections) listener(state);
  }

  /** Changes a run and tells the screens. */
  change(id: string, change: Partial<OwnRun>): void {
    const sample = this.#find(id);
    const run = { ...sample.run, ...change };
    this.runs.set(id, { ...sample, run });
    this.emit({ type: 'run', run: summaryOf(run) });
  }

  #find(id: string): SampleRun {
    const sample = this.runs.get(id);
    if (!sample) throw new AppError('not-found', `There is no run ${id}.`, { hint: 'It may have been deleted.' });
    return sample;
  }

  async #experimentOf(source: ParsedInput<'runs.start'>['source']): Promise<Experiment> {
    if (source.from === 'template') return this.#handlers['templates.get']({ id: source.id });
    if (source.from === 'experiment') return this.#handlers['experiments.get']({ id: source.id });
    return experimentSchema.parse(source.experiment);
  }

  #queue(experiment: Experiment, given: Parameters<typeof queuedRun>[2]): Run['id'] {
    const id = sampleRunId(this.#nextRun++);
    const run = queuedRun(id, experiment, given);
    this.runs.set(id, { run, series: [] });
    this.emit({ type: 'run', run: summaryOf(run) });
    return id;
  }

  #checkpointEpoch(run: Run): number | null {
    if (!mayResume(run.status)) return null;
    return this.checkpoints.get(run.id) ?? (run.epochsDone > 0 ? run.epochsDone : null);
  }

  #unreadable(wanted: 'runs' | 'datasets'): Unreadable[] {
    return unreadableOf(damagedOf(this.unreadable, wanted));
  }

  /** What the host's own handlers need. */
  readonly #parts = {
    experiments: sampleExperimentStore(this.experiments, damagedStore(this.unreadable, 'experiments')),
    drafts: sampleDraftStore(this.drafts),
    versions: sampleVersionStore(this.versions),
    reports: sampleReportStore(this.reports, damagedStore(this.unreadable, 'reports')),
    templates: {
      list: () => sampleTemplates,
      find: (id: string) => sampleTemplates.find((one) => one.id === id) ?? null,
    },
    datasets: { find: (id: string) => this.datasets.get(id) ?? null },
    settings: {
      get: () => this.settings,
      set: (change: Pick<Settings, 'blocks' | 'views'>) => (this.settings = { ...this.settings, ...change }),
    },
    runs: { require: (id: string) => void this.#find(id) },
    clock: { nowMs: () => sampleNowMs, monotonicMs: () => performance.now() },
    emit: (event: WorkbenchEvent) => this.emit(event),
  };

  readonly #handlers: WorkbenchHandlers = {
    'app.info': () => ({
      version: '0.1.0',
      home: '~/.local/share/strata',
      host: this.host,
      engines: sampleEngines(this.#options.nativeInstalled !== false),
    }),
    'settings.get': () => this.settings,
    'settings.set': ({ trainingPriority = this.settings.trainingPriority }) => {
      this.settings = { ...this.settings, trainingPriority };
      this.emit({ type: 'changed', what: 'settings' });
      return this.settings;
    },
    ...blockHandlers(this.#parts),
    ...viewHandlers(this.#parts),
    ...versionHandlers(this.#parts),
    ...reportHandlers(this.#parts),
    ...experimentHandlers(this.#parts),
    ...sampleDatasetHandlers({
      datasets: this.datasets,
      knownTitles: this.knownTitles,
      unreadable: this.unreadable,
      damaged: () => this.#unreadable('datasets'),
      leaks: () => this.leaks,
      emit: (event) => this.emit(event),
    }),
    ...this.imports.handlers(() => this),
    ...readingHandlers(
      () => this.runs,
      (id) => this.#find(id),
      () => this.#unreadable('runs'),
    ),
    ...this.#tests.handlers,
    ...this.#predictions.handlers,
    'runs.import-dialog': (input) => this.runDialogs['runs.import-dialog'](input),
    'runs.tensorboard-dialog': (input) => this.runDialogs['runs.tensorboard-dialog'](input),
    'runs.get': ({ id }) => {
      const { run } = this.#find(id);
      const forkEpochs = run.kind === 'training' ? [run.best?.epoch ?? 0, run.epochsDone].filter(Boolean) : [];
      return { ...run, checkpointEpoch: this.#checkpointEpoch(run), forkEpochs: [...new Set(forkEpochs)] };
    },
    'runs.progress': () => [...this.progress.values()],
    'runs.start': async ({ source, name, epochs, seed }) => {
      const experiment = await this.#experimentOf(source);
      const runId = this.#queue(experiment, {
        ...(name === undefined ? {} : { name }),
        experimentId:
          source.from === 'experiment' ? source.id : source.from === 'inline' ? (source.experimentId ?? null) : null,
        seed: seed ?? experiment.training.seed,
        epochs: epochs ?? experiment.training.epochs,
      });
      return { runId };
    },
    'runs.repeat': ({ id, count }) => {
      const { run } = this.#find(id);
      return {
        runIds: Array.from({ length: count }, (_, i) => this.#queue(run.experiment, { seed: run.seed + i + 1 })),
      };
    },
    'runs.fork': ({ id, epoch, training }) => {
      const { run } = this.#find(id);
      const fork = { run: id, number: run.number, epoch, steps: epoch * 625, fresh: [] };
      const experiment = { ...run.experiment, training: trainingSchema.parse(training) };
      return { runId: this.#queue(experiment, { fork, epochs: experiment.training.epochs }) };
    },
    'runs.resume': ({ id }) => {
      const { run, series } = this.#find(id);
      const epochsDone = this.#checkpointEpoch(run) ?? 0;
      this.runs.set(id, { run, series: seriesUntil(series, epochsDone) });
      this.emit({ type: 'truncated', runId: id, epoch: epochsDone, steps: epochsDone * 625 });
      this.change(id, { status: 'queued', epochsDone, startedAtMs: null, endedAtMs: null, error: null });
      return {};
    },
    'runs.stop': ({ id }) => {
      this.progress.delete(id);
      this.change(id, { status: 'stopped', endedAtMs: sampleNowMs });
      return {};
    },
    'runs.rename': ({ id, name, from }) => {
      if (from !== undefined && this.#find(id).run.name !== from) throw new AppError('conflict', 'It was renamed.');
      this.change(id, { name });
      return {};
    },
    'runs.mark': ({ ids, ...marks }) => {
      for (const id of ids) this.change(id, markedRun(this.#find(id).run, marks, sampleNowMs));
      return {};
    },
    'runs.writeNotes': ({ id, notes, from }) => {
      if (from !== undefined && this.#find(id).run.notes !== from) throw new AppError('conflict', 'They were changed.');
      this.change(id, { notes });
      return {};
    },
    'runs.delete': ({ ids }) => {
      for (const id of ids) {
        this.unreadable.delete(id);
        const valid = runIdSchema.safeParse(id);
        if (this.runs.delete(id) && valid.success) this.emit({ type: 'runs-deleted', ids: [valid.data] });
      }
      return {};
    },
  };
}
