// What is different between two models: layers argument by argument, edges, shapes and parameters. Pure.
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import type { Sentence } from '#shared/base/message.ts';
import { matchLayers, mergeLayers, placedLayers, targetOf, type PlacedLayer } from '#shared/compare/match-layers.ts';
import type { ArgumentLink, GraphDocument, LayerNode } from '#shared/model/graph-document.ts';
import { completeConfig, layerSummary } from '#shared/model/layer-summary.ts';
import type { Shape } from '#shared/model/model-spec.ts';

/** A model with what a check found out about it. */
export interface ComparedModel {
  readonly document: GraphDocument;
  /** Those whose shapes are known. */
  readonly layers: readonly {
    readonly id: string;
    readonly outputShapes: readonly Shape[];
    readonly parameters: number;
  }[];
  /** Null when the model is not valid. */
  readonly parameters: number | null;
}

/** A value in one model and in the other; undefined where there is none. */
export interface ValueChange {
  /**
   * `filters`, `kernel_regularizer.l2`; `id`, `type`, `muted` and the like are of the layer itself. `links.units`: what the
   * argument units is linked to, an object with the other `layer` and its `argument`.
   */
  readonly name: string;
  readonly from: JsonValue | undefined;
  readonly to: JsonValue | undefined;
}

/** A layer in one of the models. */
export interface LayerSide {
  readonly id: string;
  readonly type: string;
  readonly summary: Sentence;
  readonly isMuted: boolean;
  /** Null while unknown, as are the shapes. */
  readonly parameters: number | null;
  readonly shapes: readonly Shape[] | null;
}

/** What became of a layer or an edge. */
export type DifferenceKind = 'same' | 'changed' | 'added' | 'removed';

/** A layer of both models, or of one. */
export interface LayerDifference {
  /** Its name in the picture of both models: the newer id, if that is free. */
  readonly key: string;
  /** `same`: it computes the same, though its id or its shape may be another. */
  readonly kind: DifferenceKind;
  readonly from: LayerSide | null;
  readonly to: LayerSide | null;
  readonly changes: readonly ValueChange[];
}

/** An edge between layers of the picture of both models. */
export interface EdgeDifference {
  readonly kind: Exclude<DifferenceKind, 'changed'>;
  readonly from: string;
  readonly output: number;
  readonly to: string;
  readonly input: number;
}

/** An input that both models have and that comes from elsewhere now: a removed and an added edge. */
export interface Rewiring {
  readonly layer: string;
  readonly input: number;
  readonly from: string;
  readonly to: string;
}

/** The difference of two models, and both of them in one. */
export interface ModelDifference {
  /** Of both models, in order of computation. */
  readonly layers: readonly LayerDifference[];
  readonly edges: readonly EdgeDifference[];
  readonly rewired: readonly Rewiring[];
  readonly parameters: { readonly from: number | null; readonly to: number | null };
  /** Both compute the same. */
  readonly isSame: boolean;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values that differ; what is in an object is told by its path. */
function changesOf(from: JsonValue | undefined, to: JsonValue | undefined, name: string): ValueChange[] {
  if (isObject(from) && isObject(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => changesOf(from[key], to[key], name === '' ? key : `${name}.${key}`));
  }
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ name, from, to }];
}

/** A link as a value: a source that only has another name is the same. */
function linkChange(
  argument: string,
  from: ArgumentLink | undefined,
  to: ArgumentLink | undefined,
  keyOf: (id: string) => string,
): ValueChange[] {
  if (from?.argument === to?.argument && (from === undefined ? undefined : keyOf(from.layer)) === to?.layer) return [];
  const plain = (link: ArgumentLink | undefined): JsonValue | undefined =>
    link === undefined ? undefined : { layer: link.layer, argument: link.argument };
  return [{ name: `links.${argument}`, from: plain(from), to: plain(to) }];
}

/** @param keyOf the name in the picture of a layer of the first model */
function nodeChanges(from: LayerNode, to: LayerNode, keyOf: (id: string) => string): ValueChange[] {
  const { config: own, links: linked = {}, ...before } = from;
  const { config: other, links: linkedNow = {}, ...after } = to;
  const isShared = before.layer !== undefined && keyOf(before.layer) === after.layer;
  const plain = (node: Omit<LayerNode, 'config'>): JsonObject =>
    JSON.parse(
      JSON.stringify({ ...node, muted: node.muted === true, layer: isShared ? after.layer : node.layer }),
    ) as JsonObject;
  const changes = [
    ...changesOf(plain(before), plain(after), ''),
    ...[...new Set([...Object.keys(linked), ...Object.keys(linkedNow)])].flatMap((argument) =>
      linkChange(argument, linked[argument], linkedNow[argument], keyOf),
    ),
  ];
  // Arguments of two types say nothing about each other.
  if (from.type !== to.type) return changes;
  return [...changes, ...changesOf(completeConfig(from.type, own).config, completeConfig(to.type, other).config, '')];
}

function sidesOf({ layers }: ComparedModel): (placed: PlacedLayer) => LayerSide {
  const rows = new Map(layers.map((layer) => [layer.id, layer]));
  return ({ node: { id, type, config, muted } }) => {
    const row = rows.get(id);
    const shapes = row?.outputShapes ?? null;
    const parameters = row?.parameters ?? null;
    return { id, type, summary: layerSummary(type, config), isMuted: muted === true, parameters, shapes };
  };
}

type Wire = Omit<EdgeDifference, 'kind'>;

/** The edges between layers that there are, each once. */
function wiresOf({ edges }: GraphDocument, keys: ReadonlyMap<string, string>): Map<string, Wire> {
  return new Map(
    edges.flatMap(({ from: source, to: target, output = 0, input = 0 }) => {
      const [from, to] = [keys.get(source), keys.get(target)];
      if (from === undefined || to === undefined) return [];
      return [[JSON.stringify([from, output, to, input]), { from, output, to, input }] as const];
    }),
  );
}

function rewiredOf(edges: readonly EdgeDifference[], both: ReadonlySet<string>): Rewiring[] {
  const added = edges.filter(({ kind }) => kind === 'added');
  const used = new Set<EdgeDifference>();
  return edges.flatMap((edge): Rewiring[] => {
    if (edge.kind !== 'removed' || !both.has(edge.to)) return [];
    const now = added.find((one) => !used.has(one) && one.to === edge.to && one.input === edge.input);
    if (now === undefined) return [];
    used.add(now);
    return [{ layer: edge.to, input: edge.input, from: edge.from, to: now.from }];
  });
}

/** Names for all layers of the picture: a removed layer whose id is taken by another gets a mark. */
function namesOf(merged: readonly { readonly from: PlacedLayer | null; readonly to: PlacedLayer | null }[]): string[] {
  const taken = new Set(merged.flatMap(({ to }) => (to === null ? [] : [to.node.id])));
  return merged.map(({ from, to }) => {
    if (to !== null) return to.node.id;
    let name = from?.node.id ?? '';
    while (taken.has(name)) name = `−${name}`;
    taken.add(name);
    return name;
  });
}

/** Compares two models; places on the canvas do not count. */
export function compareModels(first: ComparedModel, second: ComparedModel): ModelDifference {
  const [before, after] = [placedLayers(first.document), placedLayers(second.document)];
  const merged = mergeLayers(before.length, matchLayers(before.map(targetOf), after)).map(({ target, layer }) => ({
    from: target === null ? null : (before[target] ?? null),
    to: layer === null ? null : (after[layer] ?? null),
  }));
  const names = namesOf(merged);
  const keysOf = (side: 'from' | 'to'): Map<string, string> =>
    new Map(merged.flatMap((pair, i) => (pair[side] === null ? [] : [[pair[side].node.id, names[i] ?? '']])));
  const [keysBefore, keysAfter] = [keysOf('from'), keysOf('to')];
  const [sideBefore, sideAfter] = [sidesOf(first), sidesOf(second)];

  const layers = merged.map(({ from, to }, i): LayerDifference => {
    const changes =
      from === null || to === null ? [] : nodeChanges(from.node, to.node, (id) => keysBefore.get(id) ?? id);
    const isChanged = changes.some(({ name }) => name !== 'id' && !name.startsWith('links.'));
    return {
      key: names[i] ?? '',
      kind: from === null ? 'added' : to === null ? 'removed' : isChanged ? 'changed' : 'same',
      from: from === null ? null : sideBefore(from),
      to: to === null ? null : sideAfter(to),
      changes,
    };
  });

  const [wiresBefore, wiresAfter] = [wiresOf(first.document, keysBefore), wiresOf(second.document, keysAfter)];
  const edges: EdgeDifference[] = [
    ...[...wiresBefore].map(([key, wire]) => ({ ...wire, kind: wiresAfter.has(key) ? 'same' : 'removed' }) as const),
    ...[...wiresAfter].flatMap(([key, wire]) => (wiresBefore.has(key) ? [] : [{ ...wire, kind: 'added' } as const])),
  ];
  const both = new Set(layers.flatMap(({ key, from, to }) => (from !== null && to !== null ? [key] : [])));
  return {
    layers,
    edges,
    rewired: rewiredOf(edges, both),
    parameters: { from: first.parameters, to: second.parameters },
    isSame: [...layers, ...edges].every(({ kind }) => kind === 'same'),
  };
}
