// Warnings about an imported data set, derived from its descriptor and shown wherever it is shown.
import { countOf, msg, type Message } from '#shared/base/message.ts';
import type { Dataset, TextDataset } from '#shared/data/dataset.ts';
import { timeWarnings } from '#shared/data/time-warnings.ts';

/** `40 of 60 texts have no words.` */
function emptyTexts({ rows, words }: TextDataset): Message {
  const { empty } = words;
  if (empty === undefined) return msg`At least one text has no words.`;
  const texts = countOf(rows, '{0} text', '{0} texts');
  if (empty === 1) return msg`${empty} of ${texts} has no words.`;
  return msg`${empty.toLocaleString('en-US')} of ${texts} have no words.`;
}

/** Labels that differ in case, blanks or notation only: `Pos` and `pos`, `1` and `1.0`. */
function likeLabels({ labels }: TextDataset): Message[] {
  const plain = ({ name }: { readonly name: string }): string => {
    const text = name
      .trim()
      .toLowerCase()
      .replaceAll(/^['"]|['"]$/g, '');
    return text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : text;
  };
  const groups = new Map<string, string[]>();
  for (const label of labels) groups.set(plain(label), [...(groups.get(plain(label)) ?? []), label.name]);
  return [...groups.values()]
    .filter(({ length }) => length > 1)
    .map((names) => msg`These labels may be one: ${names.map((name) => `"${name}"`).join(', ')}.`);
}

/** One sentence per warning; empty when there is none. */
export function datasetWarnings(dataset: Dataset): Message[] {
  if (dataset.kind === 'text') {
    const empty = dataset.words.least === 0 ? [emptyTexts(dataset)] : [];
    const rows = dataset.labels.map((label) => label.rows);
    const rare = dataset.labels.filter((label) => label.rows * 20 < Math.max(...rows));
    return [
      ...empty,
      ...likeLabels(dataset),
      ...rare.map((label) => msg`Label "${label.name}" is rare: ${label.rows} of ${dataset.rows} rows.`),
    ];
  }
  const times = dataset.time?.facts === undefined ? [] : timeWarnings(dataset.time.facts);
  const columns = dataset.columns.flatMap((column) => {
    if (column.missing === dataset.rows) return [msg`Column "${column.name}" holds no numbers at all.`];
    const constant =
      column.least === column.most ? [msg`Column "${column.name}" is ${column.least} in every row.`] : [];
    const share = Math.round((100 * column.missing) / dataset.rows);
    const missing =
      column.missing === 0
        ? []
        : [msg`Column "${column.name}" lacks ${column.missing} of ${dataset.rows} values (${share} %).`];
    return [...constant, ...missing];
  });
  return [...times, ...columns];
}
