// The models of several runs side by side: which layers are equal, which changed, which only some have.
import type { Comparison } from '#shared/compare/comparison.ts';
import {
  matchLayers,
  mergeLayers,
  placedLayers,
  type MatchTarget,
  type PlacedLayer,
} from '#shared/compare/match-layers.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { layerSummary } from '#shared/model/layer-summary.ts';

/** One line of the comparison: the place of each run's layer in its model, null where it has none. */
type Row = readonly (number | null)[];

/** The rows as what another model's layers are matched with. */
function targetsOf(rows: readonly Row[], models: readonly (readonly PlacedLayer[])[]): MatchTarget[] {
  const rowOf = models.map(
    (_, run) => new Map(rows.flatMap((row, i) => (typeof row[run] === 'number' ? [[row[run], i] as const] : []))),
  );
  return rows.map((row) => {
    const own = row.flatMap((place, run) => {
      const layer = place === null ? undefined : models[run]?.[place];
      return layer === undefined ? [] : [{ layer, run }];
    });
    const beside = (side: 'before' | 'after'): number[] => [
      ...new Set(own.flatMap(({ layer, run }) => layer[side].flatMap((place) => rowOf[run]?.get(place) ?? []))),
    ];
    return { layers: own.map(({ layer }) => layer), before: beside('before'), after: beside('after') };
  });
}

/** @param documents each run's model; null for a baseline, which has none */
export function compareLayers(documents: readonly (GraphDocument | null)[]): Comparison['layers'] {
  const models = documents.map((document) => (document === null ? [] : placedLayers(document)));
  let rows: Row[] = [];
  for (const [run, layers] of models.entries()) {
    const before: Row = Array.from({ length: run }, () => null);
    const matches = matchLayers(targetsOf(rows, models.slice(0, run)), layers);
    rows = mergeLayers(rows.length, matches).map(({ target, layer }) => [
      ...(target === null ? before : (rows[target] ?? before)),
      layer,
    ]);
  }
  return rows.map((row) => ({
    values: row.map((place, run) => {
      const node = place === null ? undefined : models[run]?.[place]?.node;
      return node === undefined ? null : { type: node.type, summary: layerSummary(node.type, node.config) };
    }),
  }));
}
