// Every edit that can be made on the canvas, by mouse or key: each is a step of the draft's history and is announced.
import type { JsonObject } from '#shared/base/json.ts';
import type { Message } from '#shared/base/message.ts';
import { preparedLength } from '#shared/data/series-plan.ts';
import { withPastedTraining } from '#shared/experiment/edit-settings.ts';
import type { GraphDocument, LayerGroup, Position } from '#shared/model/graph-document.ts';
import { copyLayers, duplicateLayers, pasteGraph, pasteLayers } from '#shared/model/edits/clipboard.ts';
import type { EditResult, GraphEdit } from '#shared/model/edits/edit.ts';
import { connect, disconnect, type NewEdge } from '#shared/model/edits/edges.ts';
import {
  deleteGroups,
  foldGroup,
  groupLayers,
  moveCards,
  moveToGroup,
  ungroup,
  type CardPlaces,
} from '#shared/model/edits/groups.ts';
import { arrangeLayers, insertOnEdge, muteLayers } from '#shared/model/edits/layers.ts';
import { deleteParts } from '#shared/model/edits/notes.ts';
import { groupsOf } from '#shared/model/groups.ts';
import { isInput } from '#shared/model/layer-catalogue.ts';
import { addAt, placeOn, withRoom, type Addition, type AddPlace } from '#renderer/lib/graph/add-place.ts';
import { newCardSize, type Point, type Size } from '#renderer/lib/graph/card-size.ts';
import { freeRoom } from '#renderer/lib/graph/free-room.ts';
import type { Box } from '#renderer/lib/graph/place-layers.ts';
import type { ExperimentDraft } from '#renderer/lib/experiments/experiment-draft.svelte.ts';
import type { EdgePicture } from '#renderer/lib/graph/graph-picture.ts';
import type { GraphView } from '#renderer/lib/graph/graph-view.svelte.ts';
import type { DropTarget } from '#renderer/lib/graph/hit-test.ts';

const emptyGraph: GraphDocument = { nodes: [], edges: [] };

const rounded = ({ x, y }: Point): Position => [Math.round(x), Math.round(y)];

/** Layers that go into a group, or out of theirs. */
export interface GroupJoin {
  readonly ids: readonly string[];
  /** A group's id; null for none. */
  readonly to: string | null;
}

export class GraphEditor {
  readonly #draft: ExperimentDraft;
  readonly #view: GraphView;
  readonly #say: (message: Message) => string;
  readonly #refuse: (reason: string) => void;
  /** What is on the canvas; nothing where the model is not drawn. */
  #boxes: () => readonly Box[] = () => [];

  /** @param refuse tells a person why an edit was refused */
  constructor(
    draft: ExperimentDraft,
    view: GraphView,
    say: (message: Message) => string,
    refuse: (reason: string) => void,
  ) {
    this.#draft = draft;
    this.#view = view;
    this.#say = say;
    this.#refuse = refuse;
  }

  /** Learns where everything on the canvas is, so that what is added covers none of it. Returns what ends that. */
  watch(boxes: () => readonly Box[]): () => void {
    this.#boxes = boxes;
    return () => {
      this.#boxes = () => [];
    };
  }

  /** The place nearest to a point where something new covers nothing. */
  roomFor(at: Point, size: Size): Position {
    return rounded(freeRoom(at, size, this.#boxes()));
  }

  get document(): GraphDocument {
    return this.#draft.graph ?? emptyGraph;
  }

  /** The length that an Input gets in training; null when the preparation cannot be read. */
  readonly lengthOf = (input: string): number | null => {
    const { experiment } = this.#draft;
    return experiment === null ? null : preparedLength(experiment.data.preparation, input);
  };

  /** Makes an edit; returns the layers that it leads to, or null when it was refused. */
  apply(result: EditResult, group?: string): readonly string[] | null {
    return this.make(result, group)?.ids ?? null;
  }

  /** Makes an edit and returns it; null when it was refused. */
  make(result: EditResult, group?: string): GraphEdit | null {
    const refused = this.#draft.edit(result, group);
    if (refused !== null || 'refused' in result) {
      if (refused !== null) this.#refuse(this.#say(refused));
      return null;
    }
    this.#view.announcement = this.#say(result.name);
    return result;
  }

  /** Makes an edit and selects what it leads to. */
  #makeAndSelect(result: EditResult): boolean {
    const made = this.make(result);
    if (made !== null) this.#view.select(made.ids, made.notes);
    return made !== null;
  }

  /** Adds a layer or a block and leads to it. */
  add(place: AddPlace, what: Addition): readonly string[] | null {
    const at = 'at' in place ? { x: place.at[0], y: place.at[1] } : null;
    const free = at === null ? place : { ...place, at: this.roomFor(at, newCardSize) };
    const ids = this.apply(addAt(this.document, free, what));
    const [id] = ids ?? [];
    if (id !== undefined) this.#view.goTo(id, ids ?? []);
    return ids;
  }

  /** Where a layer goes that a person adds without saying where: behind the current one, else at the model's end. */
  usualPlace(type?: string): AddPlace {
    const { nodes, edges } = this.document;
    if (type !== undefined && isInput(type)) return { kind: 'free' };
    const followed = new Set(edges.map(({ from }) => from));
    const id = this.#view.only ?? nodes.findLast((node) => !followed.has(node.id))?.id;
    return id === undefined ? { kind: 'free' } : { kind: 'behind', id, output: 0, isInserted: true };
  }

  /** What dropping a new layer does. */
  placeOfDrop(target: DropTarget | null, at: Point): AddPlace {
    if (target === null) return { kind: 'free', at: rounded(at) };
    return target.kind === 'edge' ? target : { kind: 'replace', id: target.id };
  }

  /** Puts cards elsewhere. @param joins the groups that layers go into by it; null for out of theirs */
  move(places: CardPlaces, joins: readonly GroupJoin[] = [], group?: string): void {
    let edit: EditResult = moveCards(this.document, places);
    for (const { ids, to } of joins) {
      const joined: EditResult = moveToGroup(edit.document, ids, to);
      if (!('refused' in joined)) edit = joined;
    }
    this.apply(edit, group);
  }

  /** Drops a layer of the model that has no edges onto an edge. */
  insert(id: string, edge: EdgePicture): void {
    const at = placeOn(this.document, edge);
    this.apply(withRoom(this.document, edge, insertOnEdge(this.document, edge.saved, { id }, at)));
  }

  arrangeAll(): void {
    this.apply(arrangeLayers(this.document));
  }

  remove(ids: readonly string[], notes: readonly string[] = []): void {
    if (ids.length + notes.length > 0) this.apply(deleteParts(this.document, ids, notes));
  }

  cut(edges: readonly EdgePicture[]): void {
    if (edges.length > 0)
      this.apply(
        disconnect(
          this.document,
          edges.map(({ saved }) => saved),
        ),
      );
  }

  /** Mutes them, or takes that back when all are muted. */
  toggleMute(ids: readonly string[]): void {
    const nodes = this.document.nodes.filter(({ id }) => ids.includes(id));
    if (nodes.length > 0) this.apply(muteLayers(this.document, ids, !nodes.every(({ muted }) => muted === true)));
  }

  duplicate(ids: readonly string[], notes: readonly string[] = []): void {
    if (ids.length + notes.length > 0) this.#makeAndSelect(duplicateLayers(this.document, ids, [40, 40], notes));
  }

  copy(ids: readonly string[], notes: readonly string[] = []): string | null {
    return ids.length + notes.length === 0 ? null : copyLayers(this.document, ids, notes);
  }

  /** Pastes layers and notes as JSON, or Keras code; training settings in the code are offered, and its lines that were not understood shown. */
  async paste(text: string): Promise<void> {
    if (/^\s*[[{]/.test(text)) {
      this.#makeAndSelect(pasteLayers(this.document, text));
      return;
    }
    // The parser of Python is loaded when it is needed.
    const { readPastedCode } = await import('#shared/experiment/code/pasted-code.ts');
    const read = readPastedCode(text);
    if ('refused' in read) {
      this.apply(read);
      return;
    }
    const { document, notes, training } = read;
    const hasSettings = Object.keys(training).length > 0;
    if (document.nodes.length > 0 || !hasSettings) {
      const hasLayers = document.nodes.length > 0;
      const made = this.#makeAndSelect(
        hasLayers ? pasteGraph(this.document, document) : pasteLayers(this.document, text.slice(0, 100)),
      );
      if (!made) return;
    }
    if (hasSettings || notes.length > 0) this.#view.pasted = { notes, training };
  }

  /** Takes training settings of pasted code. */
  takeTraining(training: JsonObject): void {
    if (this.#draft.document === null) return;
    const edited = withPastedTraining(this.#draft.document, training);
    this.#draft.take(edited);
    this.#view.announcement = this.#say(edited.name);
  }

  get groups(): readonly LayerGroup[] {
    return groupsOf(this.document);
  }

  /** Makes layers a group, with the first name that is free. */
  group(ids: readonly string[], nameOf: (number: number) => string): void {
    const taken = new Set(this.groups.map(({ name }) => name));
    let number = 1;
    while (taken.has(nameOf(number))) number++;
    if (ids.length > 0) this.apply(groupLayers(this.document, ids, nameOf(number)));
  }

  ungroup(ids: readonly string[]): void {
    if (ids.length > 0) this.apply(ungroup(this.document, ids));
  }

  fold(id: string, isFolded: boolean): void {
    this.apply(foldGroup(this.document, id, isFolded));
  }

  moveToGroup(ids: readonly string[], to: string | null): boolean {
    return this.apply(moveToGroup(this.document, ids, to)) !== null;
  }

  removeGroup(id: string): void {
    this.apply(deleteGroups(this.document, [id]));
  }

  connect(edge: NewEdge): boolean {
    return this.apply(connect(this.document, edge)) !== null;
  }
}
