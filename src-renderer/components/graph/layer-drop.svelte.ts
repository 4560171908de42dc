// A layer that is dragged from the palette: what it would be dropped on, and what that would do.
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { addAt, type AddPlace } from '#renderer/lib/graph/add-place.ts';
import { cardWidth, type Point } from '#renderer/lib/graph/card-size.ts';
import type { GraphEditor } from '#renderer/lib/graph/graph-editor.svelte.ts';
import type { EdgePicture } from '#renderer/lib/graph/graph-picture.ts';
import type { GraphView } from '#renderer/lib/graph/graph-view.svelte.ts';
import { dropTarget, type DropTarget } from '#renderer/lib/graph/hit-test.ts';
import { previewEdit, type EditPreview } from '#renderer/lib/graph/preview-edit.ts';
import type { CanvasScene } from './canvas-scene.svelte.ts';
import type { CardMarks } from './flow-nodes.ts';

interface Surroundings {
  readonly view: GraphView;
  readonly editor: GraphEditor;
  readonly scene: CanvasScene;
  readonly model: () => GraphDocument;
  /** A point of the window on the canvas; null where the canvas is not. */
  readonly toCanvas: (point: Point) => Point | null;
}

interface Drop {
  readonly target: DropTarget | null;
  readonly place: AddPlace;
}

export class LayerDrop {
  readonly #in: Surroundings;

  readonly #drop: Drop | null = $derived.by(() => {
    const { view, editor, scene, toCanvas } = this.#in;
    const { dragged } = view;
    const { places, routes } = scene;
    const at = dragged === null ? null : toCanvas(dragged);
    if (at === null || places === null) return null;
    const target = dropTarget(at, scene.picture, places, routes);
    return { target, place: editor.placeOfDrop(target, { x: at.x - cardWidth / 2, y: at.y - 26 }) };
  });
  /** One text for one place, so that the model is checked once for it and not at each pixel. */
  readonly #key = $derived(this.#drop?.target ? JSON.stringify(this.#drop.place) : '');
  readonly preview: EditPreview | null = $derived.by(() => {
    const what = this.#in.view.dragged?.what;
    if (this.#key === '' || what === undefined) return null;
    const model = this.#in.model();
    const added = addAt(model, JSON.parse(this.#key) as AddPlace, what);
    return previewEdit(model, added, this.#in.editor.lengthOf);
  });
  readonly #isRefusing = $derived((this.preview?.reason ?? null) !== null);

  constructor(surroundings: Surroundings) {
    this.#in = surroundings;
  }

  /** Where the layer goes that is dropped now; null outside the canvas. */
  get place(): AddPlace | null {
    return this.#drop?.place ?? null;
  }

  /** The card under the layer. */
  get marks(): ReadonlyMap<string, CardMarks> {
    const target = this.#drop?.target;
    const marks = { isTarget: !this.#isRefusing, isRefused: this.#isRefusing };
    return new Map(target?.kind === 'layer' ? [[target.id, marks]] : []);
  }

  marksOf(edge: EdgePicture): CardMarks {
    const target = this.#drop?.target;
    const isTarget = target?.kind === 'edge' && target.edge.id === edge.id;
    return { isTarget, isRefused: isTarget && this.#isRefusing };
  }
}
