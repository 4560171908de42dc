// The maximum size of a data set: what fits into the memory of a common machine.

export interface ImportLimits {
  /** Numbers of a series, all columns together (8 bytes each while importing, 4 while training). */
  readonly cells: number;
  /** Words of all texts together (4 bytes each). */
  readonly tokens: number;
  /** Different words. */
  readonly vocabulary: number;
  /** Different labels: a column with more is not a label. */
  readonly labels: number;
}

export const importLimits: ImportLimits = {
  cells: 2 ** 28,
  tokens: 2 ** 28,
  vocabulary: 8_000_000,
  labels: 1000,
};
