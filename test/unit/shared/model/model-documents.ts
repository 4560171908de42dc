// Small model documents for the tests of the check.
import type { JsonObject } from '#shared/base/json.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { GraphDocument, LayerNode } from '#shared/model/graph-document.ts';

export const layer = (id: string, type: string, config: JsonObject = {}): LayerNode => ({ id, type, config });

export function chain(...nodes: LayerNode[]): GraphDocument {
  return { nodes, edges: nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id ?? '', to: id })) };
}

export const input = (...shape: (number | null)[]): LayerNode => layer('in', 'Input', { shape });
export const conv = (id: string, size: number, more: JsonObject = {}): LayerNode =>
  layer(id, 'Conv1D', { filters: 4, kernel_size: size, ...more });
export const dense = layer('out', 'Dense', { units: 1 });

/** Code, layer and sentence of every problem. */
export function problemsOf(document: GraphDocument): (string | undefined)[][] {
  return checkModel(document).problems.map(({ code, nodeId, message }) => [code, nodeId, message]);
}
