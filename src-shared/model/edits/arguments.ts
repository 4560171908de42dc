// Edits of a layer's arguments. A value that the layer does not take is refused with the reason.
import { joined, msg, type Message } from '#shared/base/message.ts';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import type { EditResult } from '#shared/model/edits/edit.ts';
import type { GraphDocument, LayerNode } from '#shared/model/graph-document.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { readLayer } from '#shared/model/read-layer.ts';
import { quoteValue } from '#shared/reading/describe-issue.ts';
import { refusalOf } from '#shared/reading/form-arguments.ts';

/** Sets one argument of one layer or several. A layer that applies another's weights has that one's arguments. */
export function setArgument(
  document: GraphDocument,
  ids: readonly string[],
  argument: string,
  value: JsonValue,
): EditResult {
  return changeArguments(
    document,
    ids,
    argument,
    msg`Set ${argument} of ${listOf(ids)} to ${quoteValue(value)}`,
    (config) => ({
      ...config,
      [argument]: value,
    }),
  );
}

/** Leaves an argument to its default, or to the definition's `starter` where Keras has none. */
export function resetArgument(document: GraphDocument, ids: readonly string[], argument: string): EditResult {
  return changeArguments(
    document,
    ids,
    argument,
    msg`Reset ${argument} of ${listOf(ids)}`,
    ({ [argument]: _left, ...config }, node) => {
      const starter = findLayer(node.type)?.starter?.[argument];
      return starter === undefined ? config : { ...config, [argument]: starter };
    },
  );
}

function changeArguments(
  document: GraphDocument,
  ids: readonly string[],
  argument: string,
  name: Message,
  change: (config: JsonObject, node: LayerNode) => JsonObject,
): EditResult {
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const owners = new Set(ids.map((id) => byId.get(id)?.layer ?? id));
  const nodes = document.nodes.map((node) =>
    owners.has(node.id) ? { ...node, config: change(node.config, node) } : node,
  );
  for (const node of nodes) {
    const before = byId.get(node.id);
    const refused = before === undefined || before === node ? null : reasonAgainst(before, argument, node.config);
    if (refused !== null) return { refused };
  }
  return { document: { ...document, nodes }, name, ids };
}

/** Why a layer does not take an argument's value; problems that it had before are no reason. */
function reasonAgainst(node: LayerNode, argument: string, config: JsonObject): Message | null {
  const definition = findLayer(node.type);
  if (definition === undefined) return null;
  const read = (given: JsonObject) => readLayer(definition, given).problems;
  return refusalOf(nameOf(node), read, { before: node.config, after: config, argument });
}

function listOf(ids: readonly string[]): Message {
  return joined(', ', ids);
}
