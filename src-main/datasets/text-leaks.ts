// Leaks between the parts of a text data set: equal texts, and words that give a label away.
import type { Leak } from '#shared/data/leaks.ts';
import type { TextDataset } from '#shared/data/dataset.ts';
import { firstWordToken } from '#shared/data/tokenize.ts';
import type { TextParts } from '#shared/data/text-split.ts';
import { firstEqualText } from '#main/datasets/equal-texts.ts';
import type { TextArrays } from '#main/datasets/prepare-text.ts';

/** Fewer texts of a label tell nothing about a word. */
const leastTexts = 10;
/** A word in so many of a label's texts, and in no other one, gives the label away. */
const givingShare = 0.95;

function equalTexts({ tokens, offsets }: TextArrays, parts: TextParts): Leak[] {
  const first = firstEqualText({ tokens, offsets });
  const isTrained = new Uint8Array(first.length);
  const isEmpty = (row: number): boolean => offsets[row] === offsets[row + 1];
  for (const row of parts.train) if (!isEmpty(row)) isTrained[first[row] ?? 0] = 1;
  return (['validation', 'test'] as const).flatMap((part): Leak[] => {
    const count = parts[part].filter((row) => isTrained[first[row] ?? 0] === 1).length;
    return count === 0 ? [] : [{ kind: 'equal-texts', part, count, of: parts[part].length }];
  });
}

/** For each label the word that is in most of its texts and in no other one, where that is nearly all of them. */
function labelWords({ tokens, offsets, labels }: TextArrays, dataset: TextDataset, words: readonly string[]): Leak[] {
  const size = tokens.reduce((most, token) => Math.max(most, token), 0) + 1;
  const counts = new Uint32Array(size);
  const lastRow = new Int32Array(size).fill(-1);
  const mixed = dataset.labels.length;
  const ownLabel = new Int32Array(size).fill(-1);
  for (const [row, label] of labels.entries())
    for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) {
      const token = tokens[i] ?? 0;
      if (lastRow[token] === row) continue;
      lastRow[token] = row;
      counts[token] = (counts[token] ?? 0) + 1;
      if (ownLabel[token] === -1) ownLabel[token] = label;
      else if (ownLabel[token] !== label) ownLabel[token] = mixed;
    }
  const best = new Map<number, number>();
  for (const [token, label] of ownLabel.entries()) {
    if (label < 0 || label === mixed || token < firstWordToken) continue;
    const known = best.get(label);
    if (known === undefined || (counts[token] ?? 0) > (counts[known] ?? 0)) best.set(label, token);
  }
  return dataset.labels.flatMap(({ name, rows }, label): Leak[] => {
    const token = best.get(label);
    const count = token === undefined ? 0 : (counts[token] ?? 0);
    if (token === undefined || rows < leastTexts || count < givingShare * rows) return [];
    return [{ kind: 'label-word', label: name, word: words[token - firstWordToken] ?? `${token}`, count, of: rows }];
  });
}

/** @param words the vocabulary, the most frequent first; empty where the data set has numbers only */
export function findTextLeaks(
  arrays: TextArrays,
  dataset: TextDataset,
  { parts, words }: { readonly parts: TextParts; readonly words: readonly string[] },
): Leak[] {
  return [...equalTexts(arrays, parts), ...labelWords(arrays, dataset, words)];
}
