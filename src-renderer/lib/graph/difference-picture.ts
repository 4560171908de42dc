// Two models in one picture: the layers and edges of both, each with what became of it. Pure.
import type { DifferenceKind, LayerDifference, ModelDifference } from '#shared/compare/model-difference.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { edgeOf } from '#shared/model/edits/edit.ts';
import { flowOf } from '#renderer/lib/graph/flow.ts';
import type { EdgePicture, LayerPicture, Port } from '#renderer/lib/graph/graph-picture.ts';
import type { CanvasPicture } from '#renderer/lib/graph/group-picture.ts';
import { changeLines, type ChangeLine } from '#renderer/lib/graph/change-words.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** What a card shows besides its layer. */
export interface CardMark {
  readonly kind: DifferenceKind;
  /** The id that a person knows it by. */
  readonly id: string;
  /** Under the card's own lines. */
  readonly lines: readonly ChangeLine[];
  /** Before, where that was another number. */
  readonly parametersBefore: number | null;
}

export interface DifferencePicture {
  readonly picture: CanvasPicture;
  readonly cards: ReadonlyMap<string, CardMark>;
  /** In the order of the picture's edges. */
  readonly edges: readonly DifferenceKind[];
}

/** The most lines of changes on a card; a list has all of them. */
const mostLines = 4;

function portsOf(numbers: readonly number[]): Port[] {
  const count = Math.max(0, ...numbers.map((number) => number + 1));
  return Array.from({ length: count }, (_, index) => ({
    index,
    name: null,
    flow: 'unknown' as const,
    isUsed: numbers.includes(index),
    isOptional: false,
  }));
}

function layerOf({ key, from, to }: LayerDifference, edges: readonly EdgePicture[]): LayerPicture {
  const side = to ?? from;
  return {
    kind: 'layer',
    id: key,
    type: side?.type ?? '',
    isKnown: findLayer(side?.type ?? '') !== undefined,
    isMuted: side?.isMuted ?? false,
    sharesWith: null,
    summary: side?.summary ?? '',
    parameters: side?.parameters ?? null,
    outputShapes: side?.shapes ?? null,
    problems: [],
    inputs: portsOf(edges.flatMap((edge) => (edge.to === key ? [edge.input] : []))),
    outputs: portsOf(edges.flatMap((edge) => (edge.from === key ? [edge.output] : []))),
  };
}

function markOf(layer: LayerDifference, t: Messages): CardMark {
  const { kind, from, to } = layer;
  const isOther = from !== null && to !== null && from.parameters !== to.parameters;
  return {
    kind,
    id: (to ?? from)?.id ?? '',
    lines: changeLines(layer.changes, t).slice(0, mostLines),
    parametersBefore: isOther ? from.parameters : null,
  };
}

export function pictureDifference(difference: ModelDifference, t: Messages): DifferencePicture {
  const layers = new Map(difference.layers.map((layer) => [layer.key, layer]));
  const edges = difference.edges.map(({ from, output, to, input }): EdgePicture => {
    const source = layers.get(from);
    const shape = (source?.to ?? source?.from)?.shapes?.[output] ?? null;
    return {
      id: JSON.stringify([from, output, to, input]),
      from,
      to,
      output,
      input,
      shape,
      saved: edgeOf(from, to, output, input),
      flow: flowOf(shape, false),
    };
  });
  return {
    picture: { cards: difference.layers.map((layer) => layerOf(layer, edges)), edges, frames: [], notes: [] },
    cards: new Map(difference.layers.map((layer) => [layer.key, markOf(layer, t)])),
    edges: difference.edges.map(({ kind }) => kind),
  };
}
