// Random edits of a model, for tests of what must hold after any of them.
import { resetArgument, setArgument } from '#shared/model/edits/arguments.ts';
import { copyLayers, duplicateLayers, pasteLayers } from '#shared/model/edits/clipboard.ts';
import { connect, disconnect } from '#shared/model/edits/edges.ts';
import type { EditResult } from '#shared/model/edits/edit.ts';
import {
  deleteGroups,
  foldGroup,
  groupLayers,
  moveToGroup,
  namePort,
  renameGroup,
  moveCards,
  ungroup,
} from '#shared/model/edits/groups.ts';
import {
  addLayer,
  addLayerAfter,
  arrangeLayers,
  deleteLayers,
  insertOnEdge,
  moveLayers,
  muteLayers,
  renameLayer,
  replaceLayer,
} from '#shared/model/edits/layers.ts';
import { linkArgument, unlinkArgument } from '#shared/model/edits/links.ts';
import { linkTargets } from '#shared/model/links.ts';
import { addNote, changeNote, deleteParts, moveNotes } from '#shared/model/edits/notes.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { layerCatalogue } from '#shared/model/layer-catalogue.ts';

/** One random edit; many are refused. */
export function randomEdit(graph: GraphDocument, random: () => number): EditResult {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const type = pick([...layerCatalogue.keys()]) ?? 'Dense';
  const id = pick(graph.nodes)?.id ?? 'none';
  const other = pick(graph.nodes)?.id ?? 'none';
  const edge = pick(graph.edges) ?? { from: 'none', to: 'none' };
  const at: [number, number] = [Math.floor(random() * 500), Math.floor(random() * 500)];
  const group = pick(graph.groups ?? [])?.id ?? 'none';
  const note = pick(graph.notes ?? [])?.id ?? 'none';
  const edits: (() => EditResult)[] = [
    () => addNote(graph, at, pick(['', 'A note\nof two lines'])),
    () => changeNote(graph, note, pick(['', 'other']) ?? ''),
    () =>
      random() < 0.5
        ? moveNotes(graph, { [note]: at })
        : moveCards(graph, { layers: { [id]: at }, notes: { [note]: at } }),
    () => deleteParts(graph, random() < 0.5 ? [] : [id], [note]),
    () => groupLayers(graph, [id, other, pick(graph.nodes)?.id ?? 'none'], `Group ${Math.floor(random() * 9)}`),
    () => renameGroup(graph, group, `name ${Math.floor(random() * 9)}`),
    () => foldGroup(graph, group, random() < 0.6),
    () => moveToGroup(graph, random() < 0.5 ? [id] : [id, other], random() < 0.6 ? group : null),
    () => (random() < 0.5 ? ungroup(graph, [group]) : deleteGroups(graph, [group])),
    () =>
      namePort(
        graph,
        group,
        random() < 0.5 ? { layer: id, input: 0 } : { layer: id, output: 0 },
        pick(['', 'x']) ?? '',
      ),
    () => addLayer(graph, { type }, random() < 0.5 ? at : undefined),
    () => addLayerAfter(graph, { id }, { type }, { isInserted: random() < 0.5 }),
    () => insertOnEdge(graph, edge, random() < 0.7 ? { type } : { id: other }, at),
    () => replaceLayer(graph, id, { type }),
    () => deleteLayers(graph, random() < 0.5 ? [id] : [id, other]),
    () => muteLayers(graph, [id], random() < 0.6),
    () => renameLayer(graph, id, random() < 0.5 ? `name ${Math.floor(random() * 9)}` : other),
    () => moveLayers(graph, { [id]: at }),
    () => arrangeLayers(graph),
    () => connect(graph, { from: id, to: other, ...(random() < 0.3 ? { input: 1 } : {}) }),
    () => disconnect(graph, [edge]),
    () =>
      setArgument(
        graph,
        [id],
        pick(['units', 'filters', 'rate', 'shape', 'activation']) ?? '',
        Math.ceil(random() * 9),
      ),
    () => resetArgument(graph, [id], pick(['units', 'activation']) ?? ''),
    () => {
      const to = pick(linkTargets(graph, id, 'units')) ?? { layer: other, argument: 'units' };
      return linkArgument(graph, id, 'units', to);
    },
    () => unlinkArgument(graph, pick(graph.nodes.filter(({ links }) => links !== undefined))?.id ?? id, 'units'),
    () => duplicateLayers(graph, [id, other], [20, 20], [note]),
    () => pasteLayers(graph, copyLayers(graph, [id, other], [note]), at),
  ];
  return (pick(edits) ?? (() => arrangeLayers(graph)))();
}
