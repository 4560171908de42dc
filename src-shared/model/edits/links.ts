// Edits of links between arguments.
import { msg, type Message } from '#shared/base/message.ts';
import type { EditResult } from '#shared/model/edits/edit.ts';
import type { ArgumentLink, GraphDocument, LayerNode } from '#shared/model/graph-document.ts';
import { argumentValue, followsArgument, numberKind, withLinks } from '#shared/model/links.ts';

/**
 * Gives an argument the value of another layer's, for as long as the link is there. A layer that applies another's weights
 * has that one's arguments.
 */
export function linkArgument(document: GraphDocument, id: string, argument: string, to: ArgumentLink): EditResult {
  const node = ownerOf(document, id);
  const source = ownerOf(document, to.layer);
  if (node === undefined) return { refused: msg`No layer has the id "${id}".` };
  if (source === undefined) return { refused: msg`No layer has the id "${to.layer}".` };
  const link = { layer: source.id, argument: to.argument };
  const refused = reasonAgainst(document, node, argument, source, link);
  if (refused !== null) return { refused };
  const linked = withLinks(node, { ...node.links, [argument]: link });
  const config = { ...node.config, [argument]: argumentValue(source, link.argument) };
  return {
    document: withNode(document, node, { ...linked, config }),
    name: msg`Link ${argument} of ${node.id} to ${link.argument} of ${source.id}`,
    ids: [id],
  };
}

/** Takes a link away. The argument keeps its value. */
export function unlinkArgument(document: GraphDocument, id: string, argument: string): EditResult {
  const node = ownerOf(document, id);
  if (node === undefined) return { refused: msg`No layer has the id "${id}".` };
  const { [argument]: link, ...others } = node.links ?? {};
  if (link === undefined) return { refused: msg`${argument} of ${node.id} is not linked.` };
  return {
    document: withNode(document, node, withLinks(node, others)),
    name: msg`Unlink ${argument} of ${node.id}`,
    ids: [id],
  };
}

function ownerOf({ nodes }: GraphDocument, id: string): LayerNode | undefined {
  const node = nodes.find((each) => each.id === id);
  return node?.layer === undefined ? node : nodes.find((each) => each.id === node.layer);
}

function reasonAgainst(
  document: GraphDocument,
  node: LayerNode,
  argument: string,
  source: LayerNode,
  link: ArgumentLink,
): Message | null {
  const kind = numberKind(node.type, argument);
  const kindOfSource = numberKind(source.type, link.argument);
  if (kind === null) return msg`${node.id} has no argument ${argument} that takes a number.`;
  if (kindOfSource === null) return msg`${source.id} has no argument ${link.argument} that takes a number.`;
  if (kind !== kindOfSource)
    return msg`${argument} of ${node.id} and ${link.argument} of ${source.id} take numbers of different kinds.`;
  if (followsArgument(document, link, { layer: node.id, argument }))
    return msg`${link.argument} of ${source.id} follows ${argument} of ${node.id} itself.`;
  return null;
}

function withNode(document: GraphDocument, before: LayerNode, after: LayerNode): GraphDocument {
  return { ...document, nodes: document.nodes.map((node) => (node === before ? after : node)) };
}
