// The tables of docs/experiments.md: the guides' runs beside Keras's on the same arrays, three seeds each.
//   node test/bench/guides.ts HOME PYTHON [GUIDE…]
// HOME has the native engine and the guides' data sets, PYTHON has Keras. Runs of guides that HOME has already are taken from there; what is
// missing is trained. Keras's values go to standard error as they come, the tables to standard output as Markdown.
import { resolve } from 'node:path';
import { z } from 'zod';
import { quantile } from '#shared/base/quantile.ts';
import { textOf } from '#shared/base/message.ts';
import { measuredText } from '#shared/base/number-text.ts';
import { sampleStatistics, type SampleStatistics } from '#shared/compare/sample-statistics.ts';
import { experimentOf, modelsOf, usualSeeds } from '#shared/guides/guide-runs.ts';
import { guides } from '#shared/guides/guides.ts';
import type { Guide, GuideModel, GuideTask } from '#shared/guides/guide.ts';
import { homeFolder } from '#main/home/home-folder.ts';
import { templateStore } from '#main/home/templates.ts';
import { strata } from '../support/strata.ts';
import { openKerasRuns, type Epoch } from './keras-runs.ts';

const statisticsSchema = z.object({ count: z.number(), mean: z.number(), deviation: z.number().nullable() });
const reportSchema = z.object({
  event: z.literal('guide'),
  results: z.array(
    z.object({
      unit: z.string().nullable(),
      baseline: z.number().nullable(),
      models: z.array(
        z.object({
          key: z.string(),
          statistics: statisticsSchema.nullable(),
          msPerStep: z.number().nullable(),
          relativeTime: z.number().nullable(),
        }),
      ),
    }),
  ),
  verdict: z.object({ isShown: z.boolean(), sentences: z.array(z.string()) }).nullable(),
});

/** What Keras gave for a model. */
interface KerasModel {
  /** The epochs of each seed. */
  readonly runs: readonly (readonly Epoch[])[];
  /** From an absolute error to the target's own unit. */
  readonly scale: number;
}

const [given = homeFolder(), python = 'python3', ...ids] = process.argv.slice(2);
const home = resolve(given);

async function kerasModel(guide: Guide, model: GuideModel): Promise<KerasModel> {
  const template = templateStore.find(model.template);
  if (template === null) throw new Error(`There is no template ${model.template}.`);
  const experiment = experimentOf(guide, model, template.experiment);
  const keras = await openKerasRuns(experiment, { home, python, epochs: experiment.training.epochs });
  try {
    const unit = keras.data.targetUnit;
    const runs = Array.from({ length: usualSeeds }, (_, seed) => {
      const run = keras.run(seed);
      process.stderr.write(`Keras: ${experiment.name}, seed ${seed}: ${JSON.stringify(run.at(-1)?.metrics)}\n`);
      return run;
    });
    return { runs, scale: unit !== null && 'scale' in unit ? unit.scale : 1 };
  } finally {
    keras.close();
  }
}

/** The best value of each run in the task's unit. */
function kerasStatistics({ runs, scale }: KerasModel, { metric }: GuideTask): SampleStatistics {
  const isShare = metric === 'val_accuracy';
  const factor = isShare ? 100 : metric === 'val_mae' ? scale : 1;
  const best = isShare ? Math.max : Math.min;
  return sampleStatistics(runs.map((run) => best(...run.map(({ metrics }) => (metrics[metric] ?? NaN) * factor))));
}

/** The median over the epochs but the first of each run, in which Keras compiles. */
function epochSeconds({ runs }: KerasModel): number {
  return quantile(
    runs.flatMap((run) => run.slice(1).map(({ seconds }) => seconds)),
    0.5,
  );
}

async function ownReport(guide: Guide): Promise<z.infer<typeof reportSchema>> {
  const { code, stderr, json } = await strata(home, 'guides', 'run', guide.id, '--engine', 'native', '--json');
  if (code !== 0) throw new Error(`The guide failed: ${stderr}`);
  const report = json().findLast((line) => reportSchema.safeParse(line).success);
  return reportSchema.parse(report);
}

function valueText({ mean, deviation }: z.infer<typeof statisticsSchema>): string {
  return `${measuredText(mean)} ± ${deviation === null ? '–' : measuredText(deviation, mean)}`;
}

async function printTables(guide: Guide): Promise<void> {
  const keras = new Map<GuideModel, KerasModel>();
  for (const model of modelsOf(guide)) keras.set(model, await kerasModel(guide, model));
  const { results, verdict } = await ownReport(guide);
  const lines = [`## ${guide.number}. ${textOf(guide.title)}`];
  for (const [i, task] of guide.tasks.entries()) {
    const result = results[i];
    if (result === undefined) continue;
    const reference = task.models.find(({ key }) => key === task.reference);
    const referenceRuns = reference === undefined ? undefined : keras.get(reference);
    const last = result.baseline === null ? '' : `; without learning ${measuredText(result.baseline)}`;
    lines.push(
      '',
      `${textOf(task.title)}: ${task.metric} in ${result.unit ?? 'its own scale'}${last}.`,
      '',
      '| model | Strata | Keras | ms/step | relative | epoch of Keras, relative |',
      '| --- | --- | --- | --- | --- | --- |',
      ...task.models.map((model) => {
        const own = result.models.find(({ key }) => key === model.key);
        const other = keras.get(model);
        const times =
          other === undefined || referenceRuns === undefined
            ? ''
            : (epochSeconds(other) / epochSeconds(referenceRuns)).toFixed(2);
        return `| ${[
          textOf(model.title),
          own?.statistics ? valueText(own.statistics) : '',
          other === undefined ? '' : valueText(kerasStatistics(other, task)),
          own?.msPerStep?.toFixed(1) ?? '',
          own?.relativeTime?.toFixed(2) ?? '',
          times,
        ].join(' | ')} |`;
      }),
    );
  }
  if (verdict !== null) lines.push('', `> ${verdict.sentences.join(' ')}`);
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

for (const guide of guides) if (ids.length === 0 || ids.includes(guide.id)) await printTables(guide);
