// Reads many rows of runs: a value that many of them share is parsed and checked once, and is one object in all of them.
import { runSummarySchema, type RunSummary } from '#shared/runs/run.ts';
import { fromJsonColumn } from '#main/db/repositories/json-column.ts';
import { readRunSummary, summaryFields, type RunSummaryRow } from '#main/db/repositories/run-row.ts';

const { shape } = runSummarySchema;
const shared = {
  kind: shape.kind,
  status: shape.status,
  experimentId: shape.experimentId,
  dataset: shape.dataset,
  datasetHash: shape.datasetHash,
  targetsHash: shape.targetsHash,
  loss: shape.loss,
  baselineId: shape.baselineId,
  engine: shape.engine,
  targetUnit: shape.targetUnit,
  error: shape.error,
  color: shape.color,
  model: shape.model,
  tags: shape.tags,
};
type SharedName = keyof typeof shared;
const sharedNames = Object.keys(shared) as SharedName[];
const mask = Object.fromEntries(sharedNames.map((name) => [name, true])) as Record<SharedName, true>;
const ownSchema = runSummarySchema.omit(mask);

/** So many different values of a field are remembered. */
const mostRemembered = 1000;

function remember<Key, Value>(values: Map<Key, Value>, key: Key, value: Value): Value {
  if (values.size >= mostRemembered) values.clear();
  values.set(key, value);
  return value;
}

/** The function reads as `readRunSummary` does: it throws AppError `damaged`. */
export function createSummaryReader(): (row: RunSummaryRow) => RunSummary {
  const parsedTexts = new Map<string, unknown>();
  const parse = (text: string | null): unknown => {
    if (text === null) return null;
    return parsedTexts.get(text) ?? remember(parsedTexts, text, fromJsonColumn(text));
  };
  const checked = new Map(sharedNames.map((name) => [name, new Map<unknown, unknown>()]));
  /** Undefined for a value that is refused. */
  const check = (name: SharedName, value: unknown): unknown => {
    const known = checked.get(name);
    const before = known?.get(value);
    if (before !== undefined || known === undefined) return before;
    const parsed = shared[name].safeParse(value);
    return parsed.success ? remember(known, value, parsed.data) : undefined;
  };
  /** Undefined for a row with a value that is refused. */
  const read = (row: RunSummaryRow): RunSummary | undefined => {
    const fields = summaryFields(row, parse);
    const own = ownSchema.safeParse(fields);
    const common: Partial<Record<SharedName, unknown>> = {};
    for (const name of sharedNames) {
      const value = check(name, fields[name]);
      if (value === undefined) return undefined;
      common[name] = value;
    }
    return own.success ? ({ ...own.data, ...common } as RunSummary) : undefined;
  };
  return (row) => {
    try {
      const summary = read(row);
      if (summary !== undefined) return summary;
    } catch {
      // What is wrong with the row is said below.
    }
    return readRunSummary(row);
  };
}
