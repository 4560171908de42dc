// Ids are branded strings, made and checked here only.
import { z } from 'zod';

const idPattern = /^[0-9a-z]{4,40}$/;

/** A run's id: lower-case letters and digits; ids of later runs sort after earlier ones. */
export const runIdSchema = z.string().regex(idPattern, 'not a run id').brand<'RunId'>();
export type RunId = z.infer<typeof runIdSchema>;

/** The id of an experiment in the home folder's database. */
export const experimentIdSchema = z.string().regex(idPattern, 'not an experiment id').brand<'ExperimentId'>();
export type ExperimentId = z.infer<typeof experimentIdSchema>;

/** The id of a version of an experiment that was kept under a name. */
export const versionIdSchema = z.string().regex(idPattern, 'not a version id').brand<'VersionId'>();
export type VersionId = z.infer<typeof versionIdSchema>;

/** A report's id. */
export const reportIdSchema = z.string().regex(idPattern, 'not a report id').brand<'ReportId'>();
export type ReportId = z.infer<typeof reportIdSchema>;

/** A data set's id: a readable slug, unique in one home folder, e.g. `imdb-reviews`. */
export const datasetIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'a data set id is lower-case letters, digits and hyphens')
  .brand<'DatasetId'>();
export type DatasetId = z.infer<typeof datasetIdSchema>;

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Makes an id: nine characters of time (milliseconds, base 32) and six random ones.
 * @param nowMs milliseconds since 1970
 * @param random a source of numbers in [0, 1)
 */
function createId(nowMs: number, random: () => number): string {
  let time = '';
  for (let rest = nowMs, i = 0; i < 9; i++, rest = Math.floor(rest / 32)) time = digits.charAt(rest % 32) + time;
  let chance = '';
  for (let i = 0; i < 6; i++) chance += digits.charAt(Math.floor(random() * 32));
  return time + chance;
}

/** A new id; ids sort by the time they were made. */
export function createRunId(nowMs: number, random: () => number = Math.random): RunId {
  return runIdSchema.parse(createId(nowMs, random));
}

/** A new id; ids sort by the time they were made. */
export function createExperimentId(nowMs: number, random: () => number = Math.random): ExperimentId {
  return experimentIdSchema.parse(createId(nowMs, random));
}

/** A new id; ids sort by the time they were made. */
export function createVersionId(nowMs: number, random: () => number = Math.random): VersionId {
  return versionIdSchema.parse(createId(nowMs, random));
}

/** A new id; ids sort by the time they were made. */
export function createReportId(nowMs: number, random: () => number = Math.random): ReportId {
  return reportIdSchema.parse(createId(nowMs, random));
}
