// The columns of a series that a preparation uses: those of the data from their files, the derived ones computed.
import { countOf, msg } from '#shared/base/message.ts';
import { deriveColumn, sourceOf, type DerivedColumn } from '#shared/data/derived-columns.ts';
import type { SeriesDataset } from '#shared/data/dataset.ts';
import type { SeriesPreparation } from '#shared/data/preparation.ts';
import { loadFloat64 } from '#main/datasets/load-arrays.ts';
import type { NamedColumn } from '#main/datasets/missing-values.ts';
import { damaged, type StoredDataset } from '#main/datasets/stored-dataset.ts';

/** Stands among the columns while rows without a number are dropped; no column has this name. */
const timeName = '\0time';

/** Those of a preparation that are used, by their names. */
export function usedDerived({ derived = [] }: SeriesPreparation, names: ReadonlySet<string>): DerivedColumn[] {
  return derived.filter(({ name }) => names.has(name));
}

/**
 * What the columns of these names are made of: columns of the data, and the times where a derived one needs them.
 * @throws AppError `damaged`
 */
export async function loadColumns(
  home: string,
  stored: StoredDataset,
  dataset: SeriesDataset,
  { names, derived }: { readonly names: ReadonlySet<string>; readonly derived: readonly DerivedColumn[] },
): Promise<NamedColumn[]> {
  const computed = new Set(derived.map(({ name }) => name));
  const sources = derived.map(sourceOf);
  const ofData = new Set([...names].filter((name) => !computed.has(name)));
  for (const source of sources) if (source !== null) ofData.add(source);
  const load = async (name: string, role: string): Promise<NamedColumn> => {
    const values = await loadFloat64(home, stored, role);
    if (values.length !== dataset.rows)
      throw damaged(dataset.id, msg`column "${name}" has ${countOf(values.length, '{0} row', '{0} rows')}`);
    return { name, values };
  };
  const raw: NamedColumn[] = [];
  for (const name of ofData) raw.push(await load(name, `column/${name}`));
  if (sources.includes(null)) raw.push({ ...(await load('time', 'time')), name: timeName });
  return raw;
}

/** The columns with those derived from them. */
export function withDerived(columns: readonly NamedColumn[], derived: readonly DerivedColumn[]): NamedColumn[] {
  const valuesOf = (name: string): Float64Array =>
    columns.find((column) => column.name === name)?.values ?? new Float64Array();
  return [
    ...columns.filter(({ name }) => name !== timeName),
    ...derived.map((one) => ({
      name: one.name,
      values: deriveColumn(one, valuesOf(sourceOf(one) ?? ''), valuesOf(timeName)),
    })),
  ];
}
