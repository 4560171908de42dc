// The picture of a model as nodes and edges of the canvas library. An unchanged card keeps its node, so that it is not drawn
// again.
import { Position, type Edge, type Node } from '@xyflow/svelte';
import { cardSize, portXs } from '#renderer/lib/graph/card-size.ts';
import type { CardText } from '#renderer/lib/graph/card-text.ts';
import type { EdgePicture, LayerPicture, Port } from '#renderer/lib/graph/graph-picture.ts';
import type { GraphView } from '#renderer/lib/graph/graph-view.svelte.ts';
import { layersOfCard } from '#renderer/lib/graph/group-picture.ts';
import type { CanvasPicture, Card, FramePicture, GroupPicture } from '#renderer/lib/graph/group-picture.ts';
import type { Parts } from '#renderer/lib/graph/note-actions.ts';
import type { Box, Places, Route } from '#renderer/lib/graph/place-layers.ts';

import type { NoteCard } from './note-nodes.ts';

/** What a card shows besides its layer. */
export type CardMarks = {
  /** Something is about to be dropped on it. */
  readonly isTarget: boolean;
  /** What would be dropped on it does not fit. */
  readonly isRefused: boolean;
};

/** The library wants its data to be indexable, which types are and interfaces are not. */
export type LayerCard = Node<{ layer: LayerPicture } & CardMarks, 'layer'>;
/** `isPartly`: some of its layers are selected, not all. */
export type GroupCard = Node<{ card: GroupPicture; isPartly: boolean }, 'folded'>;
export type FrameCard = Node<{ frame: FramePicture }, 'frame'>;
export type CanvasNode = LayerCard | GroupCard | FrameCard | NoteCard;

export type EdgeMarks = {
  /** The label while something is dragged: the shape that it would have. */
  readonly preview: string | null;
  readonly isTarget: boolean;
  readonly isRefused: boolean;
};

export type FlowLine = Edge<{ edge: EdgePicture; label: string; route: Route | null } & EdgeMarks, 'flow'>;

type Handles = NonNullable<LayerCard['handles']>;

const portSize = 10;

function handlesOf(ports: readonly Port[], type: 'source' | 'target', height: number): Handles {
  const xs = portXs(ports);
  return ports.map(({ index }) => ({
    id: `${type === 'target' ? 'in' : 'out'}-${index}`,
    type,
    position: type === 'target' ? Position.Top : Position.Bottom,
    x: (xs[index] ?? 0) - portSize / 2,
    y: (type === 'target' ? 0 : height) - portSize / 2,
    width: portSize,
    height: portSize,
  }));
}

/** The library writes `tabIndex`: only an attribute in the same capitals takes its place. */
function cardAttributes(isCurrent: boolean, role: string): NonNullable<LayerCard['domAttributes']> {
  return {
    ...({ tabIndex: isCurrent ? 0 : -1 } as object),
    'aria-roledescription': role,
    'aria-describedby': undefined,
  };
}

/** What is selected and focused on the canvas. */
interface Chosen {
  readonly selection: ReadonlySet<string>;
  /** A card's id. */
  readonly current: string | null;
  readonly marks: ReadonlyMap<string, CardMarks>;
}

interface Made {
  readonly signature: string;
  readonly card: LayerCard | GroupCard;
}

/** Makes the canvas's nodes; it keeps those that did not change. */
export class CardMaker {
  #made = new Map<string, Made>();

  make(
    cards: readonly Card[],
    places: Places,
    chosen: Chosen,
    texts: ReadonlyMap<string, CardText>,
  ): (LayerCard | GroupCard)[] {
    const made = new Map<string, Made>();
    const nodes = cards.map((card, index) => {
      const place = places.get(card.id) ?? { x: 0, y: 0 };
      const isCurrent = chosen.current === null ? index === 0 : chosen.current === card.id;
      const marks = chosen.marks.get(card.id) ?? { isTarget: false, isRefused: false };
      const { label = '', role = '' } = texts.get(card.id) ?? {};
      const chosenLayers = layersOfCard(card).filter((id) => chosen.selection.has(id)).length;
      const selected = chosenLayers === layersOfCard(card).length;
      const isPartly = chosenLayers > 0 && !selected;
      const signature = JSON.stringify([card, place, isCurrent, marks, label, selected, isPartly]);
      const old = this.#made.get(card.id);
      const entry = old?.signature === signature ? old : { signature, card: nodeOf(card, place, marks, isPartly) };
      if (entry !== old)
        Object.assign(entry.card, { selected, ariaLabel: label, domAttributes: cardAttributes(isCurrent, role) });
      made.set(card.id, entry);
      return entry.card;
    });
    this.#made = made;
    return nodes;
  }
}

function nodeOf(
  card: Card,
  position: { x: number; y: number },
  marks: CardMarks,
  isPartly: boolean,
): LayerCard | GroupCard {
  const { width, height } = cardSize(card);
  const shared = {
    id: card.id,
    position,
    width,
    height,
    measured: { width, height },
    handles: [...handlesOf(card.inputs, 'target', height), ...handlesOf(card.outputs, 'source', height)],
    ariaRole: 'group' as const,
  };
  return card.kind === 'layer'
    ? { ...shared, type: 'layer', data: { layer: card, ...marks } }
    : { ...shared, type: 'folded', data: { card, isPartly } };
}

/** The layers that nodes stand for; a frame and a note stand for none. */
export function layersOfNodes(nodes: readonly CanvasNode[]): string[] {
  return nodes.flatMap((node) => {
    if (node.type === 'layer') return [node.id];
    return node.type === 'folded' ? [...node.data.card.group.layers] : [];
  });
}

/** The layers and notes that nodes stand for. */
export function partsOfNodes(nodes: readonly CanvasNode[]): Parts {
  return { layers: layersOfNodes(nodes), notes: nodes.flatMap((node) => (node.type === 'note' ? [node.data.id] : [])) };
}

/** Where cards are; a frame is where its layers are. */
export function placesOfNodes(nodes: readonly CanvasNode[]): Places {
  return new Map(nodes.flatMap(({ type, id, position }) => (type === 'frame' ? [] : [[id, position] as const])));
}

/** Whether these nodes are the selected notes and the cards whose layers all are selected. */
export function areSelected(
  nodes: readonly CanvasNode[],
  { cards, notes }: CanvasPicture,
  { selection, notes: selectedNotes }: Pick<GraphView, 'selection' | 'notes'>,
): boolean {
  const ids = new Set(nodes.map(({ id }) => id));
  if (!notes.every(({ id, note }) => ids.has(id) === selectedNotes.has(note.id))) return false;
  return cards.every((card) => ids.has(card.id) === layersOfCard(card).every((id) => selection.has(id)));
}

/** An unfolded group's frame: behind the cards, and taken by its name only. */
export function makeFrame(
  frame: FramePicture,
  { x, y, width, height }: Box,
  { label, role, selection }: { label: string; role: string; selection: ReadonlySet<string> },
): FrameCard {
  return {
    id: frame.id,
    type: 'frame',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [],
    zIndex: -1,
    selectable: false,
    connectable: false,
    // With all its layers, so that they are dragged together.
    selected: frame.group.layers.every((id) => selection.has(id)),
    dragHandle: '.name',
    style: 'pointer-events: none',
    ariaRole: 'group',
    ariaLabel: label,
    domAttributes: { 'aria-roledescription': role, 'aria-describedby': undefined },
    data: { frame },
  };
}

interface LineText {
  readonly label: string;
  readonly route: Route | null;
  readonly marks: EdgeMarks;
  /** What a screen reader says of it. */
  readonly ariaLabel: string;
}

/** Makes the canvas's edges; it keeps those that did not change. */
export class LineMaker {
  #made = new Map<string, { readonly signature: string; readonly line: FlowLine }>();

  make(edges: readonly EdgePicture[], textOf: (edge: EdgePicture, index: number) => LineText): FlowLine[] {
    const made = new Map<string, { readonly signature: string; readonly line: FlowLine }>();
    const lines = edges.map((edge, index) => {
      const text = textOf(edge, index);
      const signature = JSON.stringify([edge, text]);
      const old = this.#made.get(edge.id);
      const entry = old?.signature === signature ? old : { signature, line: lineOf(edge, text) };
      made.set(edge.id, entry);
      return entry.line;
    });
    this.#made = made;
    return lines;
  }
}

function lineOf(edge: EdgePicture, { label, route, marks, ariaLabel }: LineText): FlowLine {
  return {
    id: edge.id,
    type: 'flow',
    source: edge.from,
    target: edge.to,
    sourceHandle: `out-${edge.output}`,
    targetHandle: `in-${edge.input}`,
    ariaLabel,
    ariaRole: 'img',
    domAttributes: { 'aria-roledescription': undefined },
    data: { edge, label, route, ...marks },
  };
}
