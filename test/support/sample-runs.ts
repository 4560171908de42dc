// Runs for tests and pictures of the pages: curves as they were measured once, the rest made up.
import { runIdSchema, type RunId } from '#shared/base/ids.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import { metricMode } from '#shared/training/metric-mode.ts';
import type { EngineRecord, OwnRun, Run, RunStatus } from '#shared/runs/run.ts';
import { readLossText } from '#shared/training/losses.ts';
import type { TargetUnit } from '#shared/data/target-unit.ts';
import { imdbExperiment, weatherConv, weatherConvGru, weatherGru } from './sample-experiments.ts';

export interface SampleRun {
  readonly run: OwnRun;
  readonly series: readonly MetricSeries[];
}

/** 24 November 2026, 14:00. */
export const sampleNowMs = Date.UTC(2026, 10, 24, 14);

const native: EngineRecord = {
  id: 'native',
  device: 'CPU',
  version: 'TensorFlow 2.21.0',
  step: 'compiled',
  reason: 'native is the fastest engine that passed its probe.',
};

const fahrenheit: TargetUnit = { unit: '°F', scale: 17.98, column: 'temp' };

interface SampleOptions {
  readonly experiment: Experiment;
  readonly name?: string;
  readonly status?: RunStatus;
  readonly minutesAgo: number;
  readonly color: number;
  readonly parameters: number;
  readonly msPerStep: number;
  readonly stepsPerEpoch: number;
  /** Values of each epoch by metric. */
  readonly curves: Readonly<Record<string, readonly number[]>>;
  readonly monitor: string;
  readonly engine?: EngineRecord;
  readonly seed?: number;
  readonly error?: Run['error'];
}

export const sampleRunId = (number: number): RunId => runIdSchema.parse(`run${String(number).padStart(12, '0')}`);

/** Losses of batches that fall and scatter; the same every time. */
function batchLoss(steps: number, from: number, to: number): MetricSeries {
  const order = Array.from({ length: steps }, (_, index) => index + 1);
  return {
    key: 'batch/loss',
    steps: order,
    values: order.map((step) => {
      const mean = to + (from - to) * Math.exp((-3 * step) / steps);
      return mean * (1 + 0.18 * Math.sin(step * 12.9898) * Math.cos(step * 78.233));
    }),
  };
}

function sampleRun(number: number, options: SampleOptions): SampleRun {
  const { experiment, curves, monitor, status = 'completed' } = options;
  const watched = curves[monitor] ?? [];
  const best = watched.length === 0 ? null : (metricMode(monitor) === 'min' ? Math.min : Math.max)(...watched);
  const epochsDone = watched.length;
  const createdAtMs = sampleNowMs - options.minutesAgo * 60_000;
  const isStarted = status !== 'queued';
  const seconds = (options.msPerStep * options.stepsPerEpoch) / 1000;
  const durationMs = Math.max(2, epochsDone) * seconds * 1000;
  const isOver = isStarted && status !== 'running';
  const epochs = Array.from({ length: epochsDone }, (_, index) => index + 1);
  const isText = experiment.data.preparation.kind === 'text';
  const losses = curves['loss'] ?? [];
  const loss = losses[0] ?? 0.6;
  return {
    run: {
      id: sampleRunId(number),
      name: options.name ?? experiment.name,
      kind: 'training',
      status,
      experimentId: null,
      dataset: experiment.data.dataset,
      datasetHash: isStarted ? `hash-of-${experiment.data.dataset}` : null,
      targetsHash: isStarted ? `targets-of-${experiment.data.dataset}` : null,
      loss: readLossText(experiment.training.loss),
      baselineId: isStarted ? (isText ? textBaselineId : weatherBaselineId) : null,
      seed: options.seed ?? experiment.training.seed,
      engine: isStarted ? (options.engine ?? native) : null,
      parameters: isStarted ? options.parameters : null,
      epochs: experiment.training.epochs,
      epochsDone,
      msPerStep: epochsDone > 0 ? options.msPerStep : null,
      best: best === null ? null : { metric: monitor, value: best, epoch: watched.indexOf(best) + 1 },
      targetUnit: isText || !isStarted ? null : fahrenheit,
      createdAtMs,
      startedAtMs: isStarted ? createdAtMs + 400 : null,
      endedAtMs: isOver ? createdAtMs + 400 + durationMs : null,
      durationMs: isStarted ? durationMs : null,
      error: options.error ?? null,
      color: options.color,
      number,
      tags: [],
      model: experiment.name,
      isStarred: false,
      archivedAtMs: null,
      origin: null,
      fork: null,
      notes: '',
      loggedSettings: {},
      experiment,
    },
    series: [
      ...Object.entries(curves).map(([name, values]) => ({ key: `epoch/${name}`, steps: epochs, values: [...values] })),
      { key: 'epoch/msPerStep', steps: epochs, values: epochs.map((epoch) => options.msPerStep + (epoch % 3) / 10) },
      { key: 'epoch/seconds', steps: epochs, values: epochs.map(() => seconds) },
      ...(isStarted
        ? [
            batchLoss(
              Math.min(2_000, options.stepsPerEpoch * Math.max(1, epochsDone)),
              loss * 1.4,
              losses.at(-1) ?? 0.4,
            ),
          ]
        : []),
    ],
  };
}

function baseline(number: number, experiment: Experiment, name: string, values: Record<string, number>): SampleRun {
  const { run } = sampleRun(number, {
    experiment,
    name,
    minutesAgo: 2_000 + number,
    color: number % 12,
    parameters: 0,
    msPerStep: 0,
    stepsPerEpoch: 1,
    curves: {},
    monitor: 'val_loss',
  });
  const [metric = 'val_loss', value = 0] = Object.entries(values)[0] ?? [];
  return {
    run: {
      ...run,
      kind: 'baseline',
      baselineId: null,
      epochs: 0,
      best: { metric, value, epoch: 0 },
      experiment: { ...experiment, model: { nodes: [], edges: [] } },
    },
    series: Object.entries(values).map(([key, one]) => ({ key: `epoch/${key}`, steps: [0], values: [one] })),
  };
}

/** A loss of `mae` is its own metric. */
function maeCurves(training: readonly number[], validation: readonly number[]) {
  return { loss: training, mae: training, val_loss: validation, val_mae: validation };
}

const conv = [0.335, 0.327, 0.322, 0.327, 0.311, 0.309, 0.307, 0.303];
const gru = [0.2445, 0.2406, 0.2417, 0.2368, 0.2347, 0.2333, 0.2321, 0.23];
const convGru = [0.317, 0.309, 0.3, 0.304, 0.307, 0.306, 0.312, 0.3075];

export const imdbRunId = sampleRunId(8);
export const convRunId = sampleRunId(3);
export const gruRunId = sampleRunId(4);
export const convGruRunId = sampleRunId(5);
export const weatherBaselineId = sampleRunId(1);
export const textBaselineId = sampleRunId(10);
export const interruptedRunId = sampleRunId(6);
export const stoppedRunId = sampleRunId(2);
export const failedRunId = sampleRunId(7);
export const queuedRunId = sampleRunId(9);

/** Newest first. */
export const sampleRuns: readonly SampleRun[] = [
  sampleRun(9, {
    experiment: weatherConvGru,
    name: 'Weather Conv1D + GRU, less dropout',
    status: 'queued',
    minutesAgo: 0.4,
    color: 7,
    parameters: 12_673,
    msPerStep: 19.5,
    stepsPerEpoch: 40,
    curves: {},
    monitor: 'val_mae',
  }),
  sampleRun(8, {
    experiment: imdbExperiment,
    name: 'IMDB Conv1D, sigmoid',
    status: 'running',
    minutesAgo: 1,
    color: 0,
    parameters: 1_315_937,
    msPerStep: 20.1,
    stepsPerEpoch: 625,
    curves: {
      loss: [0.49, 0.28, 0.2, 0.13],
      acc: [0.75, 0.887, 0.926, 0.955],
      val_loss: [0.316, 0.293, 0.305, 0.339],
      val_acc: [0.874, 0.877, 0.88, 0.875],
    },
    monitor: 'val_acc',
  }),
  sampleRun(7, {
    experiment: weatherGru,
    name: 'Weather GRU, learning rate 1',
    status: 'failed',
    minutesAgo: 42,
    color: 6,
    parameters: 3_969,
    msPerStep: 38,
    stepsPerEpoch: 40,
    curves: {},
    monitor: 'val_mae',
    error: {
      code: 'training-failed',
      message: 'The loss became NaN in epoch 1, step 12.',
      hint: 'Try a learning rate below 1, or set clipnorm.',
    },
  }),
  sampleRun(6, {
    experiment: imdbExperiment,
    name: 'IMDB Conv1D on WebAssembly',
    status: 'interrupted',
    minutesAgo: 130,
    color: 5,
    parameters: 1_315_937,
    msPerStep: 1_012,
    stepsPerEpoch: 625,
    curves: { loss: [0.491], acc: [0.749], val_loss: [0.317], val_acc: [0.8736] },
    monitor: 'val_acc',
    engine: {
      id: 'wasm',
      device: 'CPU',
      version: 'tfjs-wasm 4.22.0 (SIMD)',
      step: 'eager',
      reason: 'wasm was asked for.',
    },
  }),
  sampleRun(5, {
    experiment: weatherConvGru,
    minutesAgo: 180,
    color: 2,
    parameters: 12_673,
    msPerStep: 19.5,
    stepsPerEpoch: 40,
    curves: maeCurves([0.41, 0.35, 0.325, 0.31, 0.3, 0.292, 0.286, 0.281], convGru),
    monitor: 'val_mae',
  }),
  sampleRun(4, {
    experiment: weatherGru,
    minutesAgo: 190,
    color: 1,
    parameters: 3_969,
    msPerStep: 38,
    stepsPerEpoch: 40,
    curves: maeCurves([0.36, 0.262, 0.25, 0.243, 0.238, 0.234, 0.231, 0.228], gru),
    monitor: 'val_mae',
  }),
  sampleRun(3, {
    experiment: weatherConv,
    minutesAgo: 200,
    color: 3,
    parameters: 6_337,
    msPerStep: 4.1,
    stepsPerEpoch: 40,
    curves: maeCurves([0.43, 0.34, 0.318, 0.301, 0.288, 0.279, 0.271, 0.265], conv),
    monitor: 'val_mae',
  }),
  sampleRun(2, {
    experiment: weatherConv,
    name: 'Weather Conv1D, stopped early',
    status: 'stopped',
    minutesAgo: 1_500,
    color: 4,
    parameters: 6_337,
    msPerStep: 4.3,
    stepsPerEpoch: 40,
    seed: 2,
    curves: maeCurves([0.44, 0.35, 0.32], [0.341, 0.33, 0.328]),
    monitor: 'val_mae',
  }),
  baseline(1, weatherConv, 'Last value (baseline)', { val_mae: 0.2286, val_loss: 0.2286 }),
  baseline(10, imdbExperiment, 'Majority class (baseline)', { val_acc: 0.5 }),
];
