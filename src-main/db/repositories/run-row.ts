// A run as a row of the table `runs`, and back.
import type { z } from 'zod';
import { withNewestVersion } from '#shared/experiment/migrations.ts';
import { firstRefusal } from '#shared/reading/describe-issue.ts';
import { msg, sentences, textOf, type Message } from '#shared/base/message.ts';
import { AppError, serializedErrorSchema } from '#shared/base/app-error.ts';
import {
  bestEpochSchema,
  engineRecordSchema,
  runSchema,
  runSummarySchema,
  tagsSchema,
  type Run,
  type RunSummary,
} from '#shared/runs/run.ts';
import type { Settings } from '#shared/runs/run-settings.ts';
import { targetUnitsSchema } from '#shared/data/target-unit.ts';
import type { RunChange } from '#main/ports/run-store.ts';
import { fromJsonColumn, toJsonColumn } from '#main/db/repositories/json-column.ts';

/** STRICT tables keep the types of columns; values and JSON are validated on reading. */
export interface RunSummaryRow {
  readonly row: number;
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly experiment_id: string | null;
  readonly dataset: string;
  readonly dataset_hash: string | null;
  readonly targets_hash: string | null;
  readonly loss: string | null;
  readonly baseline_id: string | null;
  readonly seed: number;
  readonly engine: string | null;
  readonly parameters: number | null;
  readonly epochs: number;
  readonly epochs_done: number;
  readonly ms_per_step: number | null;
  readonly best: string | null;
  readonly target_unit: string | null;
  readonly created_at_ms: number;
  readonly started_at_ms: number | null;
  readonly ended_at_ms: number | null;
  readonly duration_ms: number | null;
  readonly error: string | null;
  readonly color: number;
  readonly model: string;
  readonly tags: string;
  readonly is_starred: number;
  readonly archived_at_ms: number | null;
  readonly origin: string | null;
  readonly fork: string | null;
}
export interface RunRow extends RunSummaryRow {
  /** Null where the document is gone, which is damage. */
  readonly notes: string | null;
  readonly experiment: string | null;
}

/** The columns of `RunSummaryRow`, for SQL. */
export const summaryColumns = `row, id, name, kind, status, experiment_id, dataset, dataset_hash, targets_hash, loss, baseline_id, seed, engine,
  parameters, epochs, epochs_done, ms_per_step, best, target_unit, created_at_ms, started_at_ms, ended_at_ms, duration_ms, error, color,
  model, tags, is_starred, archived_at_ms, origin, fork`;

/** @throws AppError `damaged` */
export function readRunSummary(row: RunSummaryRow): RunSummary {
  return readAs(row, runSummarySchema, () => summaryFields(row));
}

/** @param settings those of a run that was trained elsewhere @throws AppError `damaged` */
export function readRun(row: RunRow, settings: Settings): Run {
  return readAs(row, runSchema, () => ({
    ...summaryFields(row),
    notes: row.notes,
    experiment: experimentIn(row),
    loggedSettings: Object.fromEntries(settings),
  }));
}

/** Only a run that was trained elsewhere may be without. */
function experimentIn({ experiment, origin }: RunRow): unknown {
  const document = fromJsonColumn(experiment);
  return document === null && experiment !== null && origin !== null ? null : withNewestVersion(document);
}

/**
 * The fields before their schema has parsed them.
 * @param parse of the columns that many runs share
 * @throws SyntaxError for a part that is not JSON
 */
export function summaryFields(row: RunSummaryRow, parse = fromJsonColumn): Record<keyof RunSummary, unknown> {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    status: row.status,
    experimentId: row.experiment_id,
    dataset: row.dataset,
    datasetHash: row.dataset_hash,
    targetsHash: row.targets_hash,
    loss: row.loss,
    baselineId: row.baseline_id,
    seed: row.seed,
    engine: parse(row.engine),
    parameters: row.parameters,
    epochs: row.epochs,
    epochsDone: row.epochs_done,
    msPerStep: row.ms_per_step,
    best: fromJsonColumn(row.best),
    targetUnit: parse(row.target_unit),
    createdAtMs: row.created_at_ms,
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
    durationMs: row.duration_ms,
    error: parse(row.error),
    color: row.color,
    number: row.row,
    model: row.model,
    tags: parse(row.tags),
    isStarred: row.is_starred === 1,
    archivedAtMs: row.archived_at_ms,
    origin: parse(row.origin),
    fork: parse(row.fork),
  };
}

interface Parsing<Value> {
  safeParse(input: unknown): { success: true; data: Value } | { success: false; error: z.ZodError };
}

function readAs<Value>(row: RunSummaryRow, schema: Parsing<Value>, fields: () => unknown): Value {
  let input: unknown;
  try {
    input = fields();
  } catch (thrown) {
    throw damagedRun(row.id, msg`A part of it is not JSON.`, thrown);
  }
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw damagedRun(row.id, firstRefusal(parsed.error, input));
  return parsed.data;
}

function damagedRun(id: string, reason: Message, cause?: unknown): AppError {
  return new AppError('damaged', sentences(msg`Run ${id} cannot be read from the database.`, reason), {
    hint: msg`The other runs are whole. "strata runs delete ${id}" deletes this one; docs/database.md says more.`,
    details: { runId: id, reason: textOf(reason) },
    cause,
  });
}

type Column = keyof RunSummaryRow;

/** The columns that a change writes, with their new values. */
export function changedColumns(change: RunChange): Map<Column, string | number | null> {
  const columns = new Map<Column, string | number | null>();
  const set = (column: Column, value: string | number | null | undefined): void => {
    if (value !== undefined) columns.set(column, value);
  };
  const { engine, best, targetUnit, error, tags, isStarred } = change;
  set('status', change.status);
  set('name', change.name);
  set('dataset_hash', change.datasetHash);
  set('targets_hash', change.targetsHash);
  set('baseline_id', change.baselineId);
  set('engine', engine && toJsonColumn(engineRecordSchema, engine));
  set('parameters', change.parameters);
  set('epochs', change.epochs);
  set('epochs_done', change.epochsDone);
  set('ms_per_step', finite(change.msPerStep));
  set('best', jsonOrNull(bestEpochSchema, best));
  set('target_unit', jsonOrNull(targetUnitsSchema, targetUnit));
  set('started_at_ms', wholeOrNull(change.startedAtMs));
  set('ended_at_ms', wholeOrNull(change.endedAtMs));
  set('duration_ms', wholeOrNull(change.durationMs));
  set('error', jsonOrNull(serializedErrorSchema, error));
  set('tags', tags && toJsonColumn(tagsSchema, [...tags]));
  set('is_starred', isStarred === undefined ? undefined : Number(isStarred));
  set('archived_at_ms', wholeOrNull(change.archivedAtMs));
  return columns;
}

/** A time that is not a number is unknown. */
function finite(value: number | undefined): number | null | undefined {
  return value === undefined || Number.isFinite(value) ? value : null;
}

/** Times are kept as whole milliseconds. */
export function whole(value: number): number {
  return Math.round(value);
}

function wholeOrNull(value: number | null | undefined): number | null | undefined {
  return value === undefined || value === null ? value : whole(value);
}

function jsonOrNull<Value>(schema: z.ZodType<Value>, value: Value | null | undefined): string | null | undefined {
  return value === undefined ? undefined : toJsonColumn(schema, value);
}
