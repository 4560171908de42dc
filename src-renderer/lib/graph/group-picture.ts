// A model as the canvas shows it: a folded group is one card with a port where an edge crosses its border. Pure.
import type { GraphDocument, LayerGroup } from '#shared/model/graph-document.ts';
import { portName, type PortPlace } from '#shared/model/edits/groups.ts';
import { groupsOf } from '#shared/model/groups.ts';
import type { Point } from '#renderer/lib/graph/card-size.ts';
import { pictureNotes, type NotePicture } from '#renderer/lib/graph/note-picture.ts';
import {
  pictureGraph,
  type CardPicture,
  type Checked,
  type EdgePicture,
  type GraphPicture,
  type LayerPicture,
  type Port,
} from '#renderer/lib/graph/graph-picture.ts';

/** A port of a folded group: that of one of its layers. */
export interface GroupPort extends Port {
  readonly layer: string;
  /** Which of the layer's inputs or outputs. */
  readonly place: number;
}

/** A folded group on the canvas. */
export interface GroupPicture extends CardPicture {
  readonly kind: 'group';
  readonly group: LayerGroup;
  readonly inputs: readonly GroupPort[];
  readonly outputs: readonly GroupPort[];
}

export type Card = LayerPicture | GroupPicture;

/** An unfolded group: a frame behind its layers. */
export interface FramePicture {
  readonly id: string;
  readonly group: LayerGroup;
  readonly parameters: number | null;
}

export interface CanvasPicture {
  readonly cards: readonly Card[];
  readonly edges: readonly EdgePicture[];
  readonly frames: readonly FramePicture[];
  readonly notes: readonly NotePicture[];
}

/** Draws what can be drawn of a model, valid or not. */
export function pictureCanvas(document: GraphDocument, checked: Checked | null): CanvasPicture {
  const picture = pictureGraph(document, checked);
  const groups = groupsOf(document);
  const notes = pictureNotes(document);
  return groups.length === 0
    ? { cards: picture.layers, edges: picture.edges, frames: [], notes }
    : { ...foldGroups(picture, groups), notes };
}

/** Where a person put layers and folded groups, by their cards' ids. */
export function placesByHand({ layout = {} }: GraphDocument, { cards }: CanvasPicture): ReadonlyMap<string, Point> {
  const groups = cards.flatMap((card) =>
    card.kind === 'group' && card.group.at !== undefined ? [[card.id, card.group.at] as const] : [],
  );
  return new Map([...Object.entries(layout), ...groups].map(([id, [x, y]]): [string, Point] => [id, { x, y }]));
}

/** The layers that a card stands for. */
export function layersOfCard(card: Card): readonly string[] {
  return card.kind === 'layer' ? [card.id] : card.group.layers;
}

/** The card that shows a layer, or that has the id; undefined when none does. */
export function cardOf({ cards }: CanvasPicture, id: string): Card | undefined {
  return cards.find((card) => card.id === id || (card.kind === 'group' && card.group.layers.includes(id)));
}

/** The layer's output or input that a card's port stands for. */
export function endOf(
  { cards }: CanvasPicture,
  id: string,
  side: 'inputs' | 'outputs',
  index: number,
): { readonly id: string; readonly place: number } {
  const card = cards.find((one) => one.id === id);
  const port = card?.kind === 'group' ? card[side][index] : undefined;
  return port === undefined ? { id, place: index } : { id: port.layer, place: port.place };
}

/** Where edges cross a group's border, each place once, in the order of its layers. */
export function borderOf({ edges }: GraphDocument, { layers }: LayerGroup): readonly PortPlace[] {
  const inside = new Set(layers);
  const places = new Map<string, PortPlace>();
  for (const { from, to, output = 0, input = 0 } of edges) {
    if (inside.has(from) === inside.has(to)) continue;
    const place = inside.has(to) ? { layer: to, input } : { layer: from, output };
    places.set(JSON.stringify(place), place);
  }
  return [...places.values()].sort((a, b) => layers.indexOf(a.layer) - layers.indexOf(b.layer));
}

/** The group all of whose layers, and no others, are selected. */
export function groupOfSelection(document: GraphDocument, selection: ReadonlySet<string>): LayerGroup | undefined {
  if (document.groups === undefined || selection.size === 0) return undefined;
  return groupsOf(document).find(
    ({ layers }) => layers.length === selection.size && layers.every((id) => selection.has(id)),
  );
}

function foldGroups({ layers, edges }: GraphPicture, groups: readonly LayerGroup[]): Omit<CanvasPicture, 'notes'> {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  const ids = new Map(groups.map((group) => [group, cardId(group, byId)]));
  const folded = groups
    .filter((group) => group.folded === true)
    .map((group) => groupCard(group, ids.get(group) ?? '', byId, edges));
  const owners = new Map(folded.flatMap((card) => card.group.layers.map((id) => [id, card])));
  const end = (id: string, side: 'inputs' | 'outputs', place: number) => {
    const card = owners.get(id);
    const index = card?.[side].findIndex((port) => port.layer === id && port.place === place) ?? -1;
    return card === undefined ? { id, index: place } : { id: card.id, index };
  };
  const shown = edges.flatMap((edge): EdgePicture[] => {
    const [from, to] = [end(edge.from, 'outputs', edge.output), end(edge.to, 'inputs', edge.input)];
    if (from.id === to.id && owners.has(edge.from)) return [];
    return [{ ...edge, from: from.id, output: from.index, to: to.id, input: to.index }];
  });
  // A folded group stands where its first layer does.
  const seen = new Set<Card>();
  const cards = layers.flatMap((layer): Card[] => {
    const card = owners.get(layer.id) ?? layer;
    if (seen.has(card)) return [];
    seen.add(card);
    return [card];
  });
  const frames = groups
    .filter((group) => group.folded !== true)
    .map((group) => ({ id: ids.get(group) ?? '', group, parameters: parametersOf(group, byId) }));
  return { cards, edges: shown, frames };
}

/** An id that no layer has. */
function cardId({ id }: LayerGroup, layers: ReadonlyMap<string, unknown>): string {
  let free = `group:${id}`;
  while (layers.has(free)) free = `group:${free}`;
  return free;
}

function parametersOf({ layers }: LayerGroup, byId: ReadonlyMap<string, LayerPicture>): number | null {
  return layers.reduce<number | null>((sum, id) => {
    const own = byId.get(id)?.parameters ?? null;
    return sum === null || own === null ? null : sum + own;
  }, 0);
}

function groupCard(
  group: LayerGroup,
  id: string,
  byId: ReadonlyMap<string, LayerPicture>,
  edges: readonly EdgePicture[],
): GroupPicture {
  const inside = new Set(group.layers);
  const members = group.layers.flatMap((layer) => byId.get(layer) ?? []);
  const entering = new Set(edges.flatMap(({ from, to, input }) => (inside.has(from) ? [] : [`${input} ${to}`])));
  const leaving = new Set(edges.flatMap(({ from, to, output }) => (inside.has(to) ? [] : [`${output} ${from}`])));
  const named = (port: Port, place: PortPlace): GroupPort => ({
    ...port,
    layer: place.layer,
    place: port.index,
    name: portName(group, place),
  });
  const inputs = members.flatMap((layer) =>
    layer.inputs
      // Also one that a layer needs and that is free.
      .filter(({ index, isUsed, isOptional }) => (isUsed ? entering.has(`${index} ${layer.id}`) : !isOptional))
      .map((port) => named(port, { layer: layer.id, input: port.index })),
  );
  const outputs = members.flatMap((layer) => {
    const isEnd = !layer.outputs.some(({ isUsed }) => isUsed);
    return layer.outputs
      .filter(({ index, isOptional }) => leaving.has(`${index} ${layer.id}`) || (isEnd && !isOptional))
      .map((port) => named(port, { layer: layer.id, output: port.index }));
  });
  const count = (ports: readonly GroupPort[]): GroupPort[] =>
    ports.map((port, index) => ({ ...port, index, isOptional: false }));
  const shapes = outputs.flatMap(({ layer, place }) => {
    const shape = byId.get(layer)?.outputShapes?.[place];
    return shape === undefined ? [] : [shape];
  });
  return {
    kind: 'group',
    id,
    group,
    parameters: parametersOf(group, byId),
    outputShapes: shapes.length === outputs.length ? shapes : null,
    problems: members.flatMap(({ problems }) => problems),
    inputs: count(inputs),
    outputs: count(outputs),
  };
}
