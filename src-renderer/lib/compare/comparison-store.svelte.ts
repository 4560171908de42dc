// The shown comparison: requested again when other runs are picked, and when one of them changes.
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import { runIdSchema } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { Comparison } from '#shared/compare/comparison.ts';

export class ComparisonStore {
  #comparison: Comparison | null = $state.raw(null);
  #error: AppError | null = $state.raw(null);
  #ids: readonly string[] = [];
  #latest = 0;
  #isStale = false;
  #isLoading = false;
  readonly #api: WorkbenchApi;
  readonly #least: number;

  /** @param least how many runs are compared at least */
  constructor(api: WorkbenchApi, least = 2) {
    this.#api = api;
    this.#least = least;
  }

  /** Null while too few runs are picked, and until the first answer. */
  get comparison(): Comparison | null {
    return this.#comparison;
  }

  get error(): AppError | null {
    return this.#error;
  }

  async show(ids: readonly string[]): Promise<void> {
    this.#ids = ids;
    await this.load();
  }

  async load(): Promise<void> {
    const mine = ++this.#latest;
    const ids = this.#ids.flatMap((id) => runIdSchema.safeParse(id).data ?? []);
    if (ids.length < this.#least) {
      this.#comparison = null;
      this.#error = null;
      return;
    }
    this.#isLoading = true;
    try {
      const comparison = await this.#api.request('runs.compare', { ids });
      if (mine !== this.#latest) return;
      this.#comparison = comparison;
      this.#error = null;
    } catch (error) {
      if (mine === this.#latest) this.#error = toAppError(error);
    } finally {
      if (mine === this.#latest) {
        this.#isLoading = false;
        if (this.#isStale) {
          this.#isStale = false;
          void this.load();
        }
      }
    }
  }

  handle(event: WorkbenchEvent): void {
    if (event.type !== 'run' || !this.#ids.includes(event.run.id)) return;
    // One request at a time: later changes are requested after the answer.
    if (this.#isLoading) this.#isStale = true;
    else void this.load();
  }
}
