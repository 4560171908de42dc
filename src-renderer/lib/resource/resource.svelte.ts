// A value loaded from the host: the value, whether it is loading, and the error.
import { toAppError, type AppError } from '#shared/base/app-error.ts';

export class Resource<T> {
  #value: T | undefined = $state.raw();
  #error: AppError | null = $state.raw(null);
  #latest = 0;
  readonly #fetch: () => Promise<T>;

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  /** Undefined until first loaded. */
  get value(): T | undefined {
    return this.#value;
  }

  get error(): AppError | null {
    return this.#error;
  }

  /** Loads or reloads. An older answer does not replace a newer one; on failure the last value stays. */
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

  /** Applies an event's change; ignored before the first answer. */
  update(change: (value: T) => T): void {
    if (this.#value !== undefined) this.#value = change(this.#value);
  }
}
