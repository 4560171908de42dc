// The answer that needs no learning, kept as a run of its own for each data and loss that is trained on, so that it can be compared.
import { createRunId } from '#shared/base/ids.ts';
import type { CompiledExperiment } from '#shared/experiment/compile-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { lossText } from '#shared/training/losses.ts';
import { monitoredMetric } from '#shared/training/monitor.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { Clock } from '#main/ports/clock.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import type { EventSink } from '#main/ports/event-sink.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import type { Trainer } from '#main/ports/trainer.ts';

export interface BaselineOptions {
  readonly runs: RunStore;
  readonly trainer: Trainer;
  readonly clock: Clock;
  readonly emit: EventSink;
}

/** What decides a baseline: the data as it is prepared, and what is measured. */
function decisive({ data, training }: Experiment): string {
  const { dataset, preparation } = data;
  return JSON.stringify([dataset, preparation, training.loss, training.metrics]);
}

export class Baselines {
  readonly #options: BaselineOptions;

  constructor(options: BaselineOptions) {
    this.#options = options;
  }

  /** The baseline run of this experiment's data: the one that is there, or a new one. */
  async ensure(compiled: CompiledExperiment, engine: EngineLoad): Promise<RunSummary> {
    const { runs } = this.#options;
    const { experiment } = compiled;
    const wanted = decisive(experiment);
    const there = runs
      .list()
      .find(
        (run) =>
          run.kind === 'baseline' &&
          run.status === 'completed' &&
          run.dataset === experiment.data.dataset &&
          decisive(runs.get(run.id).experiment) === wanted,
      );
    return there ?? (await this.#create(compiled, engine));
  }

  async #create(compiled: CompiledExperiment, engine: EngineLoad): Promise<RunSummary> {
    const { experiment } = compiled;
    const { runs, trainer, clock, emit } = this.#options;
    const startedAtMs = clock.nowMs();
    const startedMs = clock.monotonicMs();
    const { name, metrics, datasetHash, targetUnit } = await trainer.baseline(compiled, engine);
    const id = createRunId(startedAtMs);
    const title = `${name.charAt(0).toUpperCase()}${name.slice(1)} (baseline)`;
    runs.create({
      id,
      name: title,
      kind: 'baseline',
      experimentId: null,
      experiment: { ...experiment, name: title, model: { nodes: [], edges: [] } },
      dataset: experiment.data.dataset,
      loss: lossText(compiled.training.loss),
      seed: experiment.training.seed,
      epochs: 0,
      createdAtMs: startedAtMs,
    });
    runs.update(id, { status: 'running', startedAtMs });
    const points = Object.entries(metrics).map(([metric, value]) => ({ key: epochKey(metric), step: 0, value }));
    runs.addMetrics(id, points);
    const metric = monitoredMetric(experiment.training);
    const value = metrics[metric] ?? metrics['val_loss'];
    const run = runs.update(id, {
      status: 'completed',
      parameters: 0,
      datasetHash,
      targetUnit,
      endedAtMs: clock.nowMs(),
      durationMs: clock.monotonicMs() - startedMs,
      // An infinite one is kept among the points; a best value is a number.
      ...(value === undefined || !Number.isFinite(value) ? {} : { best: { metric, value, epoch: 0 } }),
    });
    emit({ type: 'run', run });
    return run;
  }
}
