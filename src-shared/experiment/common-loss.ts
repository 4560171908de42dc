// The loss of a file whose outputs each have their own.
import { isJsonObject, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import { graphDocumentSchema } from '#shared/model/graph-document.ts';
import { withoutMuted } from '#shared/model/without-layers.ts';

/** The layers that a model ends in. */
function endsOf(model: unknown): readonly string[] {
  const document = graphDocumentSchema.safeParse(model).data;
  if (document === undefined) return [];
  const { nodes, edges } = withoutMuted(document);
  const followed = new Set(edges.map(({ from }) => from));
  return nodes.flatMap(({ id }) => (followed.has(id) ? [] : [id]));
}

/** The layers that a model ends in, with the loss that a file without `training.loss` gives each; null where it has one, or none at all. */
function ownLosses({ training, model }: JsonObject): readonly (readonly [string, JsonValue | undefined])[] | null {
  if (!isJsonObject(training) || 'loss' in training || !isJsonObject(training['outputs'])) return null;
  const { outputs } = training;
  return endsOf(model).map((id) => {
    const settings = Object.hasOwn(outputs, id) ? outputs[id] : undefined;
    return [id, isJsonObject(settings) ? settings['loss'] : undefined];
  });
}

/**
 * Where `training.loss` is missing and every output has a loss of its own, it is that of the first: it counts for none, until the
 * model gets another output. Everything else is left for the schema.
 */
export function withCommonLoss(file: JsonObject): JsonObject {
  const { training } = file;
  const losses = ownLosses(file)?.map(([, loss]) => loss);
  const first = losses?.[0];
  if (!isJsonObject(training) || first === undefined || losses?.includes(undefined) === true) return file;
  return { ...file, training: { ...training, loss: first } };
}

/** The ids of the outputs that are left without a loss where `training.loss` is missing and others have their own; else none. */
export function outputsWithoutLoss(file: JsonObject): readonly string[] {
  const losses = ownLosses(file) ?? [];
  const without = losses.flatMap(([id, loss]) => (loss === undefined ? [id] : []));
  return without.length === losses.length ? [] : without;
}
