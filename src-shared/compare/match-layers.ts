// Which layer of one model is which of another: by id, and where ids differ by type, arguments and place in the graph. Pure.
import type { JsonObject } from '#shared/base/json.ts';
import { checkEdges } from '#shared/model/check-edges.ts';
import type { GraphDocument, LayerNode } from '#shared/model/graph-document.ts';
import { completeConfig } from '#shared/model/layer-summary.ts';

/** A layer with its place in its model; layers are named by their places in a list. */
export interface PlacedLayer {
  readonly node: LayerNode;
  /** Equal for layers that compute the same: type and arguments with defaults. */
  readonly key: string;
  /** The layers that it gets its inputs from, in their order. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** What layers of another model are matched with: one layer, or those of several models that are one. */
export interface MatchTarget {
  readonly layers: readonly Pick<PlacedLayer, 'node' | 'key'>[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

function sortedKeys(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The layers in order of computation; those on a cycle come last. Of two with one id, the first. */
export function placedLayers(document: GraphDocument): PlacedLayer[] {
  const { order, byId } = checkEdges(document);
  const ordered = new Set(order);
  const all = [...order, ...[...byId.values()].filter((wired) => !ordered.has(wired))];
  const places = new Map(all.map(({ node }, place) => [node.id, place]));
  const placesOf = (ids: readonly string[]): number[] => ids.flatMap((id) => places.get(id) ?? []);
  return all.map(({ node, inputs, followers }) => ({
    node,
    key: `${node.type} ${JSON.stringify(sortedKeys(completeConfig(node.type, node.config).config))}`,
    before: placesOf(inputs.map(({ id }) => id)),
    after: placesOf(followers),
  }));
}

/** One layer as a target of others. */
export function targetOf({ node, key, before, after }: PlacedLayer): MatchTarget {
  return { layers: [{ node, key }], before, after };
}

type Fits = (target: MatchTarget, layer: PlacedLayer) => boolean;

const isEqual: Fits = ({ layers }, { key }) => layers.some((own) => own.key === key);
const isOfType: Fits = ({ layers }, { node }) => layers.some((own) => own.node.type === node.type);

/** Pairs that grow: a target and a layer that are one. */
class Pairs {
  readonly ofLayer: (number | null)[];
  readonly #taken = new Set<number>();
  readonly #targets: readonly MatchTarget[];
  readonly #layers: readonly PlacedLayer[];

  constructor(targets: readonly MatchTarget[], layers: readonly PlacedLayer[]) {
    this.#targets = targets;
    this.#layers = layers;
    this.ofLayer = layers.map(() => null);
  }

  /** Pairs layers with targets that stand under the same names, in order. */
  byName(targetNames: (target: MatchTarget) => readonly string[], layerName: (layer: PlacedLayer) => string): void {
    const named = new Map<string, number[]>();
    this.#targets.forEach((target, place) => {
      if (this.#taken.has(place)) return;
      for (const name of new Set(targetNames(target))) named.set(name, [...(named.get(name) ?? []), place]);
    });
    this.#layers.forEach((layer, place) => {
      if (this.ofLayer[place] !== null) return;
      const target = named.get(layerName(layer))?.find((one) => !this.#taken.has(one));
      if (target !== undefined) this.#join(target, place);
    });
  }

  /** Pairs what fits beside pairs: behind and before them, at the beginnings and at the ends of both models. */
  spread(fits: Fits): void {
    const waiting = this.ofLayer.flatMap((target, layer) => (target === null ? [] : [{ target, layer }]));
    const beside = (targets: readonly number[], layers: readonly number[]): void => {
      for (const layer of layers) {
        if (this.ofLayer[layer] !== null) continue;
        const target = targets.find((one) => !this.#taken.has(one) && this.#fit(fits, one, layer));
        if (target === undefined) continue;
        this.#join(target, layer);
        waiting.push({ target, layer });
      }
    };
    beside(endsOf(this.#targets, 'before'), endsOf(this.#layers, 'before'));
    beside(endsOf(this.#targets, 'after'), endsOf(this.#layers, 'after'));
    // What is added meanwhile is read too.
    for (const { target, layer } of waiting) {
      beside(this.#targets[target]?.after ?? [], this.#layers[layer]?.after ?? []);
      beside(this.#targets[target]?.before ?? [], this.#layers[layer]?.before ?? []);
    }
  }

  #fit(fits: Fits, target: number, layer: number): boolean {
    const [own, other] = [this.#targets[target], this.#layers[layer]];
    return own !== undefined && other !== undefined && fits(own, other);
  }

  #join(target: number, layer: number): void {
    this.ofLayer[layer] = target;
    this.#taken.add(target);
  }
}

/** The layers that nothing comes before, or after. */
function endsOf(layers: readonly Pick<MatchTarget, 'before' | 'after'>[], side: 'before' | 'after'): number[] {
  return layers.flatMap((layer, place) => (layer[side].length === 0 ? [place] : []));
}

/**
 * Matches each layer with a target, or with none. First those with one id and type; then equal ones, beside matched layers before
 * elsewhere; then those of one type beside matched layers; at last those with one id, which became another type.
 * @returns for each layer the place of its target; no target is there twice
 */
export function matchLayers(targets: readonly MatchTarget[], layers: readonly PlacedLayer[]): (number | null)[] {
  const pairs = new Pairs(targets, layers);
  const idAndType = ({ node }: Pick<PlacedLayer, 'node'>): string => `${node.id} ${node.type}`;
  pairs.byName((target) => target.layers.map(idAndType), idAndType);
  pairs.spread(isEqual);
  pairs.byName(
    (target) => target.layers.map(({ key }) => key),
    ({ key }) => key,
  );
  pairs.spread(isOfType);
  pairs.byName(
    (target) => target.layers.map(({ node }) => node.id),
    ({ node }) => node.id,
  );
  return pairs.ofLayer;
}

/**
 * One list of two: the targets in their order, and each layer without a target before the next layer that has one.
 * @returns the places of both; every target and every layer is there once
 */
export function mergeLayers(
  targets: number,
  matches: readonly (number | null)[],
): { readonly target: number | null; readonly layer: number | null }[] {
  const layerOf = new Map(matches.flatMap((target, layer) => (target === null ? [] : [[target, layer] as const])));
  const behind = new Map<number, number[]>();
  let last = -1;
  matches.forEach((target, layer) => {
    if (target !== null) {
      last = target;
      return;
    }
    let place = last;
    while (place + 1 < targets && !layerOf.has(place + 1)) place++;
    behind.set(place, [...(behind.get(place) ?? []), layer]);
  });
  const added = (place: number) => (behind.get(place) ?? []).map((layer) => ({ target: null, layer }));
  return [
    ...added(-1),
    ...Array.from({ length: targets }, (_, target) => [
      { target, layer: layerOf.get(target) ?? null },
      ...added(target),
    ]).flat(),
  ];
}
