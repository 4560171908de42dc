// One experiment as it is edited: the JSON document, what the host says about it, and whether it differs from what is saved.
// The document is JSON, not a parsed experiment, so that what this program does not know stays in it.
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import { experimentIdSchema, runIdSchema, type ExperimentId, type RunId } from '#shared/base/ids.ts';
import { jsonObjectSchema, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import type { StartRun } from '#shared/contract/runs.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { CheckResult } from '#shared/experiment/check-result.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import type { EngineChoice } from '#shared/runs/run.ts';
import { notAnObject } from '#renderer/lib/experiments/json-problem.ts';
import { withValueAtPath } from '#renderer/lib/experiments/json-path.ts';

export type ExperimentSource =
  /** `run`: as it was in a run, to be trained with changes. */
  { readonly from: 'template' | 'run'; readonly id: string } | { readonly from: 'experiment'; readonly id: string };

const checkDelayMs = 250;

export class ExperimentDraft {
  readonly source: ExperimentSource;
  #document: JsonObject | null = $state.raw(null);
  #saved: JsonObject | null = $state.raw(null);
  #check: CheckResult | null = $state.raw(null);
  #error: AppError | null = $state.raw(null);
  /** What stands in the text field while it cannot be read as JSON, and why; null otherwise. */
  #unread: { readonly text: string; readonly problem: string } | null = $state.raw(null);
  #checkTimer: ReturnType<typeof setTimeout> | undefined;
  #latestCheck = 0;
  readonly #api: WorkbenchApi;

  readonly experiment: Experiment | null = $derived.by(() => {
    const parsed = this.#document === null ? null : experimentSchema.safeParse(this.#document);
    return parsed?.success ? parsed.data : null;
  });
  readonly isEdited: boolean = $derived(
    this.#unread !== null || JSON.stringify(this.#document) !== JSON.stringify(this.#saved),
  );
  readonly canTrain: boolean = $derived(
    this.#unread === null && this.experiment !== null && this.#check !== null && this.#check.ok,
  );

  constructor(api: WorkbenchApi, source: ExperimentSource) {
    this.#api = api;
    this.source = source;
  }

  get document(): JsonObject | null {
    return this.#document;
  }

  get check(): CheckResult | null {
    return this.#check;
  }

  get error(): AppError | null {
    return this.#error;
  }

  /** Why the text cannot be read as JSON; null when it can. */
  get textProblem(): string | null {
    return this.#unread?.problem ?? null;
  }

  /** The experiment as text, as it was typed. */
  get text(): string {
    return this.#unread?.text ?? JSON.stringify(this.#document, null, 2);
  }

  async load(): Promise<void> {
    try {
      const experiment = await this.#fetch();
      this.#document = this.#saved = jsonObjectSchema.parse(experiment);
      this.#error = null;
      await this.#runCheck();
    } catch (error) {
      this.#error = toAppError(error);
    }
  }

  async #fetch(): Promise<Experiment> {
    const { from, id } = this.source;
    switch (from) {
      case 'template':
        return this.#api.request('templates.get', { id });
      case 'experiment':
        return this.#api.request('experiments.get', { id: experimentIdSchema.parse(id) });
      case 'run':
        return (await this.#api.request('runs.get', { id: runIdSchema.parse(id) })).experiment;
    }
  }

  /** Changes one value: `set(['training', 'epochs'], 5)`. */
  set(path: readonly string[], value: JsonValue): void {
    if (this.#document === null) return;
    this.#document = withValueAtPath(this.#document, path, value);
    this.#checkSoon();
  }

  /** Takes the whole document from a text; text that is no JSON object changes nothing but `text` and `textProblem`. */
  setText(text: string): void {
    const read = readJsonObject(text);
    if ('problem' in read) {
      this.#unread = { text, problem: read.problem };
      return;
    }
    this.#unread = null;
    this.#document = read.object;
    this.#checkSoon();
  }

  revert(): void {
    this.#document = this.#saved;
    this.#unread = null;
    void this.#runCheck();
  }

  /** Saves over the saved experiment, or as a new one when this is a template or a run's, which then is as it was. */
  async save(): Promise<ExperimentId> {
    const document = this.#document ?? {};
    const { id } = await this.#api.request('experiments.save', {
      experiment: document,
      ...(this.source.from === 'experiment' ? { id: experimentIdSchema.parse(this.source.id) } : {}),
    });
    if (this.source.from === 'experiment') this.#saved = document;
    else this.revert();
    return id;
  }

  /** Starts a run of what is on screen, saved or not. */
  async train(engine: EngineChoice): Promise<RunId> {
    const { runId } = await this.#api.request('runs.start', { source: this.#startSource(), engine });
    return runId;
  }

  #startSource(): StartRun['source'] {
    const { from, id } = this.source;
    if (this.#document !== null && (this.isEdited || from === 'run'))
      return { from: 'inline', experiment: this.#document };
    return from === 'experiment' ? { from, id: experimentIdSchema.parse(id) } : { from: 'template', id };
  }

  #checkSoon(): void {
    clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => void this.#runCheck(), checkDelayMs);
  }

  async #runCheck(): Promise<void> {
    clearTimeout(this.#checkTimer);
    if (this.#document === null) return;
    const mine = ++this.#latestCheck;
    try {
      const result = await this.#api.request('experiments.check', { experiment: this.#document });
      if (mine === this.#latestCheck) this.#check = result;
    } catch (error) {
      if (mine !== this.#latestCheck) return;
      const { code, message } = toAppError(error);
      this.#check = { ok: false, problems: [{ severity: 'error', code, message }], layers: [], parameters: null };
    }
  }
}

function readJsonObject(text: string): { object: JsonObject } | { problem: string } {
  try {
    const parsed = jsonObjectSchema.safeParse(JSON.parse(text));
    return parsed.success ? { object: parsed.data } : { problem: notAnObject };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
