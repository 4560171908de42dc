// The picture of a model as nodes and edges of the canvas library. An unchanged layer keeps its node, so that it is not drawn
// again.
import { Position, type Edge, type Node } from '@xyflow/svelte';
import { cardSize, portXs } from '#renderer/lib/graph/card-size.ts';
import type { EdgePicture, LayerPicture, Port } from '#renderer/lib/graph/graph-picture.ts';
import type { Places, Route } from '#renderer/lib/graph/place-layers.ts';

/** What a card shows besides its layer. */
export type CardMarks = {
  /** Something is about to be dropped on it. */
  readonly isTarget: boolean;
  /** What would be dropped on it does not fit. */
  readonly isRefused: boolean;
};

/** The library wants its data to be indexable, which types are and interfaces are not. */
export type LayerCard = Node<{ layer: LayerPicture } & CardMarks, 'layer'>;

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

/** What a screen reader says of a card. */
export type CardText = (layer: LayerPicture) => { readonly label: string; readonly role: string };

/** The library writes `tabIndex`: only an attribute in the same capitals takes its place. */
function cardAttributes(isCurrent: boolean, role: string): NonNullable<LayerCard['domAttributes']> {
  return {
    ...({ tabIndex: isCurrent ? 0 : -1 } as object),
    'aria-roledescription': role,
    'aria-describedby': undefined,
  };
}

interface Made {
  readonly signature: string;
  readonly card: LayerCard;
}

/** Makes the canvas's nodes; it keeps those that did not change. */
export class CardMaker {
  #made = new Map<string, Made>();

  make(
    layers: readonly LayerPicture[],
    places: Places,
    chosen: { selection: ReadonlySet<string>; current: string | null; marks: ReadonlyMap<string, CardMarks> },
    text: CardText,
  ): LayerCard[] {
    const made = new Map<string, Made>();
    const cards = layers.map((layer, index) => {
      const place = places.get(layer.id) ?? { x: 0, y: 0 };
      const isCurrent = chosen.current === null ? index === 0 : chosen.current === layer.id;
      const marks = chosen.marks.get(layer.id) ?? { isTarget: false, isRefused: false };
      const { label, role } = text(layer);
      const selected = chosen.selection.has(layer.id);
      const signature = JSON.stringify([layer, place, isCurrent, marks, label, selected]);
      const old = this.#made.get(layer.id);
      const entry = old?.signature === signature ? old : { signature, card: this.#card(layer, place) };
      if (entry !== old) {
        Object.assign(entry.card, {
          selected,
          data: { layer, ...marks },
          ariaLabel: label,
          domAttributes: cardAttributes(isCurrent, role),
        });
      }
      made.set(layer.id, entry);
      return entry.card;
    });
    this.#made = made;
    return cards;
  }

  #card(layer: LayerPicture, position: { x: number; y: number }): LayerCard {
    const { width, height } = cardSize(layer);
    return {
      id: layer.id,
      type: 'layer',
      position,
      width,
      height,
      measured: { width, height },
      handles: [...handlesOf(layer.inputs, 'target', height), ...handlesOf(layer.outputs, 'source', height)],
      ariaRole: 'group',
      data: { layer, isTarget: false, isRefused: false },
    };
  }
}

/** @param ariaLabel what a screen reader says of it */
export function makeLine(
  edge: EdgePicture,
  label: string,
  route: Route | null,
  marks: EdgeMarks,
  ariaLabel: string,
): FlowLine {
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
