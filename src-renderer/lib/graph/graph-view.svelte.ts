// What a person has selected and focused on the canvas, and what is announced. None of it is saved or undone.
import type { CodeNote } from '#shared/model/code/read-keras.ts';
import { SvelteSet } from 'svelte/reactivity';
import type { EdgePicture } from '#renderer/lib/graph/graph-picture.ts';
import type { AddPlace } from '#renderer/lib/graph/add-place.ts';

/** A choice that is open over the canvas. */
export type Chooser =
  | { readonly kind: 'add'; readonly place: AddPlace; readonly isFirstFieldNext: boolean }
  | { readonly kind: 'connect'; readonly from: string };

/** A new layer under the pointer, in the window's pixels. */
export interface DraggedLayer {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  /** The drag ends here: the canvas drops the layer and takes it back. */
  readonly isDropped: boolean;
}

/** The menu of layers or edges, in the window's pixels. */
export interface OpenMenu {
  readonly x: number;
  readonly y: number;
  readonly ids: readonly string[];
  readonly edges: readonly EdgePicture[];
}

export class GraphView {
  dragged: DraggedLayer | null = $state.raw(null);
  chooser: Chooser | null = $state.raw(null);
  menu: OpenMenu | null = $state.raw(null);
  /** The edges that are selected. */
  edges: readonly EdgePicture[] = $state.raw([]);
  /** The next layer that is shown has the focus in its first field, not on its card. */
  isFieldWanted = $state(false);

  /** The ids of the selected layers. */
  readonly #selection = new SvelteSet<string>();
  /** The layer that the keyboard is at; null before the first. */
  current: string | null = $state(null);
  /** A layer that the canvas shall show and focus; it takes this back. */
  wanted: string | null = $state(null);
  /** Said to a screen reader. */
  announcement = $state('');
  /** The lines of pasted code that were not understood; shown while there are some. */
  pastedNotes: readonly CodeNote[] = $state.raw([]);

  get selection(): ReadonlySet<string> {
    return this.#selection;
  }

  /** The only selected layer; null when there are none or several. */
  get only(): string | null {
    return this.#selection.size === 1 ? ([...this.#selection][0] ?? null) : null;
  }

  select(ids: Iterable<string>): void {
    const wanted = new Set(ids);
    for (const id of this.#selection) if (!wanted.has(id)) this.#selection.delete(id);
    for (const id of wanted) this.#selection.add(id);
    if (this.current === null || !wanted.has(this.current)) this.current = [...wanted].at(-1) ?? this.current;
  }

  /** Selects a layer, brings it into sight, and gives it the focus. */
  goTo(id: string): void {
    this.select([id]);
    this.current = id;
    this.wanted = id;
  }

  toggle(id: string): void {
    if (!this.#selection.delete(id)) this.#selection.add(id);
    this.current = id;
  }

  /** Forgets layers that are no longer there. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#selection) if (!ids.has(id)) this.#selection.delete(id);
    if (this.current !== null && !ids.has(this.current)) this.current = null;
  }
}
