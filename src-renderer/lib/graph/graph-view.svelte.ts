// What a person has selected and focused on the canvas, and what is announced. None of it is saved or undone.
import type { JsonObject } from '#shared/base/json.ts';
import type { CodeNote } from '#shared/model/code/read-keras.ts';
import { SvelteSet } from 'svelte/reactivity';
import type { EdgePicture } from '#renderer/lib/graph/graph-picture.ts';
import type { Addition, AddPlace } from '#renderer/lib/graph/add-place.ts';

/** A choice that is open over the canvas. */
export type Chooser =
  | { readonly kind: 'add'; readonly place: AddPlace; readonly isFirstFieldNext: boolean }
  /** From an output of a layer. */
  | { readonly kind: 'connect'; readonly from: string; readonly output: number }
  /** A group that layers go into. */
  | { readonly kind: 'group'; readonly ids: readonly string[] };

/** A new layer or a block under the pointer, in the window's pixels. */
export interface DraggedLayer {
  /** What is under the pointer: a layer's type, or a block's name. */
  readonly name: string;
  readonly what: Addition;
  readonly x: number;
  readonly y: number;
  /** The drag ends here: the canvas drops the layer and takes it back. */
  readonly isDropped: boolean;
}

/** The menu of layers and notes, or of the empty canvas, in the window's pixels. */
export interface OpenMenu {
  readonly x: number;
  readonly y: number;
  readonly ids: readonly string[];
  readonly notes: readonly string[];
  /** The id of the group that it is about; null when it is about the layers. */
  readonly group: string | null;
}

/** What pasted code has beside layers. */
export interface PastedRest {
  /** The lines that were not understood. */
  readonly notes: readonly CodeNote[];
  /** Training settings as a file has them. */
  readonly training: JsonObject;
}

/** What is shown of a model: its graph, its layers as a list or a table, or the series that it learns from. */
export type ModelViewKind = 'graph' | 'list' | 'table' | 'series';

export class GraphView {
  #shown: ModelViewKind = $state('graph');
  /** What was shown before the series. */
  #before: ModelViewKind = 'graph';
  dragged: DraggedLayer | null = $state.raw(null);
  chooser: Chooser | null = $state.raw(null);
  menu: OpenMenu | null = $state.raw(null);
  /** The edges that are selected. */
  edges: readonly EdgePicture[] = $state.raw([]);
  /** The next layer that is shown has the focus in its first field, not on its card. */
  isFieldWanted = $state(false);

  /** The ids of the selected layers. */
  readonly #selection = new SvelteSet<string>();
  /** The ids of the selected notes. */
  readonly #notes = new SvelteSet<string>();
  /** The id of the note that is typed now. */
  typedNote: string | null = $state(null);
  /** The layer or the folded group's card that the keyboard is at; null before the first. */
  current: string | null = $state(null);
  /** A layer or a card that the canvas shall show and focus; it takes this back. */
  wanted: string | null = $state(null);
  /** Said to a screen reader. */
  announcement = $state('');
  /** What else pasted code has; shown until a person has decided. */
  pasted: PastedRest | null = $state.raw(null);

  get shown(): ModelViewKind {
    return this.#shown;
  }

  show(kind: ModelViewKind): void {
    if (this.#shown !== 'series') this.#before = this.#shown;
    this.#shown = kind;
  }

  /** Shows the series, or what was shown before it. */
  showSeries(isWanted: boolean): void {
    if (isWanted !== (this.#shown === 'series')) this.show(isWanted ? 'series' : this.#before);
  }

  get selection(): ReadonlySet<string> {
    return this.#selection;
  }

  get notes(): ReadonlySet<string> {
    return this.#notes;
  }

  /** The only selected layer; null when there are none or several. */
  get only(): string | null {
    return this.#selection.size === 1 ? ([...this.#selection][0] ?? null) : null;
  }

  /** Selects these layers and notes, and no others. */
  select(ids: Iterable<string>, notes: Iterable<string> = []): void {
    const wanted = new Set(ids);
    replace(this.#selection, wanted);
    replace(this.#notes, new Set(notes));
    if (this.current === null || !wanted.has(this.current)) this.current = [...wanted].at(-1) ?? this.current;
  }

  /** Selects a layer, brings it into sight, and gives it the focus. @param layers what a card stands for */
  goTo(id: string, layers: readonly string[] = [id]): void {
    this.select(layers);
    this.current = id;
    this.wanted = id;
  }

  /** Whether all of these layers are selected. */
  hasAll(layers: readonly string[]): boolean {
    return layers.every((id) => this.#selection.has(id));
  }

  /** Selects a note, or takes that back. */
  toggleNote(id: string): void {
    if (!this.#notes.delete(id)) this.#notes.add(id);
  }

  /** Selects a card, or takes that back. */
  toggle(id: string, layers: readonly string[] = [id]): void {
    const isSelected = this.hasAll(layers);
    for (const layer of layers) {
      if (isSelected) this.#selection.delete(layer);
      else this.#selection.add(layer);
    }
    this.current = id;
  }
}

function replace(set: SvelteSet<string>, wanted: ReadonlySet<string>): void {
  for (const id of set) if (!wanted.has(id)) set.delete(id);
  for (const id of wanted) set.add(id);
}
