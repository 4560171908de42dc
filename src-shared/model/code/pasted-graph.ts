// The graph that pasted code makes, layer by layer.
import type { GraphEdge, GraphDocument, LayerNode } from '#shared/model/graph-document.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import type { KerasValue, PastedLayer } from '#shared/model/code/keras-values.ts';
import { freeId } from '#shared/model/edits/edit.ts';

/** As many layers as a model can have. */
const mostLayers = 10_000;

/** Adds layers and edges. */
export class PastedGraph {
  readonly #nodes: LayerNode[] = [];
  readonly #edges: GraphEdge[] = [];
  readonly #taken = new Set<string>();

  get size(): number {
    return this.#nodes.length;
  }

  /** Whether no more layers are taken. */
  get isFull(): boolean {
    return this.#nodes.length >= mostLayers;
  }

  /** Applies a layer; a second time, with the weights of the first. Inputs that are no tensors have no edge. */
  apply(layer: PastedLayer, inputs: readonly KerasValue[], callArguments: LayerNode['config'] = {}): string {
    const wanted = layer.name ?? '';
    const isFree = wanted !== '' && wanted.length <= 200 && !this.#taken.has(wanted);
    const id = isFree ? wanted : freeId(layer.type, (given) => this.#taken.has(given));
    this.#taken.add(id);
    const config = { ...layer.config, ...callArguments };
    this.#nodes.push({
      id,
      type: layer.type,
      ...(layer.nodeId === null ? { config } : { config: {}, layer: layer.nodeId }),
    });
    layer.nodeId ??= id;
    for (const [input, value] of inputs.entries()) {
      if (value.kind !== 'tensor') continue;
      this.#edges.push({
        from: value.id,
        to: id,
        ...(value.output === 0 ? {} : { output: value.output }),
        ...(input === 0 ? {} : { input }),
      });
    }
    return id;
  }

  /** Applies the layers of a Sequential, one behind the other; returns the last one's id, null for none. */
  chain(layers: readonly PastedLayer[], input: KerasValue | null): string | null {
    let before = input;
    for (const [i, layer] of layers.entries()) {
      if (this.isFull) break;
      const isStart = findLayer(layer.type)?.family === 'input';
      // The Input of a Sequential that another model applies is that model's tensor.
      if (isStart && before !== null) continue;
      if (i === 0 && before === null && layer.inputShape !== null && !isStart) {
        const start = this.apply(inputLayer(layer.inputShape), []);
        before = { kind: 'tensor', id: start, output: 0 };
      }
      before = { kind: 'tensor', id: this.apply(layer, before === null ? [] : [before]), output: 0 };
    }
    return before?.kind === 'tensor' ? before.id : null;
  }

  /** Takes an Input out of the graph, which becomes the first layer of a Sequential; null for another layer. */
  takeBack(id: string): PastedLayer | null {
    const at = this.#nodes.findIndex((node) => node.id === id);
    const node = this.#nodes[at];
    if (node === undefined || findLayer(node.type)?.family !== 'input') return null;
    this.#nodes.splice(at, 1);
    this.#taken.delete(id);
    return { type: node.type, config: node.config, name: id, inputShape: null, nodeId: null };
  }

  /** The graph. An Input of words, which code seldom gives a type, is one of whole numbers. */
  document(): GraphDocument {
    const readers = new Set(
      this.#nodes.flatMap(({ id, type }) => (findLayer(type)?.vocabulary === undefined ? [] : [id])),
    );
    const ofWords = new Set(this.#edges.filter(({ to }) => readers.has(to)).map(({ from }) => from));
    const nodes = this.#nodes.map((node) => {
      const isOfWords = ofWords.has(node.id) && findLayer(node.type)?.family === 'input';
      return isOfWords ? { ...node, config: { ...node.config, dtype: 'int32' } } : node;
    });
    return { nodes, edges: [...this.#edges] };
  }
}

/** An Input of this shape. */
export function inputLayer(shape: (number | null)[]): PastedLayer {
  return { type: 'Input', config: { shape }, name: null, inputShape: null, nodeId: null };
}
