// The words of the picture of a series, in English.
import type { SplitName } from '#shared/data/split-windows.ts';

const splits: Record<SplitName, string> = { train: 'Training', validation: 'Validation', test: 'Test' };

export const seriesWords = {
  /** The picture, among the ways to show a model. */
  view: 'Data',
  column: 'Column',
  whole: 'Whole series',
  rows: (count: number, shown: string) => `${shown} ${count === 1 ? 'row' : 'rows'}`,
  row: (number: string) => `row ${number}`,
  withRows: (time: string, rows: string) => `${time} (${rows})`,
  every: (time: string) => `${time} apart`,
  fromTo: (from: string, to: string) => `${from} – ${to}`,
  /** Read out: the line of a column. */
  line: (column: string, from: string, to: string, least: string, most: string) =>
    `${column} from ${from} to ${to}, between ${least} and ${most}`,
  loading: 'Reading the rows…',

  splits,
  split: 'Split',
  share: 'Share',
  rowCount: 'Rows',
  time: 'Time',
  windows: 'Windows',
  batches: (size: string) => `Batches of ${size}`,
  /** An epoch takes fewer, or more, than hold all windows. */
  batchesUsed: (used: string, all: string) => `${used} of ${all} an epoch`,
  ends: { train: 'End of training', validation: 'End of validation' },
  testStart: 'Start of the test',
  laterFolds: 'Later folds',
  endText: (share: string, rows: string, until: string) => `${share}, ${rows}, until ${until}`,

  fromText: (share: string, rows: string, from: string) => `${share}, ${rows}, from ${from}`,

  oneWindow: 'One window',
  windowShape: (steps: string, features: string, isOneStep: boolean, isOneFeature: boolean) =>
    `${steps} ${isOneStep ? 'step' : 'steps'} × ${features} ${isOneFeature ? 'feature' : 'features'}`,
  look: 'Window to look at',
  lookText: (number: string, count: string, split: SplitName, until: string) =>
    `${splits[split]}: window ${number} of ${count}, ending at ${until}`,
  noWindow: (rows: string) => `No split is long enough for a window and its target: they span ${rows}.`,
  lookback: 'Lookback',
  step: 'Step',
  delay: 'Delay',
  horizon: 'Horizon',
  target: 'Target',
  delayText: (length: string) => `${length} after the next row`,
  noDelay: 'the next row',
  everyRow: 'every row',
  oneIn: (step: string, time: string | null) => `1 row in ${step}${time === null ? '' : `, every ${time}`}`,

  features: 'What the model sees of it',
  normalizedNote: 'normalized by the training rows; at the right, the lowest and the highest value',
  rawNote: 'as measured; at the right, the lowest and the highest value',
  moreFeatures: (count: string) => `and ${count} more`,

  layers: 'Steps after each layer',
  layersNote: 'and the part of the window that its last step sees',
  layer: 'Layer',
  sees: 'Sees',
  steps: 'Steps',
  noSteps: 'none',
  noLayers: 'No layer can be computed yet.',
};
