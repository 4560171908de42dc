// The figures at the head of a run: where it is, how fast, how good, and how far from its best. Pure.
import { epochKey } from '#shared/runs/metric-keys.ts';
import { metricMode } from '#shared/runs/metric-series.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import type { Run } from '#shared/runs/run.ts';
import type { Format } from '#renderer/lib/format/format.ts';
import { bestPoint, lastPoint } from '#renderer/lib/runs/curve-facts.ts';
import { unitOfMetric } from '#shared/data/target-unit.ts';
import type { SeriesSet } from '#renderer/lib/runs/series-set.svelte.ts';
import type { Messages } from '#renderer/locales/en.ts';

export interface Figure {
  readonly value: string;
  readonly label: string;
  readonly tone?: 'good' | 'bad' | undefined;
  /** The most characters the value will have, so that nothing beside it moves. */
  readonly width?: number | undefined;
  /** `hero`: what the run is about, its best value. `note`: said with it. All others are facts beside it. */
  readonly rank?: 'hero' | 'note';
}

export interface FigureSource {
  readonly run: Run;
  readonly progress: RunProgress | null;
  readonly series: Pick<SeriesSet, 'get'>;
  readonly baseline: ReadonlyMap<string, number>;
  readonly t: Messages;
  readonly format: Format;
}

/** How much worse (above 0) or better a value is than another, as a share of it. */
export function worseBy(metric: string, value: number, than: number): number {
  if (than === 0) return 0;
  return (metricMode(metric) === 'min' ? value - than : than - value) / Math.abs(than);
}

export function runFigures({ run, progress, series, baseline, t, format }: FigureSource): Figure[] {
  const words = t.run.kpi;
  const epochs = String(run.epochs);
  const epoch = progress && progress.epoch > 0 ? progress.epoch : run.epochsDone;
  const figures: Figure[] = [{ value: `${epoch} / ${epochs}`, label: words.epoch, width: epochs.length * 2 + 3 }];
  if (run.status === 'running' || run.status === 'queued') {
    const steps = progress && progress.stepsPerEpoch > 0 ? progress.stepsPerEpoch : null;
    const all = steps === null ? t.common.none : format.count(steps);
    figures.push({
      value: steps === null ? t.common.none : `${format.count(progress?.step ?? 0)} / ${all}`,
      label: words.step,
      width: steps === null ? 9 : all.length * 2 + 3,
    });
  }
  const msPerStep = progress?.msPerStep ?? run.msPerStep;
  figures.push({
    value: msPerStep === null ? t.common.none : `${format.milliseconds(msPerStep)} ms`,
    label: words.msPerStep,
    width: 8,
  });

  const metric = run.best?.metric;
  if (run.best && metric !== undefined) {
    const unit = unitOfMetric(metric, run.targetUnit, run.experiment.training.loss.name);
    figures.push({
      value:
        format.metric(run.best.value) + (unit ? ` · ${format.measured(run.best.value * unit.scale)} ${unit.unit}` : ''),
      label: words.best(metric, run.best.epoch),
      rank: 'hero',
      width: unit ? 15 : 7,
    });
    const without = baseline.get(metric);
    if (without !== undefined) {
      const worse = worseBy(metric, run.best.value, without);
      const sign = metricMode(metric) === 'min' ? 1 : -1;
      figures.push({
        value: format.percentDifference(worse * sign),
        label: words.againstBaseline,
        rank: 'note',
        tone: Math.abs(worse) < 0.001 ? undefined : worse > 0 ? 'bad' : 'good',
        width: 7,
      });
    }
  } else {
    figures.push({ value: t.common.none, label: words.bestNone, rank: 'hero', width: 7 });
  }

  const validationLoss = series.get(epochKey('val_loss'));
  const best = bestPoint(validationLoss, 'val_loss');
  const last = lastPoint(validationLoss);
  if (best && last && validationLoss.steps.length > 1) {
    const since = last.value - best.value;
    figures.push({
      value: format.difference(since),
      label: words.sinceBest('val_loss'),
      tone: since > best.value * 0.01 ? 'bad' : undefined,
      width: 7,
    });
  }
  figures.push({ value: format.count(run.parameters), label: words.parameters, width: 9 });
  return figures;
}
