// Many runs as columns, as they travel to a page: what most runs share (data set, engine, tags) is sent and checked once.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { bestEpochSchema, runSummarySchema, type RunSummary } from '#shared/runs/run.ts';

const list = z.custom<readonly unknown[]>(Array.isArray);

const columnSchema = z.union([
  /** A value for each run. */
  z.object({ values: list }),
  /** Each different value once, and for each run the place of its own. */
  z.object({ distinct: list, places: z.custom<readonly number[]>(Array.isArray) }),
]);
type PackedColumn = z.infer<typeof columnSchema>;

/** Runs as columns by the names of their fields; only `unpackRuns` reads it. */
export const packedRunsSchema = z.object({
  count: z.number().int().min(0),
  columns: z.record(z.string(), columnSchema),
});
export type PackedRuns = z.infer<typeof packedRunsSchema>;

const { best: _best, ...shape } = runSummarySchema.shape;
/** The best value differs in every run, its metric does not. */
const fields = {
  ...shape,
  bestMetric: bestEpochSchema.shape.metric.nullable(),
  bestValue: bestEpochSchema.shape.value.nullable(),
  bestEpoch: bestEpochSchema.shape.epoch.nullable(),
};
type Field = keyof typeof fields;
const fieldNames = Object.keys(fields) as Field[];

/** Fields that differ in nearly every run. */
const own: ReadonlySet<Field> = new Set([
  'id',
  'name',
  'seed',
  'parameters',
  'msPerStep',
  'createdAtMs',
  'startedAtMs',
  'endedAtMs',
  'durationMs',
  'number',
  'bestValue',
]);

function valueOf(run: RunSummary, field: Field): unknown {
  switch (field) {
    case 'bestMetric':
      return run.best?.metric ?? null;
    case 'bestValue':
      return run.best?.value ?? null;
    case 'bestEpoch':
      return run.best?.epoch ?? null;
    default:
      return run[field];
  }
}

function pack(runs: readonly RunSummary[], field: Field): PackedColumn {
  if (own.has(field)) return { values: runs.map((run) => valueOf(run, field)) };
  const known = new Map<unknown, number>();
  const places = runs.map((run) => {
    const value = valueOf(run, field);
    const place = known.get(value) ?? known.size;
    known.set(value, place);
    return place;
  });
  return { distinct: [...known.keys()], places };
}

/** Values that are one object in several runs are sent once. */
export function packRuns(runs: readonly RunSummary[]): PackedRuns {
  return {
    count: runs.length,
    columns: Object.fromEntries(fieldNames.map((field) => [field, pack(runs, field)])),
  };
}

function refuse(field: string): never {
  throw new AppError('internal', msg`The list of runs was not understood: ${field}.`, {
    hint: msg`Reload the page; if it stays, page and host are of different versions.`,
  });
}

/** The schemas of numbers ask for whole numbers in a range: the smallest, the largest and one with a fraction tell for all. */
function tellingNumbers(values: readonly unknown[]): unknown[] | null {
  let [least, most, fraction, hasNull] = [Infinity, -Infinity, NaN, false];
  for (const value of values) {
    if (value === null) hasNull = true;
    else if (typeof value !== 'number') return null;
    else {
      if (value < least) least = value;
      if (value > most) most = value;
      if (!Number.isInteger(value)) fraction = value;
    }
  }
  const found = [least, most, fraction].filter(Number.isFinite);
  return hasNull ? [...found, null] : found;
}

type ValueOf<Name extends Field> = z.infer<(typeof fields)[Name]>;

function check<Name extends Field>(field: Name, values: readonly unknown[]): ValueOf<Name>[] {
  const schema: z.ZodType = fields[field];
  return values.map((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? (parsed.data as ValueOf<Name>) : refuse(field);
  });
}

/** The values of a column by the place of a run. */
function unpack<Name extends Field>({ count, columns }: PackedRuns, field: Name): readonly ValueOf<Name>[] {
  const column = columns[field];
  if (column === undefined) return refuse(field);
  if ('values' in column) {
    if (column.values.length !== count) refuse(field);
    const telling = tellingNumbers(column.values);
    if (telling === null) return check(field, column.values);
    check(field, telling);
    return column.values as readonly ValueOf<Name>[];
  }
  const distinct = check(field, column.distinct);
  const { places } = column;
  if (places.length !== count) refuse(field);
  return places.map((place) => (Number.isInteger(place) && place in distinct ? distinct[place]! : refuse(field)));
}

/** @throws AppError `internal` for what `packRuns` did not make */
export function unpackRuns(packed: PackedRuns): RunSummary[] {
  const of = Object.fromEntries(fieldNames.map((field) => [field, unpack(packed, field)])) as {
    readonly [Name in Field]: readonly ValueOf<Name>[];
  };
  // Field by field: an object that is put together in a loop takes ten times as long, and more memory.
  return of.id.map((id, at): RunSummary => {
    const metric = of.bestMetric[at] ?? null;
    return {
      id,
      name: of.name[at]!,
      kind: of.kind[at]!,
      status: of.status[at]!,
      experimentId: of.experimentId[at]!,
      dataset: of.dataset[at]!,
      datasetHash: of.datasetHash[at]!,
      targetsHash: of.targetsHash[at]!,
      loss: of.loss[at]!,
      baselineId: of.baselineId[at]!,
      seed: of.seed[at]!,
      engine: of.engine[at]!,
      parameters: of.parameters[at]!,
      epochs: of.epochs[at]!,
      epochsDone: of.epochsDone[at]!,
      msPerStep: of.msPerStep[at]!,
      best: metric === null ? null : { metric, value: of.bestValue[at]!, epoch: of.bestEpoch[at]! },
      targetUnit: of.targetUnit[at]!,
      createdAtMs: of.createdAtMs[at]!,
      startedAtMs: of.startedAtMs[at]!,
      endedAtMs: of.endedAtMs[at]!,
      durationMs: of.durationMs[at]!,
      error: of.error[at]!,
      color: of.color[at]!,
      number: of.number[at]!,
      model: of.model[at]!,
      tags: of.tags[at]!,
      isStarred: of.isStarred[at]!,
      archivedAtMs: of.archivedAtMs[at]!,
      origin: of.origin[at]!,
      fork: of.fork[at]!,
    };
  });
}
