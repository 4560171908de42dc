// Where an experiment that is edited comes from, and how it is read and compared.
import type { z } from 'zod';
import { AppError } from '#shared/base/app-error.ts';
import { experimentIdSchema, runIdSchema } from '#shared/base/ids.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { msg, type Message } from '#shared/base/message.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import { withNewestVersion } from '#shared/experiment/migrations.ts';
import type { Run } from '#shared/runs/run.ts';

export type ExperimentSource =
  /** `run`: as it was in a run, to be trained with changes. */
  { readonly from: 'template' | 'run'; readonly id: string } | { readonly from: 'experiment'; readonly id: string };

/** Asks the host for it as it is saved. */
export async function fetchExperiment(api: WorkbenchApi, { from, id }: ExperimentSource): Promise<Experiment> {
  switch (from) {
    case 'template':
      return api.request('templates.get', { id });
    case 'experiment':
      return api.request('experiments.get', { id: idIn(experimentIdSchema, id, msg`There is no experiment ${id}.`) });
    case 'run':
      return experimentOf(await api.request('runs.get', { id: idIn(runIdSchema, id, msg`There is no run "${id}".`) }));
  }
}

/** An id of an address, which can be anything. @throws AppError `not-found` where it is none */
function idIn<Schema extends z.ZodType>(schema: Schema, id: string, missing: Message): z.infer<Schema> {
  const read = schema.safeParse(id);
  if (!read.success) throw new AppError('not-found', missing);
  return read.data;
}

/** @throws AppError `not-found` for a run that was trained elsewhere */
function experimentOf({ name, experiment }: Run): Experiment {
  if (experiment !== null) return experiment;
  throw new AppError('not-found', msg`"${name}" was trained elsewhere, so its model is not known.`);
}

/** Null when the document is no experiment. */
export function readExperiment(document: JsonObject): Experiment | null {
  return experimentSchema.safeParse(withNewestVersion(document)).data ?? null;
}

/** Whether two documents are one experiment, though the host fills in what one of them leaves out. */
export function isSameExperiment(a: JsonObject, b: JsonObject): boolean {
  return JSON.stringify(readExperiment(a) ?? a) === JSON.stringify(readExperiment(b) ?? b);
}

/** Whether two documents are one experiment with two names. */
export function isRenamed(before: JsonObject, after: JsonObject): boolean {
  const [old, next] = [before['name'], after['name']];
  return typeof old === 'string' && typeof next === 'string' && old !== next
    ? isSameExperiment({ ...before, name: next }, after)
    : false;
}
