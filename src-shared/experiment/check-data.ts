// Checks the preparation against the data set: columns, windows, splits, and the shape of the model's input.
import { countOf, msg, sentences } from '#shared/base/message.ts';
import { removeSettingFix, settingFix } from '#shared/base/fix.ts';
import type { Dataset, SeriesDataset, TextDataset } from '#shared/data/dataset.ts';
import { suggestNames } from '#shared/base/near-names.ts';
import type { Preparation, SeriesPreparation, TextPreparation } from '#shared/data/preparation.ts';
import { splitRows, trainingCount } from '#shared/data/splits.ts';
import { rowsPerSample, sampleCount, windowLength } from '#shared/data/windows.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import type { JsonValue } from '#shared/base/json.ts';
import type { Problem, ProblemDetails } from '#shared/base/problem.ts';
import { errorProblem, warningProblem } from '#shared/base/problem.ts';

/** The model's input and target; null where unknown without the data set. */
export interface DataFacts {
  /** One sample's input; null in it for an unknown number of columns. */
  readonly inputShape: Shape;
  readonly trainSamples: number | null;
  readonly validationSamples: number | null;
  /** Whether there is a validation split. */
  readonly hasValidation: boolean;
  readonly target:
    | { readonly kind: 'label'; readonly labels: number | null }
    | {
        readonly kind: 'number';
        readonly column: string;
        /** How many numbers in a row are predicted. */
        readonly horizon: number;
        readonly isProbability: boolean;
        /** The smallest value that the loss sees; a normalized target has some below 0. Null when unknown. */
        readonly least: number | null;
      };
}

const at = (name: string): { path: string } => ({ path: `data.preparation.${name}` });

/** A place with the value that would fit there. */
function fitting(name: string, value: JsonValue): ProblemDetails {
  return { ...at(name), fixes: [settingFix(at(name).path, value)] };
}

/** A place of which the entry can be left out. */
function removable(name: string): ProblemDetails {
  return { ...at(name), fixes: [removeSettingFix(at(name).path)] };
}

function checkText(
  preparation: TextPreparation,
  dataset: TextDataset | null,
): { facts: DataFacts; problems: Problem[] } {
  const problems: Problem[] = [];
  const { length, validation_split: share } = preparation;
  const trainSamples = dataset === null ? null : trainingCount(dataset.rows, share);
  const validationSamples = dataset === null || trainSamples === null ? null : dataset.rows - trainSamples;
  if (dataset !== null && trainSamples === 0) {
    const message = msg`Of ${countOf(dataset.rows, '{0} text', '{0} texts')} none remains for training with validation_split ${share}.`;
    problems.push(errorProblem('empty-split', message, at('validation_split')));
  }
  if (dataset !== null && share > 0 && validationSamples === 0) {
    const message = msg`validation_split ${share} of ${countOf(dataset.rows, '{0} text', '{0} texts')} holds out none; take a larger share.`;
    problems.push(errorProblem('empty-split', message, at('validation_split')));
  }
  const labels = dataset?.labels.length ?? null;
  if (labels === 1) {
    const message = msg`All texts have the same label; there is nothing to tell apart.`;
    problems.push(warningProblem('one-label', message, { path: 'data.dataset' }));
  }
  const facts: DataFacts = {
    inputShape: [length],
    trainSamples,
    validationSamples,
    hasValidation: share > 0,
    target: { kind: 'label', labels },
  };
  return { facts, problems };
}

function checkColumns(preparation: SeriesPreparation, dataset: SeriesDataset): Problem[] {
  const problems: Problem[] = [];
  const names = dataset.columns.map(({ name }) => name);
  const features = preparation.features.length === 0 ? names : preparation.features;
  const places = [
    ...preparation.features.map((name, i) => ({ name, ...at(`features.${i}`) })),
    { name: preparation.target, ...at('target') },
  ];
  for (const { name, path } of places) {
    if (names.includes(name)) continue;
    const sentence = msg`The data set "${dataset.id}" has no column "${name}".`;
    const message = sentences(sentence, suggestNames(name, names));
    problems.push(errorProblem('unknown-column', message, { path }));
  }
  for (const [i, name] of preparation.features.entries()) {
    if (preparation.features.indexOf(name) === i) continue;
    problems.push(
      errorProblem('duplicate-column', msg`The feature "${name}" is listed twice.`, removable(`features.${i}`)),
    );
  }
  for (const column of dataset.columns) {
    if (column.name !== preparation.target && !features.includes(column.name)) continue;
    if (column.missing === dataset.rows) {
      const message = msg`Column "${column.name}" holds no numbers at all; leave it out of the features.`;
      problems.push(errorProblem('missing-values', message, at('features')));
    } else if (column.missing > 0 && preparation.missing === 'stop') {
      const cells = countOf(column.missing, '{0} empty cell', '{0} empty cells');
      const message = msg`Column "${column.name}" has ${cells}; set missing to "fill" (repeats the last value) or "drop".`;
      problems.push(errorProblem('missing-values', message, fitting('missing', 'fill')));
    } else if (column.least === column.most && preparation.normalize) {
      const message = msg`Column "${column.name}" is ${column.least} in every row; it tells a model nothing.`;
      problems.push(warningProblem('constant-column', message, at('features')));
    }
  }
  return problems;
}

/** Checks that every requested split has at least one sample. */
function checkWindows(preparation: SeriesPreparation, rows: number): Problem[] {
  const { lookback, delay, horizon = 1, split } = preparation;
  const needed = rowsPerSample(preparation);
  const parts = `lookback ${lookback} + delay ${delay} + ${horizon === 1 ? '1' : `horizon ${horizon}`}`;
  if (needed > rows) {
    const have = countOf(rows, '{0} row', '{0} rows');
    if (delay >= rows - horizon) {
      const message = msg`delay ${delay} reaches beyond the data, which has ${have}.`;
      return [errorProblem('delay-too-long', message, at('delay'))];
    }
    const message = msg`A sample takes ${needed.toLocaleString('en-US')} rows (${parts}), but the data has ${have}; a lookback of ${rows - delay - horizon} is the longest that fits.`;
    return [errorProblem('lookback-too-long', message, fitting('lookback', rows - delay - horizon))];
  }
  const ranges = splitRows(rows, split);
  return (['train', 'validation'] as const).flatMap((name) => {
    if (split[name] === 0 || sampleCount(preparation, ranges[name]) > 0) return [];
    const has = countOf(ranges[name].to - ranges[name].from, '{0} row', '{0} rows');
    const message = msg`The ${name === 'train' ? msg`training` : msg`validation`} split has ${has}, but one sample takes ${needed.toLocaleString('en-US')} (${parts}); give it a larger share, or shorten the lookback.`;
    return [errorProblem('empty-split', message, at(`split.${name}`))];
  });
}

function checkSeries(
  preparation: SeriesPreparation,
  dataset: SeriesDataset | null,
): { facts: DataFacts; problems: Problem[] } {
  const { features, target, lookback, step, horizon = 1, split, normalize } = preparation;
  const problems: Problem[] = dataset === null ? [] : checkColumns(preparation, dataset);
  // Rows that are dropped for missing cells are not known before the data is read.
  const rows = dataset === null ? null : dataset.rows;
  const isSplitGood = split.train + split.validation <= 1 + 1e-9;
  if (!isSplitGood) {
    const message = msg`The split's shares train ${split.train} and validation ${split.validation} add up to more than 1.`;
    problems.push(errorProblem('split-over-one', message, fitting('split', { train: 0.6, validation: 0.2 })));
  }
  if (step > lookback) {
    const message = msg`step ${step} is longer than lookback ${lookback}: a window has one row only.`;
    problems.push(warningProblem('step-too-large', message, fitting('step', 1)));
  }
  if (rows !== null && isSplitGood) problems.push(...checkWindows(preparation, rows));

  const ranges = rows === null ? null : splitRows(rows, split);
  const column = dataset?.columns.find(({ name }) => name === target);
  const facts: DataFacts = {
    inputShape: [windowLength(preparation), features.length > 0 ? features.length : (dataset?.columns.length ?? null)],
    trainSamples: ranges === null ? null : sampleCount(preparation, ranges.train),
    validationSamples: ranges === null ? null : sampleCount(preparation, ranges.validation),
    hasValidation: split.validation > 0,
    target: {
      kind: 'number',
      column: target,
      horizon,
      isProbability: !normalize && column !== undefined && column.least >= 0 && column.most <= 1,
      least: normalize ? -1 : (column?.least ?? null),
    },
  };
  return { facts, problems };
}

/**
 * @param dataset null when it is not in the home folder yet: then only what the experiment itself says is checked
 */
export function checkData(
  preparation: Preparation,
  dataset: Dataset | null,
): { readonly facts: DataFacts; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  let known = dataset;
  if (dataset !== null && dataset.kind !== preparation.kind) {
    const are = { text: msg`texts with labels`, series: msg`a series of measurements` };
    const message = msg`The data set "${dataset.id}" is ${are[dataset.kind]}, but the preparation is for ${are[preparation.kind]}; its kind must be "${dataset.kind}".`;
    problems.push(errorProblem('wrong-preparation', message, at('kind')));
    known = null;
  }
  const checked =
    preparation.kind === 'text'
      ? checkText(preparation, known?.kind === 'text' ? known : null)
      : checkSeries(preparation, known?.kind === 'series' ? known : null);
  return { facts: checked.facts, problems: [...problems, ...checked.problems] };
}
