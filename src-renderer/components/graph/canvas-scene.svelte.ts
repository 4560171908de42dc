// What is drawn on the canvas and where: the model's picture, its layout, and the frames of its groups.
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { cardSize, type Point } from '#renderer/lib/graph/card-size.ts';
import { edgeRoutes } from '#renderer/lib/graph/edge-routes.ts';
import type { Checked } from '#renderer/lib/graph/graph-picture.ts';
import { pictureCanvas, placesByHand, type CanvasPicture } from '#renderer/lib/graph/group-picture.ts';
import { noteBox } from '#renderer/lib/graph/note-picture.ts';
import {
  boundsOf,
  frameBoxes,
  layoutTask,
  placeLayers,
  withoutLoose,
  type Box,
  type Layout,
  type LayoutTask,
  type Places,
  type Route,
} from '#renderer/lib/graph/place-layers.ts';
import { AutomaticLayout } from './automatic-layout.svelte.ts';

export class CanvasScene {
  readonly #automatic = new AutomaticLayout();
  readonly #model: () => GraphDocument;
  readonly #checked: () => Checked | null;

  readonly picture: CanvasPicture = $derived.by(() => pictureCanvas(this.#model(), this.#checked()));
  readonly task: LayoutTask = $derived(layoutTask(this.picture));
  /** Where a person put layers and folded groups. */
  readonly #byHand: Places = $derived.by(() => placesByHand(this.#model(), this.picture));
  /** Null before the first layout. */
  readonly places: Places | null = $derived.by(() =>
    this.layout === null ? null : placeLayers(this.task, this.layout.places, this.#byHand),
  );
  /** The way of each edge; null for straight. */
  readonly routes: readonly (Route | null)[] = $derived.by(() =>
    this.layout === null || this.places === null ? [] : edgeRoutes(this.picture, this.layout, this.places),
  );
  /** The frames of unfolded groups, by their cards' ids. */
  readonly frames: ReadonlyMap<string, Box> = $derived.by(() =>
    this.places === null ? new Map<string, Box>() : frameBoxes(this.task, this.places),
  );

  constructor(model: () => GraphDocument, checked: () => Checked | null) {
    this.#model = model;
    this.#checked = checked;
  }

  get layout(): Layout | null {
    return this.#automatic.layout;
  }

  /** All cards, frames and notes. */
  get bounds(): Box {
    return boundsOf(this.task, this.places ?? new Map<string, Point>(), this.picture.notes.map(noteBox));
  }

  /** Where each card and each note is. */
  get boxes(): ReadonlyMap<string, Box> {
    const cards = this.picture.cards.flatMap((card): [string, Box][] => {
      const place = this.places?.get(card.id);
      return place === undefined ? [] : [[card.id, { ...place, ...cardSize(card) }]];
    });
    return new Map([...cards, ...this.picture.notes.map((one): [string, Box] => [one.id, noteBox(one)])]);
  }

  /** Lays the model out as it is now. */
  arrange(): void {
    this.#automatic.take(withoutLoose(this.task, this.#byHand));
  }

  stop(): void {
    this.#automatic.stop();
  }
}
