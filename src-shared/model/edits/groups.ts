// Edits of groups: none of them changes what is computed.
import { countOf, msg } from '#shared/base/message.ts';
import { freeId, type EditResult, type GraphEdit } from '#shared/model/edits/edit.ts';
import { moveLayers } from '#shared/model/edits/layers.ts';
import { countParts, moveNotes } from '#shared/model/edits/notes.ts';
import type { GraphDocument, GroupPort, LayerGroup, Position } from '#shared/model/graph-document.ts';
import { groupsOf, groupsWithout, withGroups } from '#shared/model/groups.ts';
import { withoutLayers } from '#shared/model/without-layers.ts';

const longestName = 200;

/** Makes layers a group. Groups have no groups inside them: layers that are in others leave those. */
export function groupLayers(document: GraphDocument, ids: readonly string[], name: string): EditResult {
  const chosen = new Set(ids);
  const layers = document.nodes.flatMap(({ id }) => (chosen.has(id) ? [id] : []));
  if (layers.length === 0) return { refused: msg`Select the layers of the group first.` };
  const others = groupsWithout(groupsOf(document), chosen);
  const id = freeId('Group', (taken) => others.some((group) => group.id === taken));
  const group = { id, name: name.trim().slice(0, longestName) || id, layers };
  return {
    document: withGroups(document, [...others, group]),
    name: msg`Group ${countOf(layers.length, '{0} layer', '{0} layers')}`,
    ids: layers,
  };
}

/** Gives a group another name. */
export function renameGroup(document: GraphDocument, id: string, to: string): EditResult {
  const name = to.trim();
  if (name === '' || name.length > longestName) return { refused: msg`A name has 1 to 200 characters.` };
  return changed(document, id, (group) => ({
    ...edited(document, { ...group, name }),
    name: msg`Rename ${group.name} to ${name}`,
    ids: group.layers,
  }));
}

/** Folds a group into one card, or unfolds it. */
export function foldGroup(document: GraphDocument, id: string, folded: boolean): EditResult {
  return changed(document, id, (group) => ({
    document: folded ? foldedDocument(document, group) : unfoldedDocument(document, group),
    name: folded ? msg`Fold ${group.name}` : msg`Unfold ${group.name}`,
    ids: group.layers,
  }));
}

/** The card comes where the upper left one of its layers was put. */
function foldedDocument(document: GraphDocument, group: LayerGroup): GraphDocument {
  const { at: _before, ...rest } = group;
  const places = placesOf(document, group);
  const at: Position = [Math.min(...places.map(([x]) => x)), Math.min(...places.map(([, y]) => y))];
  const next = { ...rest, folded: true, ...(places.length === 0 ? {} : { at }) } as LayerGroup;
  return edited(document, next).document;
}

/** The layers stand where they were put; where none was, the first of them comes where the card was put. */
function unfoldedDocument(document: GraphDocument, group: LayerGroup): GraphDocument {
  const { at, folded: _folded, ...rest } = group;
  const { document: unfolded } = edited(document, rest);
  if (at === undefined || placesOf(document, group).length > 0) return unfolded;
  const inside = new Set(group.layers);
  const entered = new Set(document.edges.flatMap(({ from, to }) => (inside.has(from) ? [to] : [])));
  const first = group.layers.find((layer) => !entered.has(layer)) ?? group.layers[0];
  return first === undefined ? unfolded : moveLayers(unfolded, { [first]: at }).document;
}

function placesOf({ layout = {} }: GraphDocument, { layers }: LayerGroup): Position[] {
  return layers.flatMap((id) => {
    const at = layout[id];
    return at === undefined ? [] : [at];
  });
}

/** Takes groups away; their layers stay. */
export function ungroup(document: GraphDocument, ids: readonly string[]): EditResult {
  const groups = groupsOf(document);
  const gone = groups.filter(({ id }) => ids.includes(id));
  const [first] = gone;
  if (first === undefined) return { refused: msg`There is no such group.` };
  const opened = gone.reduce((all, { id }) => {
    const unfolded = foldGroup(all, id, false);
    return 'refused' in unfolded ? all : unfolded.document;
  }, document);
  return {
    document: withGroups(
      opened,
      groupsOf(opened).filter(({ id }) => !ids.includes(id)),
    ),
    name:
      gone.length === 1 ? msg`Ungroup ${first.name}` : msg`Ungroup ${countOf(gone.length, '{0} group', '{0} groups')}`,
    ids: gone.flatMap(({ layers }) => layers),
  };
}

/** Moves layers into a group, or out of the groups that they are in. @param to a group's id; null for none */
export function moveToGroup(document: GraphDocument, ids: readonly string[], to: string | null): EditResult {
  const chosen = new Set(ids);
  const groups = groupsOf(document);
  const layers = document.nodes.flatMap((node) => (chosen.has(node.id) ? [node.id] : []));
  const target = groups.find(({ id }) => id === to);
  if (to !== null && target === undefined) return { refused: msg`There is no such group.` };
  const isThere = (id: string): boolean =>
    target === undefined ? !groups.some((group) => group.layers.includes(id)) : target.layers.includes(id);
  if (layers.every(isThere)) return { refused: msg`Nothing changes by this.` };
  const [only] = layers;
  const what =
    only !== undefined && layers.length === 1 ? msg`${only}` : countOf(layers.length, '{0} layer', '{0} layers');
  if (target === undefined) {
    const left = groups.filter((group) => group.layers.some((id) => chosen.has(id)));
    const [group] = left;
    const name =
      group !== undefined && left.length === 1
        ? msg`Take ${what} out of ${group.name}`
        : msg`Take ${what} out of ${countOf(left.length, '{0} group', '{0} groups')}`;
    return { document: withGroups(document, groupsWithout(groups, chosen)), name, ids: layers };
  }
  const others = groupsWithout(
    groups.filter((group) => group !== target),
    chosen,
  );
  const joined = { ...target, layers: [...target.layers, ...layers.filter((id) => !target.layers.includes(id))] };
  const byId = new Map([...others, joined].map((group) => [group.id, group]));
  const next = groups.flatMap(({ id }) => byId.get(id) ?? []);
  return { document: withGroups(document, next), name: msg`Move ${what} into ${target.name}`, ids: layers };
}

/** Where cards go: layers, folded groups and notes by their ids. */
export interface CardPlaces {
  readonly layers: Readonly<Record<string, Position>>;
  /** `by`: how far a group's card moves; its layers that a person placed move as far. */
  readonly groups?: Readonly<Record<string, { readonly at: Position; readonly by: Position }>>;
  readonly notes?: Readonly<Record<string, Position>>;
}

/** Puts layers, folded groups and notes elsewhere on the canvas. */
export function moveCards(document: GraphDocument, { notes = {}, ...cards }: CardPlaces): GraphEdit {
  const noted = moveNotes(document, notes);
  const ids = noted.notes ?? [];
  if (ids.length === 0) return moveLayersAndGroups(document, cards);
  const moved = moveLayersAndGroups(noted.document, cards);
  if (moved.ids.length === 0) return noted;
  return { ...moved, name: msg`Move ${countParts(moved.ids.length, ids.length)}`, notes: ids };
}

function moveLayersAndGroups(document: GraphDocument, { layers, groups = {} }: Omit<CardPlaces, 'notes'>): GraphEdit {
  const all = groupsOf(document);
  const moved = all.filter(({ id }) => groups[id] !== undefined);
  const [group] = moved;
  if (group === undefined) return moveLayers(document, layers);
  const inside = moved.flatMap(({ id, layers: own }) => {
    const [right, down] = groups[id]?.by ?? [0, 0];
    return own.flatMap((layer): [string, Position][] => {
      const at = document.layout?.[layer];
      return at === undefined ? [] : [[layer, [at[0] + right, at[1] + down]]];
    });
  });
  const placed = all.map((each): LayerGroup => {
    const to = groups[each.id];
    return to === undefined ? each : { ...each, at: to.at };
  });
  const positions = { ...layers, ...Object.fromEntries(inside) };
  const whole = withGroups(document, placed);
  const ids = [...Object.keys(layers), ...moved.flatMap((each) => each.layers)];
  const isAlone = moved.length === 1 && Object.keys(layers).length === 0;
  return {
    document: Object.keys(positions).length === 0 ? whole : moveLayers(whole, positions).document,
    name: isAlone ? msg`Move ${group.name}` : msg`Move ${countOf(ids.length, '{0} layer', '{0} layers')}`,
    ids,
  };
}

/** Deletes groups with their layers. What went into them goes on to the layers behind them. */
export function deleteGroups(document: GraphDocument, ids: readonly string[]): EditResult {
  const gone = groupsOf(document).filter(({ id }) => ids.includes(id));
  const [first] = gone;
  if (first === undefined) return { refused: msg`There is no such group.` };
  const layers = gone.flatMap((group) => group.layers);
  const count = countOf(layers.length, '{0} layer', '{0} layers');
  return {
    document: withoutLayers(document, new Set(layers)),
    name: gone.length === 1 ? msg`Delete ${first.name} with ${count}` : msg`Delete ${count}`,
    ids: [],
  };
}

/** An input or an output of one of a group's layers. */
export type PortPlace = { readonly layer: string } & ({ readonly input: number } | { readonly output: number });

/** The name that a person gave a group's port; null when none. */
export function portName({ ports = [] }: LayerGroup, place: PortPlace): string | null {
  return ports.find((port) => isAt(port, place))?.name ?? null;
}

/** Names a group's port. @param to an empty text takes the name away */
export function namePort(document: GraphDocument, id: string, place: PortPlace, to: string): EditResult {
  const name = to.trim();
  if (name.length > longestName) return { refused: msg`A name has 1 to 200 characters.` };
  return changed(document, id, (group) => {
    if (!group.layers.includes(place.layer)) return { refused: msg`No layer has the id "${place.layer}".` };
    const { ports = [], ...rest } = group;
    const others = ports.filter((port) => !isAt(port, place));
    const next = name === '' ? others : [...others, { ...place, name }];
    const about = 'input' in place ? msg`an input of ${group.name}` : msg`an output of ${group.name}`;
    return {
      ...edited(document, next.length === 0 ? rest : { ...rest, ports: next }),
      name: name === '' ? msg`Take the name of ${about} away` : msg`Name ${about} ${name}`,
      ids: group.layers,
    };
  });
}

function isAt(port: GroupPort, place: PortPlace): boolean {
  if (port.layer !== place.layer) return false;
  return 'input' in place ? port.input === place.input : port.output === place.output;
}

function changed(document: GraphDocument, id: string, edit: (group: LayerGroup) => EditResult): EditResult {
  const group = groupsOf(document).find((each) => each.id === id);
  return group === undefined ? { refused: msg`There is no such group.` } : edit(group);
}

/** The model with one group changed. */
function edited(document: GraphDocument, group: LayerGroup): Pick<GraphEdit, 'document'> {
  const groups = groupsOf(document).map((each) => (each.id === group.id ? group : each));
  return { document: withGroups(document, groups) };
}
