// Checks the derived columns of a series: their names, what they are computed from, and how far they reach back.
import { countOf, msg, sentences } from '#shared/base/message.ts';
import { suggestNames } from '#shared/base/near-names.ts';
import { errorProblem, type Problem } from '#shared/base/problem.ts';
import type { SeriesDataset } from '#shared/data/dataset.ts';
import { columnNames, sourceOf, type DerivedColumn } from '#shared/data/derived-columns.ts';
import type { SeriesPreparation } from '#shared/data/preparation.ts';

type Place = Pick<Problem, 'path' | 'fixes'>;

function checkSource(derived: DerivedColumn, dataset: SeriesDataset, place: Place): Problem[] {
  if (!('rows' in derived)) {
    if (dataset.time?.facts !== undefined) return [];
    const message = msg`The derived column "${derived.name}" needs the time of each row, but the data set "${dataset.id}" has none; import it with its time column.`;
    return [errorProblem('no-times', message, place)];
  }
  const names = columnNames(dataset, {});
  const source = sourceOf(derived) ?? '';
  if (!names.includes(source)) {
    const sentence = msg`The derived column "${derived.name}" is computed from "${source}", which the data set "${dataset.id}" does not have.`;
    return [errorProblem('unknown-column', sentences(sentence, suggestNames(source, names)), place)];
  }
  const { rows } = derived as { readonly rows: number };
  if (rows < dataset.rows) return [];
  const have = countOf(dataset.rows, '{0} row', '{0} rows');
  const message = msg`The derived column "${derived.name}" reaches ${rows.toLocaleString('en-US')} rows back, but the data has ${have}.`;
  return [errorProblem('derived-too-long', message, place)];
}

/** @param dataset null when it is not here: then only the names are checked */
export function checkDerived({ derived = [] }: SeriesPreparation, dataset: SeriesDataset | null): Problem[] {
  const taken = new Set(dataset === null ? [] : columnNames(dataset, {}));
  return derived.flatMap((one, i) => {
    const path = ['data', 'preparation', 'derived', String(i)];
    const place: Place = { path: path.join('.'), fixes: [{ kind: 'remove-setting', path }] };
    const isTaken = taken.has(one.name);
    taken.add(one.name);
    if (isTaken)
      return [
        errorProblem(
          'duplicate-column',
          msg`There are two columns "${one.name}"; name the derived one otherwise.`,
          place,
        ),
      ];
    return dataset === null ? [] : checkSource(one, dataset, place);
  });
}
