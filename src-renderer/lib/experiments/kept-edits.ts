// Edits of a model that are not saved, kept in the page's storage, so that a reload or an ended window loses none of them.
import { z } from 'zod';

const keptSchema = z.object({
  /** The experiment as it was typed; it need not be JSON yet. */
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

  /** Null where there are none, or none that can be read. @param model its origin and id: `template/imdb-conv1d` */
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
      // The storage is full or switched off: the edits stay on the page, as they do without it.
    }
  }

  remove(model: string): void {
    this.#storage.removeItem(keyOf(model));
  }
}

function keyOf(model: string): string {
  return `strata.edits.${model}`;
}
