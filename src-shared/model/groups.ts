// The groups of a model, whatever a file says of them, and how they follow when layers go or get other ids.
import type { GraphDocument, GroupPort, LayerGroup } from '#shared/model/graph-document.ts';

/**
 * The groups as they are shown: each layer is in one group at most, the first that names it, and is there once, in the order
 * of the model. Groups without layers are left out, and so is a second group with the same id.
 */
export function groupsOf({ nodes, groups = [] }: GraphDocument): readonly LayerGroup[] {
  const free = new Set(nodes.map(({ id }) => id));
  const seen = new Set<string>();
  return groups.flatMap((group) => {
    const named = new Set(group.layers.filter((id) => free.has(id)));
    if (seen.has(group.id) || named.size === 0) return [];
    seen.add(group.id);
    const layers = [...free].filter((id) => named.has(id));
    for (const id of layers) free.delete(id);
    return [{ ...group, layers }];
  });
}

/** The group that has a layer; undefined when none has. */
export function groupWith(groups: readonly LayerGroup[], layer: string): LayerGroup | undefined {
  return groups.find(({ layers }) => layers.includes(layer));
}

/** The model with these groups; those without layers are left out. */
export function withGroups(
  { groups: _before, ...document }: GraphDocument,
  groups: readonly LayerGroup[],
): GraphDocument {
  const full = groups.filter(({ layers }) => layers.length > 0);
  return full.length === 0 ? document : { ...document, groups: full };
}

/** Groups without some layers; those that have none left are gone. A group that had none of them is the same object. */
export function groupsWithout(groups: readonly LayerGroup[], removed: ReadonlySet<string>): LayerGroup[] {
  return groups.flatMap((group) => {
    if (!group.layers.some((id) => removed.has(id))) return [group];
    const layers = group.layers.filter((id) => !removed.has(id));
    return layers.length === 0
      ? []
      : [withPorts({ ...group, layers }, (port) => (removed.has(port.layer) ? null : port))];
  });
}

/** Groups whose layers have other ids. */
export function groupsRenamed(groups: readonly LayerGroup[], renamed: (id: string) => string): LayerGroup[] {
  return groups.map((group) => {
    if (group.layers.every((id) => renamed(id) === id)) return group;
    const layers = group.layers.map(renamed);
    return withPorts({ ...group, layers }, (port) => ({ ...port, layer: renamed(port.layer) }));
  });
}

function withPorts(group: LayerGroup, change: (port: GroupPort) => GroupPort | null): LayerGroup {
  const { ports, ...rest } = group;
  const changed = (ports ?? []).flatMap((port) => change(port) ?? []);
  // The other keys are as they were.
  return changed.length === 0 ? rest : { ...rest, ports: changed };
}
