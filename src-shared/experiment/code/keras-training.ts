// Loss, optimizer, metrics and callbacks of an experiment as Keras 3 Python.
import type { JsonObject } from '#shared/base/json.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { withoutDefaults } from '#shared/model/code/layer-call.ts';
import {
  className,
  pythonCall,
  PythonCode,
  pythonFloats,
  pythonValue,
  type PythonArgument,
} from '#shared/model/code/python.ts';
import { callbackSchema, type CallbackConfig } from '#shared/training/callbacks.ts';
import { metricMode } from '#shared/training/metric-mode.ts';
import { lossSchema, type LossConfig } from '#shared/training/losses.ts';
import { type MetricConfig, type MetricFunction } from '#shared/training/metrics.ts';
import { optimizerSchema, type OptimizerConfig } from '#shared/training/optimizers.ts';
import type { OutputTraining } from '#shared/training/output-training.ts';
import { canonicalScheduleSchema } from '#shared/training/schedules.ts';

/** The function in Python for a loss that Keras 3 does not have; null for the others. */
export function lossFunction(loss: LossConfig): string[] | null {
  if (loss.name !== 'quantile') return null;
  return [
    `def ${quantileName(loss)}(y_true, y_pred):`,
    '    """The quantile loss, which Keras 3 does not have."""',
    '    error = y_true - y_pred',
    `    return keras.ops.mean(keras.ops.maximum(${loss.quantile} * error, (${loss.quantile} - 1) * error), axis=-1)`,
  ];
}

function quantileName({ quantile }: { readonly quantile: number }): string {
  return `quantile_${String(quantile).replace(/\W/g, '_')}`;
}

function lossValue(loss: LossConfig): PythonArgument {
  if (loss.name === 'quantile') return new PythonCode(quantileName(loss));
  const given = withoutDefaults(lossSchema, loss);
  return Object.keys(given).length === 0
    ? loss.name
    : new PythonCode(pythonCall(`keras.losses.${className(loss.name)}`, pythonFloats(given)));
}

/** Classes whose name is not that of the function in capitals. */
const metricClasses: Readonly<Partial<Record<MetricFunction, string>>> = { auc: 'AUC', fbeta_score: 'FBetaScore' };

/** What Keras has when the argument is left out. */
const metricDefaults: JsonObject = {
  threshold: 0.5,
  k: 5,
  beta: 1,
  average: null,
  num_thresholds: 200,
  curve: 'ROC',
  summation_method: 'interpolation',
  from_logits: false,
  class_aggregation: 'uniform_average',
  num_regressors: 0,
};

function metricValue(metric: MetricConfig): string {
  const { name, function: computed, ...rest } = metric;
  const isConfusion = computed === 'precision' || computed === 'recall';
  const given: JsonObject = { name };
  for (const [key, value] of Object.entries(jsonObjectSchema.parse(rest))) {
    const isUsed = key !== 'threshold' || isConfusion || computed === 'binary_accuracy' || computed === 'fbeta_score';
    const fallback = computed === 'fbeta_score' && key === 'threshold' ? null : metricDefaults[key];
    if (isUsed && value !== fallback) given[isConfusion && key === 'threshold' ? 'thresholds' : key] = value;
  }
  return pythonCall(`keras.metrics.${metricClasses[computed] ?? className(computed)}`, pythonFloats(given));
}

function optimizerValue(optimizer: OptimizerConfig): PythonCode {
  const { learning_rate: rate } = optimizer;
  const given: Record<string, PythonArgument> = pythonFloats(
    withoutDefaults(optimizerSchema, jsonObjectSchema.parse(optimizer)),
  );
  if (typeof rate === 'object') {
    const config = withoutDefaults(canonicalScheduleSchema, jsonObjectSchema.parse(rate));
    given['learning_rate'] = new PythonCode(
      pythonCall(`keras.optimizers.schedules.${rate.name}`, pythonFloats(config)),
    );
  }
  return new PythonCode(pythonCall(`keras.optimizers.${optimizer.name}`, given));
}

/** `[a, b]`, in one line where it fits. */
export function pythonList(items: readonly string[]): PythonCode {
  const line = `[${items.join(', ')}]`;
  if (line.length <= 100) return new PythonCode(line);
  return new PythonCode(`[\n${items.map((item) => `    ${item.replaceAll('\n', '\n    ')},\n`).join('')}]`);
}

function byOutput(
  outputs: readonly OutputTraining[],
  names: ReadonlyMap<string, string>,
  valueOf: (output: OutputTraining) => PythonArgument,
): PythonArgument {
  const entries = outputs.map(
    (output) => `${pythonValue(names.get(output.id) ?? output.id)}: ${pythonValue(valueOf(output))}`,
  );
  return new PythonCode(`{${entries.join(', ')}}`);
}

/** The call that compiles `model`. */
export function compileCall(
  outputs: readonly OutputTraining[],
  optimizer: OptimizerConfig,
  names: ReadonlyMap<string, string>,
): string {
  const [only, ...others] = outputs;
  const isOne = only !== undefined && others.length === 0;
  const metricsArgument = (
    key: string,
    metricsOf: (output: OutputTraining) => readonly MetricConfig[],
  ): Record<string, PythonArgument> => {
    if (outputs.every((output) => metricsOf(output).length === 0)) return {};
    const listOf = (output: OutputTraining): PythonCode => pythonList(metricsOf(output).map(metricValue));
    return { [key]: isOne ? listOf(only) : byOutput(outputs, names, listOf) };
  };
  const areWeighted = outputs.some(({ weight }) => weight !== 1);
  return pythonCall('model.compile', {
    optimizer: optimizerValue(optimizer),
    loss: isOne ? lossValue(only.loss) : byOutput(outputs, names, ({ loss }) => lossValue(loss)),
    ...(areWeighted ? { loss_weights: byOutput(outputs, names, ({ weight }) => weight) } : {}),
    ...metricsArgument('metrics', ({ metrics }) => metrics),
    ...metricsArgument('weighted_metrics', ({ weightedMetrics = [] }) => weightedMetrics),
  });
}

/**
 * `keras.callbacks.EarlyStopping(patience=3)`. Keras knows the direction of the common loss only, and of metrics by their plain
 * names: what belongs to one of several outputs, or has another name, is told.
 */
export function callbackCall(callback: CallbackConfig): string {
  const isTold =
    callback.name !== 'TerminateOnNaN' && callback.mode === 'auto' && !/^(val_)?loss$/.test(callback.monitor);
  const given = isTold ? { ...callback, mode: metricMode(callback.monitor) } : callback;
  return pythonCall(`keras.callbacks.${callback.name}`, withoutDefaults(callbackSchema, jsonObjectSchema.parse(given)));
}
