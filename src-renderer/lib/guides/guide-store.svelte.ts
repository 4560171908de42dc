// A guide at work: its templates, the runs that it wants and has, and what those gave.
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { Guide, GuideVerdict, TaskResult } from '#shared/guides/guide.ts';
import { guideResults, guideVerdict } from '#shared/guides/guide-results.ts';
import {
  doneRuns,
  guideTag,
  longestEpochs,
  shortenedEpochs,
  templatesOf,
  usualSeeds,
  wantedRuns,
  type WantedRun,
} from '#shared/guides/guide-runs.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { ComparisonStore } from '#renderer/lib/compare/comparison-store.svelte.ts';
import { shareDone, type RunList } from '#renderer/lib/runs/run-list.svelte.ts';

export class GuideStore {
  readonly guide: Guide;
  readonly #api: WorkbenchApi;
  readonly #runs: RunList;
  readonly #comparison: ComparisonStore;
  #templates: ReadonlyMap<string, Experiment> = $state.raw(new Map());
  #error: AppError | null = $state.raw(null);
  #chosenEpochs: number | null = $state(null);
  #isStarting = $state(false);
  /** How often each model is trained. */
  seeds = $state(usualSeeds);

  constructor(guide: Guide, api: WorkbenchApi, runs: RunList) {
    this.guide = guide;
    this.#api = api;
    this.#runs = runs;
    this.#comparison = new ComparisonStore(api, 1);
  }

  readonly #usualEpochs = $derived.by(
    () => shortenedEpochs(this.guide, this.#templates, this.#runs.all) ?? longestEpochs(this.guide, this.#templates),
  );
  readonly #wanted = $derived.by(() =>
    wantedRuns(this.guide, this.#templates, this.#runs.all, { seeds: this.seeds, mostEpochs: this.mostEpochs }),
  );
  readonly #results = $derived.by(() => guideResults(this.guide, this.#comparison.comparison));

  /** False until the templates are here. */
  get isLoaded(): boolean {
    return this.#templates.size > 0;
  }

  get error(): AppError | null {
    return this.#error ?? this.#comparison.error;
  }

  /** Experiments that have more epochs are cut to these; at first to those of the newest run. */
  get mostEpochs(): number {
    return this.#chosenEpochs ?? this.#usualEpochs;
  }

  set mostEpochs(epochs: number) {
    this.#chosenEpochs = epochs;
  }

  /** What the guide wants to be trained, and what of it there is. */
  get wanted(): readonly WantedRun[] {
    return this.#wanted;
  }

  get missing(): readonly WantedRun[] {
    return this.#wanted.filter(({ run }) => run === null);
  }

  /** Waiting and running ones. */
  get atWork(): readonly RunSummary[] {
    return this.#wanted.flatMap(({ run }) => (run !== null && run.status !== 'completed' ? [run] : []));
  }

  /** Runs to compare: one text, so that events of other runs change nothing. */
  get doneIds(): string {
    return doneRuns(this.#wanted).join();
  }

  get isStarting(): boolean {
    return this.#isStarting;
  }

  get results(): readonly TaskResult[] {
    return this.#results;
  }

  /** Null until each model has a value. */
  get verdict(): GuideVerdict | null {
    return guideVerdict(this.guide, this.#results);
  }

  /** The share of the wanted runs that is trained, 0 to 1. */
  get share(): number {
    if (this.#wanted.length === 0) return 0;
    const done = this.#wanted.map(({ run }) => {
      if (run === null) return 0;
      return run.status === 'completed' ? 1 : (shareDone(this.#runs.progressOf(run.id)) ?? 0);
    });
    return done.reduce((sum, one) => sum + one, 0) / this.#wanted.length;
  }

  async load(): Promise<void> {
    try {
      const templates = await Promise.all(
        templatesOf(this.guide).map(async (id) => [id, await this.#api.request('templates.get', { id })] as const),
      );
      this.#templates = new Map(templates);
      this.#error = null;
    } catch (error) {
      this.#error = toAppError(error);
    }
    await this.#comparison.load();
  }

  handle(event: WorkbenchEvent): void {
    this.#comparison.handle(event);
  }

  /** Compares the runs that are done. @param ids as `doneIds` says them */
  async compare(ids: string): Promise<void> {
    await this.#comparison.show(ids === '' ? [] : ids.split(','));
  }

  /** Queues what is missing, each run with the guide's tag. */
  async train(): Promise<void> {
    if (this.#isStarting) return;
    this.#isStarting = true;
    try {
      for (const { experiment, seed, epochs } of this.missing) {
        const source = { from: 'inline' as const, experiment: jsonObjectSchema.parse(experiment) };
        const { runId } = await this.#api.request('runs.start', { source, seed, epochs });
        await this.#api.request('runs.mark', { ids: [runId], addTags: [guideTag(this.guide)] });
      }
    } finally {
      this.#isStarting = false;
    }
  }

  /** Stops what is at work and takes back what waits. */
  async stop(): Promise<void> {
    // The last first: what waits must not begin when the one before it ends.
    for (const run of [...this.atWork].reverse()) await this.#runs.stop(run.id);
  }
}
