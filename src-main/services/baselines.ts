// Baselines, stored as separate runs for each prepared data and loss, for comparison with trained runs.
import { createRunId } from '#shared/base/ids.ts';
import { msg, textOf, type Message } from '#shared/base/message.ts';
import type { CompiledExperiment } from '#shared/experiment/compile-experiment.ts';
import { objectiveText } from '#shared/training/objective-text.ts';
import { loggedMetrics, modelEnds } from '#shared/training/output-training.ts';
import { monitoredMetric } from '#shared/training/monitor.ts';
import { epochKey, epochPrefix } from '#shared/runs/metric-keys.ts';
import { sentPoint, type MetricPoint } from '#shared/runs/metric-series.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { Clock } from '#main/ports/clock.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import type { EventSink } from '#main/ports/event-sink.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import type { BaselineResult, Trainer } from '#main/ports/trainer.ts';

export interface BaselineOptions {
  readonly runs: RunStore;
  readonly datasets: DatasetStore;
  readonly trainer: Trainer;
  readonly clock: Clock;
  readonly emit: EventSink;
}

/** A run's name is stored in English; a page finds its translation by it. */
const titles: Readonly<Record<string, Message>> = {
  'last value': msg`Last value (baseline)`,
  'majority class': msg`Majority class (baseline)`,
};

function pointsOf({ metrics }: BaselineResult): MetricPoint[] {
  return Object.entries(metrics).map(([metric, value]) => ({ key: epochKey(metric), step: 0, value }));
}

export class Baselines {
  readonly #options: BaselineOptions;

  constructor(options: BaselineOptions) {
    this.#options = options;
  }

  /**
   * The baseline run of this experiment: the one of the current data, preparation and loss, or a new one. Missing metrics of
   * the experiment are measured too.
   */
  async ensure(compiled: CompiledExperiment, engine: EngineLoad): Promise<RunSummary> {
    const { runs, datasets, trainer, clock } = this.#options;
    const { experiment, spec, training } = compiled;
    const loss = objectiveText(training, experiment.data.preparation.sample_weight);
    const hash = datasets.preparedHash(experiment.data, modelEnds(spec, training));
    const there = hash === null ? null : runs.findBaseline(hash, loss);
    if (there !== null && this.#isMeasuredBy(there, compiled)) return there;
    const startedAtMs = clock.nowMs();
    const result = await trainer.baseline(compiled, engine);
    if (there?.datasetHash === result.datasetHash) return this.#add(there, pointsOf(result));
    return this.#create(compiled, result, startedAtMs);
  }

  #isMeasuredBy({ id }: RunSummary, { training }: CompiledExperiment): boolean {
    const known = new Set(this.#options.runs.keys(id, epochPrefix));
    // A baseline needs validation samples.
    return known.size === 0 || loggedMetrics(training).every((name) => known.has(epochKey(`val_${name}`)));
  }

  #add(baseline: RunSummary, points: readonly MetricPoint[]): RunSummary {
    const { runs, emit } = this.#options;
    runs.addMetrics(baseline.id, points);
    emit({ type: 'metrics', runId: baseline.id, points: points.map(sentPoint) });
    return baseline;
  }

  #create({ experiment, training }: CompiledExperiment, result: BaselineResult, startedAtMs: number): RunSummary {
    const { runs, clock, emit } = this.#options;
    const { name, metrics, datasetHash, targetsHash, targetUnit } = result;
    const id = createRunId(startedAtMs);
    const title = textOf(titles[name] ?? msg`${name} (baseline)`);
    runs.create({
      id,
      name: title,
      kind: 'baseline',
      experimentId: null,
      experiment: { ...experiment, name: title, model: { nodes: [], edges: [] } },
      dataset: experiment.data.dataset,
      loss: objectiveText(training, experiment.data.preparation.sample_weight),
      seed: experiment.training.seed,
      epochs: 0,
      createdAtMs: startedAtMs,
    });
    runs.update(id, { status: 'running', startedAtMs });
    runs.addMetrics(id, pointsOf(result));
    const monitored = monitoredMetric(training);
    const metric = monitored in metrics ? monitored : 'val_loss';
    const value = metrics[metric];
    const run = runs.update(id, {
      status: 'completed',
      parameters: 0,
      datasetHash,
      targetsHash,
      targetUnit,
      endedAtMs: clock.nowMs(),
      durationMs: result.durationMs,
      // An infinite value is stored as a point only; the best value must be finite.
      ...(value === undefined || !Number.isFinite(value) ? {} : { best: { metric, value, epoch: 0 } }),
    });
    emit({ type: 'run', run });
    return run;
  }
}
