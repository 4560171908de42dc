// Checks the preparation of a series: its columns, windows and splits, and what Inputs and outputs have of their own.
import { countOf, msg, sentences } from '#shared/base/message.ts';
import type { SeriesColumn, SeriesDataset } from '#shared/data/dataset.ts';
import { columnNames, sourceOf } from '#shared/data/derived-columns.ts';
import { suggestNames } from '#shared/base/near-names.ts';
import type { SeriesPreparation } from '#shared/data/preparation.ts';
import { columnsOfTarget, featureColumns, inputPlan, outputPlan, sampleSpan } from '#shared/data/series-plan.ts';
import { splitRows, type SeriesSplit } from '#shared/data/splits.ts';
import { checkFolds } from '#shared/experiment/check-folds.ts';
import { rowsPerSample, sampleCount, windowLength, type RowRange, type WindowPlan } from '#shared/data/windows.ts';
import { checkColumns } from '#shared/experiment/check-columns.ts';
import { checkDerived } from '#shared/experiment/check-derived.ts';
import type { DataFacts, EndIds, TargetFacts } from '#shared/experiment/data-facts.ts';
import { didYouMean } from '#shared/reading/names.ts';
import type { JsonValue } from '#shared/base/json.ts';
import type { Problem, ProblemDetails, ProblemPlace } from '#shared/base/problem.ts';
import { errorProblem, warningProblem } from '#shared/base/problem.ts';

type EndKind = 'inputs' | 'outputs';

/** A place in the file, and the layer that it is about. */
interface Place {
  readonly nodeId?: string;
  readonly keys: readonly string[];
}

const at = (...keys: string[]): Place => ({ keys: ['data', 'preparation', ...keys] });

function where({ keys, ...layer }: Place): ProblemPlace {
  return { ...layer, path: keys.join('.') };
}

/** A place with the value that would fit there. */
function fitting(place: Place, value: JsonValue): ProblemDetails {
  return { ...where(place), fixes: [{ kind: 'setting', path: place.keys, value }] };
}

/** A place of which the entry can be left out. */
function removable(place: Place): ProblemDetails {
  return { ...where(place), fixes: [{ kind: 'remove-setting', path: place.keys }] };
}

/** Where a setting of an Input or output stands: among its own, else among the preparation's. */
type PlaceOf = (kind: EndKind, id: string, key: string, ...more: string[]) => Place;

function placesIn(preparation: SeriesPreparation, ends: EndIds | null): PlaceOf {
  return (kind, id, key, ...more) => {
    if (preparation[kind]?.[id]?.[key] === undefined) return at(key, ...more);
    const place = at(kind, id, key, ...more);
    return ends?.[kind].includes(id) === true ? { nodeId: id, ...place } : place;
  };
}

/** Settings for an Input or output that the model does not have. */
function checkEnds(preparation: SeriesPreparation, ends: EndIds | null): Problem[] {
  if (ends === null) return [];
  const unknown = (kind: EndKind): string[] =>
    Object.keys(preparation[kind] ?? {}).filter((id) => !ends[kind].includes(id));
  return [
    ...unknown('inputs').map((id) => {
      const hint = didYouMean(id, ends.inputs) ?? msg`It begins with ${ends.inputs.join(', ')}.`;
      const message = sentences(msg`The model has no Input "${id}".`, hint);
      return errorProblem('unknown-input', message, removable(at('inputs', id)));
    }),
    ...unknown('outputs').map((id) => {
      const hint = didYouMean(id, ends.outputs) ?? msg`It ends in ${ends.outputs.join(', ')}.`;
      const message = sentences(msg`The model has no output "${id}".`, hint);
      return errorProblem('unknown-output', message, removable(at('outputs', id)));
    }),
  ];
}

interface NamedPlace {
  readonly name: string;
  readonly place: Place;
}

/** The lists of columns in the file: features, and targets. */
function listedColumns(
  preparation: SeriesPreparation,
  placeOf: PlaceOf,
): { readonly features: NamedPlace[][]; readonly targets: { names: NamedPlace[]; place: Place }[] } {
  const { features, target, inputs = {}, outputs = {} } = preparation;
  const targetsAt = (given: string | string[], place: (...keys: string[]) => Place) => ({
    names: columnsOfTarget(given).map((name, i) => ({
      name,
      place: typeof given === 'string' ? place() : place(String(i)),
    })),
    place: place(),
  });
  return {
    features: [
      features.map((name, i) => ({ name, place: at('features', String(i)) })),
      ...Object.entries(inputs).map(([id, own]) =>
        (own.features ?? []).map((name, i) => ({ name, place: placeOf('inputs', id, 'features', String(i)) })),
      ),
    ],
    targets: [
      targetsAt(target, (...keys) => at('target', ...keys)),
      ...Object.entries(outputs).flatMap(([id, own]) =>
        own.target === undefined ? [] : [targetsAt(own.target, (...keys) => placeOf('outputs', id, 'target', ...keys))],
      ),
    ],
  };
}

/** Columns of lists that are named twice, and lists of targets without one. */
function checkLists({ features, targets }: ReturnType<typeof listedColumns>): Problem[] {
  const twice = (list: readonly NamedPlace[]): NamedPlace[] =>
    list.filter(({ name }, i) => list.findIndex((other) => other.name === name) !== i);
  return [
    ...features
      .flatMap(twice)
      .map(({ name, place }) =>
        errorProblem('duplicate-column', msg`The feature "${name}" is listed twice.`, removable(place)),
      ),
    ...targets.flatMap(({ names, place: ofList }) => [
      ...(names.length > 0
        ? []
        : [errorProblem('no-column', msg`target names no column; name one to predict.`, where(ofList))]),
      ...twice(names).map(({ name, place }) =>
        errorProblem('duplicate-column', msg`The target "${name}" is listed twice.`, removable(place)),
      ),
    ]),
  ];
}

function checkUnknown(dataset: SeriesDataset, names: readonly string[], listed: readonly NamedPlace[]): Problem[] {
  return listed.flatMap(({ name, place }) => {
    if (names.includes(name)) return [];
    const sentence = msg`The data set "${dataset.id}" has no column "${name}".`;
    return [errorProblem('unknown-column', sentences(sentence, suggestNames(name, names)), where(place))];
  });
}

/** Whether a part is to have samples. */
function isAsked(split: SeriesPreparation['split'], part: 'train' | 'validation'): boolean {
  return split[part] > 0 || split.folds !== undefined;
}

/**
 * The longest lookback with which every split has a sample: those that are asked for, and the test split, which is the rest, where
 * it has room for one at all. Below 1 where none fits.
 * @param others the rows of a sample beside its window
 */
function longestLookback(ranges: SeriesSplit, split: SeriesPreparation['split'], others: number): number {
  const roomIn = ({ from, to }: RowRange): number => to - from - others;
  const asked = (['train', 'validation'] as const)
    .filter((name) => isAsked(split, name))
    .map((name) => roomIn(ranges[name]));
  const inTest = roomIn(ranges.test);
  return Math.min(...asked, ...(inTest > 0 ? [inTest] : []));
}

/** Checks that every requested split has at least one sample. */
function checkWindows(
  split: SeriesPreparation['split'],
  span: WindowPlan,
  rows: number,
  places: { readonly lookback: Place; readonly delay: Place },
): Problem[] {
  const { lookback, delay, horizon = 1 } = span;
  const needed = rowsPerSample(span);
  const parts = `lookback ${lookback} + delay ${delay} + ${horizon === 1 ? '1' : `horizon ${horizon}`}`;
  const ranges = splitRows(rows, split);
  const longest = longestLookback(ranges, split, delay + horizon);
  if (needed > rows) {
    const have = countOf(rows, '{0} row', '{0} rows');
    if (delay >= rows - horizon) {
      const message = msg`delay ${delay} reaches beyond the data, which has ${have}.`;
      return [errorProblem('delay-too-long', message, where(places.delay))];
    }
    if (longest > 0) {
      const message = msg`A sample takes ${needed.toLocaleString('en-US')} rows (${parts}), but the data has ${have}; a lookback of ${longest} is the longest that fits in every split.`;
      return [errorProblem('lookback-too-long', message, fitting(places.lookback, longest))];
    }
  }
  return (['train', 'validation'] as const).flatMap((name) => {
    if (!isAsked(split, name) || sampleCount(span, ranges[name]) > 0) return [];
    const has = countOf(ranges[name].to - ranges[name].from, '{0} row', '{0} rows');
    const what = msg`The ${name === 'train' ? msg`training` : msg`validation`} split has ${has}, but one sample takes ${needed.toLocaleString('en-US')} (${parts})`;
    const message =
      longest > 0
        ? msg`${what}; give it a larger share, or shorten the lookback to ${longest} or less.`
        : msg`${what}; give it a larger share, or shorten the delay or the horizon.`;
    return [errorProblem('empty-split', message, where(at('split', name)))];
  });
}

/** A step that skips a whole window, once for each place in the file. */
function checkSteps(preparation: SeriesPreparation, inputs: readonly string[], placeOf: PlaceOf): Problem[] {
  const byPath = new Map<string, Problem>();
  for (const id of inputs) {
    const { lookback, step } = inputPlan(preparation, id);
    if (step <= lookback) continue;
    const message = msg`step ${step} is longer than lookback ${lookback}: a window has one row only.`;
    // Its own step, or its own lookback, is what is unusual.
    const ofStep = placeOf('inputs', id, 'step');
    const ofLookback = placeOf('inputs', id, 'lookback');
    const place = ofStep.keys.length < ofLookback.keys.length ? ofLookback : ofStep;
    const details = place === ofStep ? fitting(place, 1) : where(place);
    byPath.set(place.keys.join('.'), warningProblem('step-too-large', message, details));
  }
  return [...byPath.values()];
}

/** What an output is compared with. */
function targetFacts(preparation: SeriesPreparation, dataset: SeriesDataset | null, output: string): TargetFacts {
  const { columns: names, horizon } = outputPlan(preparation, output);
  const { normalize } = preparation;
  const columns = names.flatMap((name): SeriesColumn[] => dataset?.columns.filter((one) => one.name === name) ?? []);
  const isKnown = columns.length === names.length && names.length > 0;
  const isProbabilityAsMeasured = isKnown && columns.every(({ least, most }) => least >= 0 && most <= 1);
  const least = isKnown ? Math.min(...columns.map((column) => column.least)) : null;
  return {
    kind: 'number',
    column: names.join(', '),
    columns: names.length,
    horizon,
    isProbability: !normalize && isProbabilityAsMeasured,
    isProbabilityAsMeasured,
    least: normalize ? -1 : least,
  };
}

/** @param ends of the model; null while it has errors: then those that the preparation names count */
export function checkSeries(
  preparation: SeriesPreparation,
  dataset: SeriesDataset | null,
  ends: EndIds | null,
): { facts: DataFacts; problems: Problem[] } {
  const { split } = preparation;
  const placeOf = placesIn(preparation, ends);
  const idsOf = (kind: EndKind): readonly string[] => {
    const named = Object.keys(preparation[kind] ?? {});
    return ends?.[kind] ?? (named.length > 0 ? named : ['']);
  };
  const inputs = idsOf('inputs').map((id) => ({ id, ...inputPlan(preparation, id) }));
  const outputs = idsOf('outputs').map((id) => ({ id, ...outputPlan(preparation, id) }));
  const span = sampleSpan({ inputs, outputs });

  const lists = listedColumns(preparation, placeOf);
  const problems: Problem[] = [...checkEnds(preparation, ends)];
  const names = dataset === null ? [] : columnNames(dataset, preparation);
  const featuresOf = ({ features }: { readonly features: readonly string[] }): readonly string[] =>
    featureColumns(preparation, { features }, names);
  if (dataset !== null) {
    const ofData = columnNames(dataset, {});
    const targets = lists.targets.flatMap((list) => list.names);
    problems.push(...checkUnknown(dataset, names, lists.features.flat()), ...checkUnknown(dataset, ofData, targets));
  }
  problems.push(...checkDerived(preparation, dataset));
  problems.push(...checkLists(lists));
  if (dataset !== null) {
    const named = new Map(lists.targets.flatMap((list) => list.names).map(({ name, place }) => [name, where(place)]));
    const targets = new Map(outputs.flatMap(({ columns }) => columns).map((name) => [name, named.get(name) ?? {}]));
    const features = new Set(inputs.flatMap(featuresOf));
    const sources = (preparation.derived ?? []).flatMap((one) => (features.has(one.name) ? (sourceOf(one) ?? []) : []));
    const used = new Set([...features, ...sources]);
    problems.push(...checkColumns(preparation, dataset, { features: used, targets }));
  }
  // Rows that are dropped for missing cells are not known before the data is read.
  const rows = dataset === null ? null : dataset.rows;
  const isSplitGood = split.train + split.validation <= 1 + 1e-9;
  if (!isSplitGood) {
    const message = msg`The split's shares train ${split.train} and validation ${split.validation} add up to more than 1.`;
    problems.push(errorProblem('split-over-one', message, fitting(at('split'), { train: 0.6, validation: 0.2 })));
  }
  const ofFolds = checkFolds(split, 'data.preparation.split');
  problems.push(...ofFolds, ...checkSteps(preparation, idsOf('inputs'), placeOf));
  if (rows !== null && isSplitGood && ofFolds.every(({ severity }) => severity === 'warning')) {
    const longest = inputs.find(({ lookback }) => lookback === span.lookback)?.id ?? '';
    const furthest = outputs.find(({ delay, horizon }) => delay === span.delay && horizon === span.horizon)?.id ?? '';
    const places = {
      lookback: placeOf('inputs', longest, 'lookback'),
      delay: placeOf('outputs', furthest, 'delay'),
    };
    problems.push(...checkWindows(split, span, rows, places));
  }

  const ranges = rows === null ? null : splitRows(rows, split);
  const facts: DataFacts = {
    inputShape: (input) => {
      const plan = inputPlan(preparation, input);
      return [windowLength(plan), featuresOf(plan).length || null];
    },
    trainSamples: ranges === null ? null : sampleCount(span, ranges.train),
    validationSamples: ranges === null ? null : sampleCount(span, ranges.validation),
    hasValidation: isAsked(split, 'validation'),
    target: (output) => targetFacts(preparation, dataset, output),
    namedOutputs: new Set(Object.keys(preparation.outputs ?? {})),
  };
  return { facts, problems };
}
