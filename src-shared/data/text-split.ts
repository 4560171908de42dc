// Which texts are for training, for validation and for the test: by share, with the shares of labels kept, by groups, in folds.
import type { TextPreparation } from '#shared/data/preparation.ts';
import { trainingCount } from '#shared/data/splits.ts';

/** The settings of a split. */
export type TextShares = Pick<TextPreparation, 'validation_split' | 'test_split' | 'stratify' | 'folds' | 'fold'>;

/** The rows that are split. */
export interface SplitTexts {
  /** All rows, in the order that is cut. */
  readonly order: Uint32Array;
  /** Each row's label. */
  readonly labels: Uint32Array;
  /** Each row's group; null where every row is for itself. */
  readonly groups: Uint32Array | null;
}

/** Rows of each part, in the order that was cut. */
export interface TextParts {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
}

type PartName = keyof TextParts;

/** How many rows each part has. */
export type TextPartCounts = Readonly<Record<PartName, number>>;

type GroupSettings = Pick<TextPreparation, 'group' | 'equal_texts_together'>;

/** Whether rows are kept together. */
export function splitsByGroup({ group, equal_texts_together: isTogether = false }: GroupSettings): boolean {
  return group !== undefined || isTogether;
}

/** Where the parts of `count` rows in order begin. Without a test and strata, exactly as Keras's `validation_split`. */
function partsOf(count: number, shares: TextShares, isRounded: boolean): (place: number) => PartName {
  const { validation_split: held, test_split: tested = 0, folds, fold = 1 } = shares;
  // Shares are decimal fractions: of 100 rows 0.1 + 0.2 leaves 70, not 69.
  const cut = (share: number): number => (isRounded ? Math.round(count * share) : Math.floor(count * share + 1e-6));
  const testFrom = tested === 0 ? count : cut(1 - tested);
  if (folds !== undefined) {
    const edge = (place: number): number => Math.round((testFrom * place) / folds);
    const [from, to] = [edge(fold - 1), edge(fold)];
    return (place) => (place >= testFrom ? 'test' : place >= from && place < to ? 'validation' : 'train');
  }
  const validationFrom =
    tested === 0 && !isRounded ? trainingCount(count, held) : Math.min(testFrom, cut(1 - held - tested));
  return (place) => (place >= testFrom ? 'test' : place >= validationFrom ? 'validation' : 'train');
}

/** The part of each row. */
function partOfRows({ order, labels, groups }: SplitTexts, shares: TextShares): PartName[] {
  const part = new Array<PartName>(order.length);
  if (groups !== null) {
    const sizes = new Map<number, number>();
    for (const row of order) sizes.set(groups[row] ?? 0, (sizes.get(groups[row] ?? 0) ?? 0) + 1);
    const partAt = partsOf(order.length, shares, false);
    const ofGroup = new Map<number, PartName>();
    let before = 0;
    // A group goes where its middle row would.
    for (const [group, size] of sizes) {
      ofGroup.set(group, partAt(before + Math.floor(size / 2)));
      before += size;
    }
    for (const row of order) part[row] = ofGroup.get(groups[row] ?? 0) ?? 'train';
    return part;
  }
  if (shares.stratify !== true) {
    const partAt = partsOf(order.length, shares, false);
    for (const [place, row] of order.entries()) part[row] = partAt(place);
    return part;
  }
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const strata = new Map(
    [...counts].map(([label, count]) => [label, { place: 0, partAt: partsOf(count, shares, true) }]),
  );
  for (const row of order) {
    const stratum = strata.get(labels[row] ?? 0);
    if (stratum !== undefined) part[row] = stratum.partAt(stratum.place++);
  }
  return part;
}

/** Splits texts. Rows of a group are in one part; with groups, labels are not looked at. */
export function splitTexts(texts: SplitTexts, shares: TextShares): TextParts {
  const part = partOfRows(texts, shares);
  const rowsOf = (name: PartName): Uint32Array => texts.order.filter((row) => part[row] === name);
  return { train: rowsOf('train'), validation: rowsOf('validation'), test: rowsOf('test') };
}

/**
 * How many rows each part has.
 * @returns null where it depends on the rows: with groups
 */
export function textPartCounts(
  { rows: all, labels }: { readonly rows: number; readonly labels: readonly { readonly rows: number }[] },
  preparation: TextShares & GroupSettings,
): TextPartCounts | null {
  if (splitsByGroup(preparation)) return null;
  const isStratified = preparation.stratify === true;
  const strata = isStratified ? labels.map(({ rows }) => rows) : [all];
  const counts = { train: 0, validation: 0, test: 0 };
  for (const rows of strata) {
    const partAt = partsOf(rows, preparation, isStratified);
    for (let place = 0; place < rows; place++) counts[partAt(place)]++;
  }
  return counts;
}
