// The figures at the head of a run: progress, speed, best value, and the difference from it. Pure.
import { epochKey } from '#shared/runs/metric-keys.ts';
import { baselineAnswer, differenceTo, verdictOf, type Difference } from '#shared/runs/difference.ts';
import { countsSteps } from '#shared/runs/run-origin.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import type { Run } from '#shared/runs/run.ts';
import { validatedPart } from '#shared/runs/validated-part.ts';
import type { Format } from '#renderer/lib/format/format.ts';
import { bestPoint, endValue, pointCount } from '#renderer/lib/runs/curve-facts.ts';
import { measureOf } from '#shared/runs/measure.ts';
import type { SeriesSource } from '#renderer/lib/runs/series-set.svelte.ts';
import type { Messages } from '#renderer/locales/en.ts';

export interface Figure {
  readonly value: string;
  readonly label: string;
  readonly tone?: 'good' | 'bad' | undefined;
  /** The most characters the value will have, so that nothing beside it moves. */
  readonly width?: number | undefined;
  /** `hero`: the best value. `note`: shown with it. All others are facts beside it. */
  readonly rank?: 'hero' | 'note';
}

export interface FigureSource {
  readonly run: Run;
  readonly progress: RunProgress | null;
  readonly series: Pick<SeriesSource, 'get'>;
  readonly baseline: ReadonlyMap<string, number>;
  readonly t: Messages;
  readonly format: Format;
}

/** `14 % worse`, `3.1 percentage points better`. */
export function amountOf({ kind, worse }: Difference, t: Messages, format: Format): string {
  return t.difference[kind](format.amount(Math.abs(worse)));
}

/** The colour of a difference. */
export function toneOf(difference: Difference): 'good' | 'bad' | undefined {
  const verdict = verdictOf(difference);
  return verdict === 'same' ? undefined : verdict === 'worse' ? 'bad' : 'good';
}

export function runFigures({ run, progress, series, baseline, t, format }: FigureSource): Figure[] {
  const words = t.run.kpi;
  const epochs = format.count(run.epochs);
  const epoch = progress && progress.epoch > 0 ? progress.epoch : run.epochsDone;
  const figures: Figure[] = [
    {
      value: `${format.count(epoch)} / ${epochs}`,
      label: countsSteps(run.origin) ? words.step : words.epoch,
      width: epochs.length * 2 + 3,
    },
  ];
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
    const { unit } = measureOf(metric, run);
    figures.push({
      value:
        format.metric(run.best.value) + (unit ? ` · ${format.measured(run.best.value * unit.scale)} ${unit.unit}` : ''),
      label: countsSteps(run.origin)
        ? words.bestAtStep(metric, format.count(run.best.epoch))
        : words.best(metric, run.best.epoch),
      rank: 'hero',
      width: unit ? 15 : 7,
    });
    const part = validatedPart(run.targetsHash);
    if (part !== null)
      figures.push({ value: t.difference.onPart(format.count(part)), label: t.run.baseline, rank: 'note' });
    const without = part === null ? baseline.get(metric) : undefined;
    if (without !== undefined) {
      const difference = differenceTo(metric, run.best.value, without);
      if (difference !== null)
        figures.push({
          value: t.difference.than[verdictOf(difference)](
            amountOf(difference, t, format),
            t.difference.answers[baselineAnswer(run)],
          ),
          label: t.run.baseline,
          rank: 'note',
          tone: toneOf(difference),
        });
    }
  } else {
    // As wide as it will be, so that the first epoch moves nothing.
    figures.push({
      value: t.common.none,
      label: words.bestNone,
      rank: 'hero',
      width: run.targetUnit === null ? 7 : 15,
    });
  }
  figures.push({ value: format.count(run.parameters), label: words.parameters(run.parameters ?? 0), width: 9 });

  // Last, as it comes while the run trains.
  const validationLoss = series.get(epochKey('val_loss'));
  const best = bestPoint(validationLoss, 'val_loss');
  const last = endValue(validationLoss);
  if (best && last !== undefined && pointCount(validationLoss) > 1) {
    const since = last - best.value;
    figures.push({
      value: format.difference(since),
      label: words.sinceBest('val_loss'),
      tone: since <= best.value * 0.01 ? undefined : 'bad',
      width: 7,
    });
  }
  return figures;
}
