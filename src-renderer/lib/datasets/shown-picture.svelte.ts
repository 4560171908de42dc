// A picture of a series from the host: the one that was asked last. While one is on its way, only the newest further request waits.
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import type { RequestInput, WorkbenchApi } from '#shared/contract/workbench.ts';
import type { SeriesPicture } from '#shared/data/series-picture.ts';

/** What is asked; the host fills in the rest. */
export type PictureRequest = RequestInput<'datasets.series-picture'>;

export class ShownPicture {
  #value: SeriesPicture | null = $state.raw(null);
  #error: AppError | null = $state.raw(null);
  readonly #api: WorkbenchApi;
  #asked = '';
  #next: PictureRequest | null = null;
  #isBusy = false;

  constructor(api: WorkbenchApi) {
    this.#api = api;
  }

  /** The last answer, until another is there; null before the first. */
  get value(): SeriesPicture | null {
    return this.#value;
  }

  get error(): AppError | null {
    return this.#error;
  }

  /** Asks, unless this is what was asked last. @param version of the rows: their hash */
  ask(request: PictureRequest, version: string): void {
    const key = `${version} ${JSON.stringify(request)}`;
    if (key === this.#asked) return;
    this.#asked = key;
    this.#next = request;
    if (!this.#isBusy) void this.#work();
  }

  /** Asks again what failed. */
  retry(request: PictureRequest, version: string): void {
    this.#asked = '';
    this.ask(request, version);
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    while (this.#next !== null) {
      const request: PictureRequest = this.#next;
      this.#next = null;
      try {
        this.#value = await this.#api.request('datasets.series-picture', request);
        this.#error = null;
      } catch (error) {
        this.#error = toAppError(error);
      }
    }
    this.#isBusy = false;
  }
}
