// Linked arguments: one that always has the value of another layer's. The value itself stands in `config`.
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import type { ArgumentLink, GraphDocument, LayerNode } from '#shared/model/graph-document.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { argumentsOf, numberArguments } from '#shared/reading/form-arguments.ts';

type NodesById = ReadonlyMap<string, LayerNode>;

function byIdOf({ nodes }: GraphDocument): NodesById {
  return new Map(nodes.map((node) => [node.id, node]));
}

/** The kind of number that an argument of a layer takes; null when it takes none, or the layer is not known. */
export function numberKind(type: string, argument: string): string | null {
  const definition = findLayer(type);
  return definition === undefined ? null : (numberArguments(definition.configSchema).get(argument) ?? null);
}

/** What a layer has for an argument: its value, else the default; null for none. */
export function argumentValue({ type, config }: LayerNode, argument: string): JsonValue {
  const own = config[argument];
  if (own !== undefined) return own;
  const definition = findLayer(type);
  const known = definition === undefined ? [] : argumentsOf(definition.configSchema);
  return known.find(({ name }) => name === argument)?.fallback ?? null;
}

/** Whether an argument can have the value of another: both take numbers of the same kind. */
function areAlike(node: LayerNode, argument: string, source: LayerNode, { argument: other }: ArgumentLink): boolean {
  const kind = numberKind(node.type, argument);
  return (
    node.layer === undefined && source.layer === undefined && kind !== null && kind === numberKind(source.type, other)
  );
}

/** Whether an argument has its value from another, over one link or several. */
export function followsArgument(document: GraphDocument, from: ArgumentLink, source: ArgumentLink): boolean {
  return follows(byIdOf(document), from, source);
}

function follows(byId: NodesById, from: ArgumentLink, source: ArgumentLink): boolean {
  const seen = new Set<string>();
  let at: ArgumentLink | undefined = from;
  while (at !== undefined) {
    if (at.layer === source.layer && at.argument === source.argument) return true;
    const key = keyOf(at);
    if (seen.has(key)) return false;
    seen.add(key);
    at = byId.get(at.layer)?.links?.[at.argument];
  }
  return false;
}

/** The arguments that one can be linked to: of the same kind in other layers, and not following it themselves. */
export function linkTargets(document: GraphDocument, id: string, argument: string): ArgumentLink[] {
  const node = document.nodes.find((each) => each.id === id);
  const kind = node === undefined ? null : numberKind(node.type, argument);
  if (node === undefined || kind === null) return [];
  const found = document.nodes.flatMap((other): ArgumentLink[] => {
    const definition = findLayer(other.type);
    if (other.id === id || other.layer !== undefined || definition === undefined) return [];
    const alike = [...numberArguments(definition.configSchema)].filter(([, each]) => each === kind);
    return alike.map(([name]) => ({ layer: other.id, argument: name }));
  });
  const byId = byIdOf(document);
  return found.filter((link) => !follows(byId, link, { layer: id, argument }));
}

/** The layer with its links; without the key when there are none. */
export function withLinks(node: LayerNode, links: Readonly<Record<string, ArgumentLink>>): LayerNode {
  const { links: _before, ...rest } = node;
  return Object.keys(links).length === 0 ? rest : { ...node, links };
}

/** The layers with links among themselves only: each by the name that the layer has now, null for one that is not there. */
export function linksRenamed(node: LayerNode, renamed: (id: string) => string | null): LayerNode {
  if (node.links === undefined) return node;
  const links = Object.entries(node.links).flatMap(([argument, link]): [string, ArgumentLink][] => {
    const layer = renamed(link.layer);
    return layer === null ? [] : [[argument, { ...link, layer }]];
  });
  return withLinks(node, Object.fromEntries(links));
}

/**
 * The model after an edit, with its links kept: what changed at the source changes at every argument that follows it; one that
 * was changed by itself is not linked any more, nor one whose source is gone, which keeps its value.
 * @param before the model before the edit, whose layers have their former ids
 */
export function settledLinks(
  before: GraphDocument,
  after: GraphDocument,
  renamed?: { readonly from: string; readonly to: string },
): GraphDocument {
  const settling = new Settling(before, after, renamed);
  const nodes = after.nodes.map((node) => settling.settled(node));
  return nodes.every((node, i) => node === after.nodes[i]) ? after : { ...after, nodes };
}

/** Whether a model has links at all. */
export function hasLinks({ nodes }: GraphDocument): boolean {
  return nodes.some(({ links }) => links !== undefined);
}

function keyOf({ layer, argument }: ArgumentLink): string {
  return JSON.stringify([layer, argument]);
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What becomes of a linked argument: a value to take, and whether the link stays. */
interface Outcome {
  readonly value: JsonValue;
  readonly isLinked: boolean;
}

class Settling {
  readonly #before: NodesById;
  readonly #after: NodesById;
  readonly #renamed: { readonly from: string; readonly to: string } | undefined;
  /** By argument; null while one is decided: a circle, which only a file can have. */
  readonly #outcomes = new Map<string, Outcome | null>();

  constructor(
    before: GraphDocument,
    after: GraphDocument,
    renamed: { readonly from: string; readonly to: string } | undefined,
  ) {
    this.#before = byIdOf(before);
    this.#after = byIdOf(after);
    this.#renamed = renamed;
  }

  settled(node: LayerNode): LayerNode {
    if (node.links === undefined) return node;
    const config: JsonObject = { ...node.config };
    const links: Record<string, ArgumentLink> = {};
    for (const [argument, given] of Object.entries(node.links)) {
      const outcome = this.#outcomeOf({ layer: node.id, argument });
      if (outcome?.isLinked !== true) continue;
      links[argument] = given;
      if (!isSame(argumentValue(node, argument), outcome.value)) config[argument] = outcome.value;
    }
    const next = isSame(config, node.config) ? node : { ...node, config };
    return Object.keys(links).length === Object.keys(node.links).length ? next : withLinks(next, links);
  }

  #outcomeOf(at: ArgumentLink): Outcome | null {
    const key = keyOf(at);
    const known = this.#outcomes.get(key);
    if (known !== undefined) return known;
    this.#outcomes.set(key, null);
    const outcome = this.#decided(at);
    this.#outcomes.set(key, outcome);
    return outcome;
  }

  #decided({ layer: id, argument }: ArgumentLink): Outcome | null {
    const node = this.#after.get(id);
    if (node === undefined) return null;
    const own: Outcome = { value: argumentValue(node, argument), isLinked: false };
    const link = node.links?.[argument];
    if (link === undefined) return own;
    const source = this.#after.get(link.layer);
    if (source === undefined || !areAlike(node, argument, source, link)) return own;
    const outcome = this.#outcomeOf(link);
    if (outcome === null) return own;
    const isBroken = this.#wasLinked(node, argument, link) && !this.#holds(node, argument, outcome.value);
    return isBroken ? own : { value: outcome.value, isLinked: true };
  }

  #wasLinked({ id }: LayerNode, argument: string, { layer, argument: other }: ArgumentLink): boolean {
    const before = this.#before.get(this.#formerly(id))?.links?.[argument];
    return before?.layer === this.#formerly(layer) && before.argument === other;
  }

  /** Whether a link that was there before is still wanted: its value was the source's, and was not changed by itself. */
  #holds(node: LayerNode, argument: string, value: JsonValue): boolean {
    const was = this.#before.get(this.#formerly(node.id));
    const link = was?.links?.[argument];
    const source = link === undefined ? undefined : this.#before.get(link.layer);
    if (was === undefined || link === undefined || source === undefined) return false;
    if (isSame(argumentValue(node, argument), value)) return true;
    const wasSame = isSame(argumentValue(was, argument), argumentValue(source, link.argument));
    return wasSame && isSame(was.config[argument], node.config[argument]);
  }

  #formerly(id: string): string {
    return id === this.#renamed?.to ? this.#renamed.from : id;
  }
}
