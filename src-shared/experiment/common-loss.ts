// The loss of a file whose outputs each have their own.
import { isJsonObject, type JsonObject } from '#shared/base/json.ts';
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

/**
 * Where `training.loss` is missing and every output has a loss of its own, it is that of the first: it counts for none, until the
 * model gets another output. Everything else is left for the schema.
 */
export function withCommonLoss(file: JsonObject): JsonObject {
  const { training, model } = file;
  if (!isJsonObject(training) || 'loss' in training || !isJsonObject(training['outputs'])) return file;
  const { outputs } = training;
  const own = endsOf(model).map((id) => {
    const settings = Object.hasOwn(outputs, id) ? outputs[id] : undefined;
    return isJsonObject(settings) ? settings['loss'] : undefined;
  });
  const [first] = own;
  if (first === undefined || own.includes(undefined)) return file;
  return { ...file, training: { ...training, loss: first } };
}
