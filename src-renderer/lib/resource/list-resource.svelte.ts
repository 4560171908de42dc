// A list loaded from the host: what can be read of what is stored, and what cannot.
import type { AppError } from '#shared/base/app-error.ts';
import type { StoredItems, Unreadable } from '#shared/contract/unreadable.ts';
import { Resource } from '#renderer/lib/resource/resource.svelte.ts';

export class ListResource<Item> {
  readonly #all: Resource<StoredItems<Item>>;

  constructor(fetch: () => Promise<StoredItems<Item>>) {
    this.#all = new Resource(fetch);
  }

  /** Undefined until first loaded. */
  get value(): readonly Item[] | undefined {
    return this.#all.value?.items;
  }

  /** Empty until first loaded. */
  get unreadable(): readonly Unreadable[] {
    return this.#all.value?.unreadable ?? [];
  }

  get error(): AppError | null {
    return this.#all.error;
  }

  async load(): Promise<void> {
    await this.#all.load();
  }

  /** Applies an event's change to what can be read; ignored before the first answer. */
  update(change: (items: readonly Item[]) => readonly Item[]): void {
    this.#all.update(({ items, unreadable }) => ({ items: change(items), unreadable }));
  }
}
