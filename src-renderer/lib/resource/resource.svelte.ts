// Something that is asked of the host and shown: what it is, whether it is there yet, and why not.
import { toAppError, type AppError } from '#shared/base/app-error.ts';

export class Resource<T> {
  #value: T | undefined = $state.raw();
  #error: AppError | null = $state.raw(null);
  #latest = 0;
  readonly #fetch: () => Promise<T>;

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  /** Undefined until it was loaded once. */
  get value(): T | undefined {
    return this.#value;
  }

  get error(): AppError | null {
    return this.#error;
  }

  /** Asks (again). An older answer never replaces a newer one; on failure the last value stays. */
  async load(): Promise<void> {
    const mine = ++this.#latest;
    try {
      const value = await this.#fetch();
      if (mine !== this.#latest) return;
      this.#value = value;
      this.#error = null;
    } catch (error) {
      if (mine === this.#latest) this.#error = toAppError(error);
    }
  }

  /** Works in what an event brought; before the first answer there is nothing to work it into. */
  update(change: (value: T) => T): void {
    if (this.#value !== undefined) this.#value = change(this.#value);
  }
}
