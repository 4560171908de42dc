// The request that imports a file as a person chose it, and what still stands against it.
import { datasetIdSchema } from '#shared/base/ids.ts';
import { isVisible } from '#shared/base/visible-text.ts';
import type { RequestInput } from '#shared/contract/workbench.ts';
import { readingChoiceSchema } from '#shared/data/file-reading.ts';
import type { ImportPreview } from '#shared/data/import-preview.ts';
import { windowFits } from '#shared/experiment/propose-experiment.ts';
import { unitOf, type ImportChoices, type ImportPlan } from '#renderer/lib/datasets/import-choices.ts';

export type ImportRequest = RequestInput<'files.import'>['request'];

/** What hinders an import, by the place where it is mended; and a window that does not fit, which hinders only the model. */
export type ImportProblem =
  'no-columns' | 'no-text' | 'no-label' | 'same-columns' | 'no-title' | 'bad-id' | 'taken-id' | 'long-window';

/** @param isKnownId whether a data set with an id is there already */
export function importProblems(
  preview: ImportPreview,
  plan: ImportPlan,
  { replace }: Pick<ImportChoices, 'replace'>,
  isKnownId: (id: string) => boolean,
): ReadonlySet<ImportProblem> {
  const problems = new Set<ImportProblem>();
  if (plan.kind === 'series') {
    if (plan.columns.length === 0) problems.add('no-columns');
    if (plan.window !== null && preview.isWhole && !windowFits(plan.window, preview.rowsSeen))
      problems.add('long-window');
  } else {
    if (plan.text === null) problems.add('no-text');
    if (plan.label === null) problems.add('no-label');
    if (plan.text !== null && plan.text === plan.label) problems.add('same-columns');
  }
  if (!isVisible(plan.title)) problems.add('no-title');
  if (!datasetIdSchema.safeParse(plan.id).success) problems.add('bad-id');
  else if (isKnownId(plan.id) && !replace) problems.add('taken-id');
  return problems;
}

/** Whether the file can be imported: a window that does not fit keeps nobody from that. */
export function canImport(problems: ReadonlySet<ImportProblem>): boolean {
  return [...problems].every((problem) => problem === 'long-window');
}

/** The request, as the page shows it: nothing is left for the host to find anew. */
export function importRequestOf(preview: ImportPreview, plan: ImportPlan, choices: ImportChoices): ImportRequest {
  const licence = choices.licence.trim();
  const common = {
    id: datasetIdSchema.parse(plan.id),
    title: plan.title.trim(),
    origin: preview.name,
    ...(licence === '' ? {} : { licence }),
    replace: choices.replace,
    // Its format is found by the host.
    reading: readingChoiceSchema.parse(preview.reading),
    ...(plan.where === null ? {} : { where: plan.where }),
  };
  if (plan.kind === 'text')
    return {
      as: 'text',
      ...common,
      textColumn: plan.text?.name ?? '',
      labelColumn: plan.label?.name ?? '',
      ...(plan.weight === null ? {} : { weightColumn: plan.weight.name }),
      ...(plan.group === null ? {} : { groupColumn: plan.group.name }),
    };
  return {
    as: 'series',
    ...common,
    columns: plan.columns.map(({ name }) => name),
    time: preview.time,
    repair: plan.repair,
    units: Object.fromEntries(plan.columns.map((column) => [column.name, unitOf(column, choices).trim()])),
  };
}
