// Puts an edited model into an experiment's document: other parts of it that name a layer follow.
import { isJsonObject, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import type { GraphEdit } from '#shared/model/edits/edit.ts';
import { hasLinks, settledLinks } from '#shared/model/links.ts';
import { graphDocumentSchema, type GraphDocument } from '#shared/model/graph-document.ts';

/** Where an experiment names layers as keys: what each Input gets, and what each output is trained on. */
const placesOfLayers = [
  ['data', 'preparation', 'inputs'],
  ['data', 'preparation', 'outputs'],
  ['training', 'outputs'],
] as const;

/** The model in a document; null when there is none that can be read. */
export function graphOf(document: JsonObject): GraphDocument | null {
  return graphDocumentSchema.safeParse(document['model']).data ?? null;
}

/**
 * The experiment with the edited model. A renamed layer has its new id everywhere; what was said about a deleted one goes with
 * it; linked arguments follow their sources. Every edit of a model passes here.
 */
export function withGraph(document: JsonObject, { document: edited, renamed }: GraphEdit): JsonObject {
  const before = hasLinks(edited) ? graphOf(document) : null;
  const graph = before === null ? edited : settledLinks(before, edited, renamed);
  const ids = new Set(graph.nodes.map(({ id }) => id));
  const follow = (entries: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(entries)
        .map(([id, value]): [string, JsonValue] => [id === renamed?.from ? renamed.to : id, value])
        .filter(([id]) => ids.has(id)),
    );
  const changed = placesOfLayers.reduce((whole, path) => withFollowing(whole, path, follow), document);
  // What a schema has read: a copy of a large model at every edit would be seen.
  if (!isJsonObject(graph)) throw new Error('The edited model is not JSON.');
  return { ...changed, model: graph };
}

function withFollowing(
  document: JsonObject,
  [key, ...rest]: readonly string[],
  follow: (entries: JsonObject) => JsonObject,
): JsonObject {
  const own = key === undefined ? undefined : document[key];
  if (key === undefined || typeof own !== 'object' || own === null || Array.isArray(own)) return document;
  const next = rest.length === 0 ? follow(own) : withFollowing(own, rest, follow);
  const isSame = next === own || JSON.stringify(next) === JSON.stringify(own);
  return isSame ? document : { ...document, [key]: next };
}
