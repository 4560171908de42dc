// The preparation of an experiment's data as Python with NumPy and Keras: the same samples as Strata's own.
import { sourceOf } from '#shared/data/derived-columns.ts';
import type { Preparation, SeriesPreparation } from '#shared/data/preparation.ts';
import { columnsOfTarget, sampleSpan, seriesPlan, type SeriesPlan } from '#shared/data/series-plan.ts';
import { derivedLines, needsTimes, timeLines } from '#shared/experiment/code/keras-derived.ts';
import { textLines } from '#shared/experiment/code/keras-texts.ts';
import { pythonValue } from '#shared/model/code/python.ts';

/** What the code needs to know of the model's ends. */
export interface CodeEnds {
  /** For each output, whether its labels are rows of zeros and a one. */
  readonly oneHot: readonly boolean[];
  /** The ids of the model's Inputs and of its outputs. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** For each output, whether it is a sequence: Keras wants an axis of 1 in the weights of its samples. */
  readonly ofSteps: readonly boolean[];
}

/** Lines that read the file of the data set and make the samples. */
export function kerasData(
  dataset: string,
  preparation: Preparation,
  training: {
    readonly batch_size: number;
    readonly shuffle: boolean;
    readonly seed: number;
    readonly isRepeated: boolean;
  },
  ends: CodeEnds,
): string[] {
  return preparation.kind === 'text'
    ? textLines(dataset, preparation, ends)
    : seriesLines(dataset, preparation, training, ends);
}

function missingLines(missing: SeriesPreparation['missing'], hasTimes: boolean): string[] {
  if (missing === 'stop')
    return ['assert not np.isnan(list(columns.values())).any(), "A cell that is used has no number."'];
  if (missing === 'drop')
    return [
      '# Rows with a missing value are left out.',
      'whole = ~np.isnan(list(columns.values())).any(axis=0)',
      'columns = {name: values[whole] for name, values in columns.items()}',
      ...(hasTimes ? ['times = times[whole]'] : []),
    ];
  return [
    '# A missing value repeats the last one; before the first value, that one.',
    'for values in columns.values():',
    '    known = np.flatnonzero(~np.isnan(values))',
    '    place = np.maximum(np.searchsorted(known, np.arange(len(values)), side="right") - 1, 0)',
    '    values[:] = values[known[place]]',
  ];
}

function seriesLines(
  dataset: string,
  preparation: SeriesPreparation,
  training: Parameters<typeof kerasData>[2],
  { inputs, outputs, ofSteps }: CodeEnds,
): string[] {
  const { features, target, split, normalize, missing, sample_weight: weight } = preparation;
  const plan = seriesPlan(preparation, { inputs, outputs });
  const targets = [...new Set([...columnsOfTarget(target), ...plan.outputs.flatMap(({ columns }) => columns)])];
  const others = plan.inputs.flatMap((input) => input.features).filter((name) => !features.includes(name));
  const counted = weight === undefined ? [] : [weight];
  const isAll = features.length === 0;
  const derived = (preparation.derived ?? []).filter(
    ({ name }) => isAll || features.includes(name) || others.includes(name),
  );
  const computed = new Set(derived.map(({ name }) => name));
  /** Of the file, beside all of FEATURES where those are read. */
  const read = isAll
    ? []
    : computed.size === 0
      ? others
      : [...features, ...others].filter((name) => !computed.has(name));
  const sources = derived.flatMap((one) => sourceOf(one) ?? []);
  const needed = [...new Set([...read, ...targets, ...counted, ...sources])].map(pythonValue).join(', ');
  return [
    `# The rows of the data set "${dataset}": a CSV file with these columns.`,
    `FILE = ${pythonValue(`${dataset}.csv`)}`,
    'with open(FILE, newline="", encoding="utf-8-sig") as file:',
    '    rows = list(csv.DictReader(file))',
    '',
    '',
    'def number(cell):',
    '    return math.nan if cell.strip() in ("", "NA", "NaN", "nan", "null") else float(cell)',
    '',
    '',
    ...(features.length > 0
      ? [`FEATURES = [${[...new Set(features)].map(pythonValue).join(', ')}]`]
      : weight === undefined
        ? ['# Every column but that of the time.', 'FEATURES = list(rows[0])[1:]']
        : [
            '# Every column but those of the time and the weights.',
            `FEATURES = [name for name in list(rows[0])[1:] if name != ${pythonValue(weight)}]`,
          ]),
    `columns = {name: np.array([number(row[name]) for row in rows]) for name in dict.fromkeys([${isAll || computed.size === 0 ? '*FEATURES, ' : ''}${needed}])}`,
    ...timeLines(derived),
    ...missingLines(missing, needsTimes(derived)),
    ...derivedLines(derived),
    ...(isAll && computed.size > 0 ? [`FEATURES += [${[...computed].map(pythonValue).join(', ')}]`] : []),
    ...(weight === undefined
      ? []
      : ['# What each row counts.', `weights = columns[${pythonValue(weight)}].astype("float32")`]),
    '',
    '# Training, then validation, then test, in the order of time.',
    `count = len(columns[${pythonValue(targets[0] ?? '')}])`,
    ...splitLines(split),
    ...(normalize
      ? [
          '',
          '# Mean and standard deviation come from the training rows only; a constant column is only centred.',
          'for name, values in columns.items():',
          '    mean, std = values[:train_end].mean(), values[:train_end].std()',
          '    columns[name] = (values - mean) / (std if std > 1e-12 * abs(mean) else 1)',
        ]
      : []),
    ...(isPlain(preparation, plan)
      ? plainWindows(preparation, training, [inputs.length, outputs.length])
      : windowsOfEnds(plan, training, weight === undefined ? null : ofSteps)),
    '',
    '',
    `train = windows(0, train_end, is_training=True)${training.isRepeated ? '.repeat()' : ''}`,
    'validation = windows(train_end, validation_end)',
    `test = windows(${split.folds === undefined ? 'validation_end' : 'test_begin'}, count)`,
  ];
}

function splitLines({ train, validation, folds, fold = 1 }: SeriesPreparation['split']): string[] {
  const end = `min(count, math.floor(count * (${train} + ${validation}) + 1e-6))`;
  if (folds === undefined)
    return [`train_end = min(count, math.floor(count * ${train} + 1e-6))`, `validation_end = max(train_end, ${end})`];
  return [
    `test_begin = ${end}`,
    `# Fold ${fold} of ${folds}, as scikit-learn's TimeSeriesSplit.`,
    `fold_length = test_begin // ${folds + 1}`,
    `train_end = test_begin - ${folds - fold + 1} * fold_length`,
    'validation_end = train_end + fold_length',
  ];
}

/** Whether all Inputs get the preparation's own window, and all outputs predict its one column. */
function isPlain(
  { features, lookback, step, target, delay, horizon = 1, sample_weight: weight }: SeriesPreparation,
  plan: SeriesPlan,
): boolean {
  const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const columns = columnsOfTarget(target);
  return (
    columns.length === 1 &&
    weight === undefined &&
    plan.inputs.every((input) => isSame(input, { features, lookback, step })) &&
    plan.outputs.every((output) => isSame(output, { columns, delay, horizon }))
  );
}

type BatchSettings = Parameters<typeof kerasData>[2];

/** Windows as Keras's own function makes them. */
function plainWindows(
  { target, lookback, step, delay, horizon = 1 }: SeriesPreparation,
  training: BatchSettings,
  [inputs, outputs]: readonly [inputs: number, outputs: number],
): string[] {
  const options = [
    'sequence_length=steps',
    `sampling_rate=${step}`,
    `batch_size=${training.batch_size}`,
    `shuffle=is_training${training.shuffle ? '' : ' and False'}`,
    `seed=${training.seed}`,
  ];
  const several = (name: string, count: number): string =>
    count === 1 ? name : `(${Array(count).fill(name).join(', ')})`;
  return [
    'table = np.stack([columns[name] for name in FEATURES], axis=-1).astype("float32")',
    `targets = columns[${pythonValue(columnsOfTarget(target)[0] ?? '')}].astype("float32")`,
    '',
    `# A window has the rows before one, one row in ${step} of ${lookback}; its target is ${delay} rows after that one.`,
    `lookback, delay, horizon, steps = ${lookback}, ${delay}, ${horizon}, ${Math.ceil(lookback / step)}`,
    '',
    '',
    'def windows(begin, end, is_training=False):',
    '    future = targets[begin + lookback + delay : end]',
    '    if len(future) < horizon:',
    '        return None',
    '    future = np.lib.stride_tricks.sliding_window_view(future, horizon)',
    '    samples = keras.utils.timeseries_dataset_from_array(',
    '        table[begin:end],',
    '        future,',
    ...options.map((option) => `        ${option},`),
    '    )',
    '',
    '    def shaped(x, y):',
    '        # Keras leaves the length of its windows open, which layers such as a BatchNormalization of steps need.',
    '        x = tf.ensure_shape(x, (None, steps, len(FEATURES)))',
    `        return ${several('x', inputs)}, ${several('y', outputs)}`,
    '',
    '    return samples.map(shaped)',
  ];
}

/**
 * Windows of several Inputs and outputs, each with its own columns and rows.
 * @param ofSteps for each output whether it is a sequence, where samples have weights
 */
function windowsOfEnds(plan: SeriesPlan, training: BatchSettings, ofSteps: readonly boolean[] | null): string[] {
  const { lookback, delay, horizon = 1 } = sampleSpan(plan);
  const names = (columns: readonly string[]): string =>
    columns.length === 0 ? 'FEATURES' : `[${columns.map(pythonValue).join(', ')}]`;
  return [
    '',
    'def table(names):',
    '    return np.stack([columns[name] for name in names], axis=-1).astype("float32")',
    '',
    '',
    '# For each Input and each output its columns, and its rows from the one that the windows end before.',
    'INPUTS = [',
    ...plan.inputs.map(
      (input) => `    (table(${names(input.features)}), np.arange(-${input.lookback}, 0, ${input.step})),`,
    ),
    ']',
    'OUTPUTS = [',
    ...plan.outputs.map(
      (output) =>
        `    (table(${names(output.columns)}), np.arange(${output.delay}, ${output.delay + output.horizon})),`,
    ),
    ']',
    '',
    '',
    'def target(rows, values, offsets):',
    '    """One column has no axis of its own, and one row of several has none either."""',
    '    future = tf.gather(values, rows[:, None] + offsets)',
    '    if values.shape[1] == 1:',
    '        return future[:, :, 0]',
    '    return future[:, 0] if len(offsets) == 1 else future',
    '',
    '',
    ...(ofSteps === null
      ? []
      : [
          'def weight(rows, offsets, of_steps):',
          '    """The mean over the target rows; with an axis of 1 for an output that is a sequence."""',
          '    return tf.reduce_mean(tf.gather(weights, rows[:, None] + offsets), axis=1, keepdims=of_steps)',
          '',
          '',
        ]),
    'def batch(rows):',
    '    x = tuple(tf.gather(values, rows[:, None] + offsets) for values, offsets in INPUTS)',
    '    y = tuple(target(rows, values, offsets) for values, offsets in OUTPUTS)',
    ...(ofSteps === null
      ? ['    return x if len(x) > 1 else x[0], y if len(y) > 1 else y[0]']
      : [
          `    of_steps = (${ofSteps.map((is) => `${is ? 'True' : 'False'},`).join(' ')})`,
          '    w = tuple(weight(rows, offsets, more) for (_, offsets), more in zip(OUTPUTS, of_steps))',
          '    return x if len(x) > 1 else x[0], y if len(y) > 1 else y[0], w if len(w) > 1 else w[0]',
        ]),
    '',
    '',
    'def windows(begin, end, is_training=False):',
    '    # The longest window says where a sample begins, the furthest target where it ends.',
    `    rows = np.arange(begin + ${lookback}, end - ${delay + horizon - 1})`,
    '    if len(rows) == 0:',
    '        return None',
    '    samples = tf.data.Dataset.from_tensor_slices(rows)',
    ...(training.shuffle
      ? ['    if is_training:', `        samples = samples.shuffle(len(rows), seed=${training.seed})`]
      : []),
    `    return samples.batch(${training.batch_size}).map(batch)`,
  ];
}
