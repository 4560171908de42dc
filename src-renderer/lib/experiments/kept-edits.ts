// Unsaved edits of a model, kept in the page's storage, so that a reload or a closed window loses none of them.
import { z } from 'zod';

const keptSchema = z.object({
  /** The typed text; it may be invalid JSON. */
  text: z.string(),
  /** What was saved when it was edited. */
  saved: z.string(),
  atMs: z.number(),
});
export type KeptEdits = z.infer<typeof keptSchema>;

export class KeptEditsStore {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.#storage = storage;
  }

  /** Null when there are none, or they cannot be read. @param model its origin and id: `template/imdb-conv1d` */
  read(model: string): KeptEdits | null {
    try {
      return keptSchema.parse(JSON.parse(this.#storage.getItem(keyOf(model)) ?? 'null'));
    } catch {
      return null;
    }
  }

  write(model: string, edits: KeptEdits): void {
    try {
      this.#storage.setItem(keyOf(model), JSON.stringify(edits));
    } catch {
      // The storage is full or disabled: the edits stay on the page only.
    }
  }

  remove(model: string): void {
    this.#storage.removeItem(keyOf(model));
  }
}

function keyOf(model: string): string {
  return `strata.edits.${model}`;
}
