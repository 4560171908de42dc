// `strata guides`: the guided experiments; `guides run ID` trains what is missing of one, and says what its runs say.
import type { Command } from 'commander';
import { Option } from 'commander';
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { textOf } from '#shared/base/message.ts';
import { amountText, measuredText } from '#shared/base/number-text.ts';
import type { Guide, GuideTask, GuideVerdict, ModelResult, TaskResult } from '#shared/guides/guide.ts';
import { baselineDifference, guideResults, guideVerdict } from '#shared/guides/guide-results.ts';
import {
  doneRuns,
  guideTag,
  longestEpochs,
  modelsOf,
  mostSeeds,
  templatesOf,
  usualSeeds,
  wantedRuns,
  type GuideSize,
  type WantedRun,
} from '#shared/guides/guide-runs.ts';
import { findGuide, guides } from '#shared/guides/guides.ts';
import { unpackRuns } from '#shared/runs/packed-runs.ts';
import { engineChoiceSchema, type EngineChoice, type RunSummary } from '#shared/runs/run.ts';
import { verdictOf } from '#shared/runs/difference.ts';
import { mostEpochs } from '#shared/training/training-settings.ts';
import { action, command, commandGroup, exitCodes, wholeNumber, withCommands } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { formatTable, printJson, printLine } from '#main/cli/output.ts';
import { followToEnd, reportEnd } from '#main/cli/train.ts';
import { templateStore } from '#main/home/templates.ts';
import type { CommandClient } from '#main/ports/command-client.ts';

interface RunOptions extends CommonOptions {
  readonly seeds: number;
  readonly engine: EngineChoice;
  readonly epochs?: number;
}

/** What a guide's runs gave, and what they say. */
interface GuideReport {
  readonly guide: Guide;
  readonly results: readonly TaskResult[];
  readonly verdict: GuideVerdict | null;
}

/** @throws AppError `not-found` with the ids there are */
function requireGuide(id: string): Guide {
  const guide = findGuide(id);
  if (guide !== undefined) return guide;
  throw new AppError('not-found', `There is no guide "${id}".`, {
    hint: `The guides: ${guides.map((one) => one.id).join(', ')}.`,
  });
}

async function allRuns(commands: CommandClient): Promise<RunSummary[]> {
  const runs: RunSummary[] = [];
  for (let below: number | null | undefined; below !== null;) {
    const part: { runs: RunSummary[]; next: number | null } = await commands
      .request('runs.list', { below: below ?? null })
      .then(({ runs: packed, next }) => ({ runs: unpackRuns(packed), next }));
    runs.push(...part.runs);
    below = part.next;
  }
  return runs;
}

const templates = (guide: Guide) =>
  new Map(
    templatesOf(guide).flatMap((id) => {
      const template = templateStore.find(id);
      return template === null ? [] : [[id, template.experiment] as const];
    }),
  );

async function wantedOf(commands: CommandClient, guide: Guide, size: GuideSize): Promise<WantedRun[]> {
  return wantedRuns(guide, templates(guide), await allRuns(commands), size);
}

/** Trains what is missing of a guide, seed by seed. @returns whether every run was completed */
async function trainMissing(
  commands: CommandClient,
  guide: Guide,
  options: RunOptions,
  size: GuideSize,
): Promise<boolean> {
  const missing = (await wantedOf(commands, guide, size)).filter(({ run }) => run === null);
  for (const [i, { experiment, seed, epochs }] of missing.entries()) {
    const queue = async (): Promise<RunId> => {
      const source = { from: 'inline' as const, experiment: jsonObjectSchema.parse(experiment) };
      const { runId } = await commands.request('runs.start', { source, seed, epochs, engine: options.engine });
      await commands.request('runs.mark', { ids: [runId], addTags: [guideTag(guide)] });
      return runId;
    };
    if (options.json !== true) printLine(`${i === 0 ? '' : '\n'}Run ${i + 1} of ${missing.length}`);
    const run = await followToEnd(commands, queue, options.json === true);
    if (options.json !== true || run.status !== 'completed') reportEnd(run, options.json === true);
    if (run.status !== 'completed') return false;
  }
  return true;
}

/** What the runs of a guide that are there say. */
export async function reportGuide(
  commands: CommandClient,
  guide: Guide,
  size: Partial<GuideSize> = {},
): Promise<GuideReport> {
  const { seeds = usualSeeds, mostEpochs: most = longestEpochs(guide, templates(guide)) } = size;
  const ids = doneRuns(await wantedOf(commands, guide, { seeds, mostEpochs: most }));
  const comparison = ids.length === 0 ? null : await commands.request('runs.compare', { ids });
  const results = guideResults(guide, comparison);
  return { guide, results, verdict: guideVerdict(guide, results) };
}

function taskTable(task: GuideTask, result: TaskResult): string {
  const largest = Math.max(result.baseline ?? 0, ...result.models.map(({ statistics }) => statistics?.mean ?? 0));
  const text = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : measuredText(value, largest);
  const unit = result.unit ?? result.metric;
  const reference = task.models.find(({ key }) => key === task.reference);
  const difference = (model: ModelResult): string => {
    const found = baselineDifference(model, result);
    if (found === null) return '–';
    const verdict = verdictOf(found);
    if (verdict === 'same') return 'as good';
    return `${amountText(Math.abs(found.worse))} ${found.kind === 'percent' ? '%' : 'points'} ${verdict}`;
  };
  const table = formatTable(result.models, [
    { title: 'model', value: ({ title }) => textOf(title) },
    { title: 'runs', value: ({ values }) => String(values.length), figures: true },
    { title: `mean (${unit})`, value: ({ statistics }) => text(statistics?.mean), figures: true },
    { title: '±', value: ({ statistics }) => text(statistics?.deviation), figures: true },
    { title: 'vs baseline', value: difference, figures: true },
    { title: 'ms/step', value: ({ msPerStep }) => msPerStep?.toFixed(1) ?? '–', figures: true },
    {
      title: reference === undefined ? 'relative' : `× ${textOf(reference.title)}`,
      value: ({ relativeTime }) => relativeTime?.toFixed(2) ?? '–',
      figures: true,
    },
  ]);
  const baseline = result.baseline === null ? '' : `\nWithout learning: ${text(result.baseline)} ${unit}`;
  return `${textOf(task.title)}, best validation of each run\n\n${table}${baseline}`;
}

/** The tables of a guide, and its paragraph. */
export function printGuide({ guide, results, verdict }: GuideReport): void {
  for (const [i, task] of guide.tasks.entries()) {
    const result = results[i];
    if (result !== undefined) printLine(`\n${taskTable(task, result)}`);
  }
  if (verdict !== null) printLine(`\n${verdict.sentences.map(textOf).join(' ')}`);
}

function listGuides(options: CommonOptions): void {
  const rows = guides.map((guide) => ({
    id: guide.id,
    title: textOf(guide.title),
    models: modelsOf(guide).length,
    datasets: [...new Set(guide.tasks.map(({ dataset }) => dataset))],
  }));
  if (options.json === true) {
    printJson(rows);
    return;
  }
  printLine(
    formatTable(rows, [
      { title: 'id', value: ({ id }) => id },
      { title: 'title', value: ({ title }) => title },
      { title: 'models', value: ({ models }) => String(models), figures: true },
      { title: 'data sets', value: ({ datasets }) => datasets.join(', ') },
    ]),
  );
}

export function guidesCommand(): Command {
  const group = commandGroup('guides', 'the guided experiments of the tutorial');
  const list = command('list', 'list the guides').action(action(listGuides));
  const run = command('run', 'train what is missing of a guide, and say what its runs say')
    .argument('<id>', 'a guide')
    .option('--seeds <n>', 'runs of each model', wholeNumber('--seeds', 1, mostSeeds), usualSeeds)
    .option('--epochs <n>', 'passes over the data at most', wholeNumber('--epochs', 1, mostEpochs))
    .addOption(new Option('--engine <engine>', 'what computes').choices(engineChoiceSchema.options).default('auto'))
    .action(
      action(async (id: string, options: RunOptions) => {
        const guide = requireGuide(id);
        const size = { seeds: options.seeds, mostEpochs: options.epochs ?? longestEpochs(guide, templates(guide)) };
        await withCommands(`strata guides run ${id}`, async (commands) => {
          const isDone = await trainMissing(commands, guide, options, size);
          const report = await reportGuide(commands, guide, size);
          const { results, verdict } = report;
          if (options.json === true) printJson({ event: 'guide', id, results, verdict });
          else printGuide(report);
          if (!isDone) process.exitCode ??= exitCodes.failed;
        });
      }),
    );
  return group.addCommand(list, { isDefault: true }).addCommand(run);
}
