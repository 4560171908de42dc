// The models of several runs side by side: which layers are equal, which changed, which only some have.
import type { Sentence } from '#shared/base/message.ts';
import type { JsonObject } from '#shared/base/json.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import { checkEdges } from '#shared/model/check-edges.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { completeConfig, layerSummary } from '#shared/model/layer-summary.ts';

interface ComparedLayer {
  readonly type: string;
  readonly summary: Sentence;
  /** Equal for layers that compute the same: type and arguments with defaults. */
  readonly key: string;
}

/** One line of the comparison: each run's layer, null where it has none. */
type Row = readonly (ComparedLayer | null)[];

function sortedKeys(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The layers in order of computation; those on a cycle come last. */
function layersOf(document: GraphDocument): ComparedLayer[] {
  const { order, byId } = checkEdges(document);
  const ordered = new Set(order);
  const rest = [...byId.values()].filter((wired) => !ordered.has(wired));
  return [...order, ...rest].map(({ node: { type, config } }) => ({
    type,
    summary: layerSummary(type, config),
    key: `${type} ${JSON.stringify(sortedKeys(completeConfig(type, config).config))}`,
  }));
}

/** An equal layer counts more than one of the same type: a changed layer is paired only where no equal one is given up for it. */
function likeness(row: Row, layer: ComparedLayer): number {
  const types = row.filter((other) => other !== null);
  if (types.some(({ key }) => key === layer.key)) return 3;
  return types.some(({ type }) => type === layer.type) ? 1 : 0;
}

/**
 * Aligns a run's layers with the rows so far: the longest common subsequence, weighted by likeness
 * (Needleman and Wunsch's alignment with free gaps).
 */
function align(rows: readonly Row[], layers: readonly ComparedLayer[], runs: number): Row[] {
  const width = layers.length + 1;
  const scores = new Float64Array((rows.length + 1) * width);
  const score = (row: number, column: number): number => scores[row * width + column] ?? 0;
  for (let row = rows.length - 1; row >= 0; row--) {
    for (let column = layers.length - 1; column >= 0; column--) {
      const paired = pairScore(rows[row], layers[column]);
      const together = paired === 0 ? 0 : paired + score(row + 1, column + 1);
      scores[row * width + column] = Math.max(together, score(row + 1, column), score(row, column + 1));
    }
  }
  const empty: Row = Array.from({ length: runs }, () => null);
  const merged: Row[] = [];
  let row = 0;
  let column = 0;
  while (row < rows.length || column < layers.length) {
    const before = rows[row];
    const layer = layers[column];
    const paired = pairScore(before, layer);
    if (
      before !== undefined &&
      layer !== undefined &&
      paired > 0 &&
      score(row, column) === paired + score(row + 1, column + 1)
    ) {
      merged.push([...before, layer]);
      row++;
      column++;
    } else if (before !== undefined && (layer === undefined || score(row, column) === score(row + 1, column))) {
      merged.push([...before, null]);
      row++;
    } else {
      merged.push([...empty, layer ?? null]);
      column++;
    }
  }
  return merged;
}

function pairScore(row: Row | undefined, layer: ComparedLayer | undefined): number {
  return row === undefined || layer === undefined ? 0 : likeness(row, layer);
}

/** @param documents each run's model; null for a baseline, which has none */
export function compareLayers(documents: readonly (GraphDocument | null)[]): Comparison['layers'] {
  let rows: Row[] = [];
  for (const [run, document] of documents.entries()) {
    rows = document === null ? rows.map((row) => [...row, null]) : align(rows, layersOf(document), run);
  }
  return rows.map((row) => ({
    values: row.map((layer) => (layer === null ? null : { type: layer.type, summary: layer.summary })),
  }));
}
