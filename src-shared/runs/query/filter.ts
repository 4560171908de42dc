// The filter language's entry: a text becomes a filter or an expression over runs, or the fault in it.
import type {
  ColumnName,
  Condition,
  FilterError,
  MetricRead,
  Reads,
  RunValues,
  Value,
  Vocabulary,
} from '#shared/runs/query/ast.ts';
import { compileCondition, compileNumber } from '#shared/runs/query/evaluate.ts';
import { Fault, faults, isSearchHint } from '#shared/runs/query/faults.ts';
import { namesOf } from '#shared/runs/query/names.ts';
import { Parser } from '#shared/runs/query/parser.ts';
import { metricsIn, resolveNumber } from '#shared/runs/query/resolve.ts';

/** A filter over runs. */
export interface Filter {
  readonly condition: Condition;
  readonly reads: Reads;
  /** Never throws; a comparison with a value that the run lacks is false. */
  matches(run: RunValues): boolean;
}

/** A number computed for each run: a column of one's own. */
export interface Expression {
  readonly value: Value;
  readonly reads: Reads;
  /** Null where a value in it is missing, and for what is no number, such as 0 / 0. */
  valueOf(run: RunValues): number | null;
}

/** Reads a filter. An empty text matches every run. Text that cannot be read gives an error, never an exception. */
export function parseFilter(
  text: string,
  vocabulary: Vocabulary,
): { readonly filter: Filter } | { readonly error: FilterError } {
  const parsed = attempt(() => new Parser(text, namesOf(vocabulary)).condition());
  return 'error' in parsed ? parsed : { filter: filterOf(parsed.value) };
}

/** Reads an expression such as `val_mae / baseline`. */
export function parseExpression(
  text: string,
  vocabulary: Vocabulary,
): { readonly expression: Expression } | { readonly error: FilterError } {
  const parsed = attempt(() => {
    const names = namesOf(vocabulary);
    const parser = new Parser(text, names);
    if (parser.peek().kind === 'end') throw faults.empty(parser.peek());
    const raw = parser.operand(null);
    parser.end();
    return resolveNumber(raw, names, metricsIn([raw], names));
  });
  if ('error' in parsed) return { error: withoutSearchHint(parsed.error) };
  const { value } = parsed;
  const number = compileNumber(value);
  const valueOf = (run: RunValues): number | null => {
    const result = number(run);
    return Number.isNaN(result) ? null : result;
  };
  return { expression: { value, reads: readsOf([value]), valueOf } };
}

/** Catches a fault; whatever else is thrown is a defect. */
export function attempt<T>(parse: () => T): { readonly value: T } | { readonly error: FilterError } {
  try {
    return { value: parse() };
  } catch (error) {
    if (error instanceof Fault) return { error: error.error };
    throw error;
  }
}

/** Outside a filter no text can be searched for. */
export function withoutSearchHint(error: FilterError): FilterError {
  return isSearchHint(error.hint) ? { ...error, hint: null } : error;
}

/** A condition as a filter. */
export function filterOf(condition: Condition): Filter {
  return { condition, reads: readsOf(valuesIn(condition)), matches: compileCondition(condition) };
}

/** Whether a filter asks about a column. */
export function asksFor({ condition }: Pick<Filter, 'condition'>, column: ColumnName): boolean {
  return valuesIn(condition).some((value) => value.kind === 'column' && value.name === column);
}

function valuesIn(condition: Condition): Value[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(valuesIn);
    case 'not':
      return valuesIn(condition.of);
    case 'search':
      return [];
    case 'has':
      return [condition.of];
    case 'in':
      return [condition.left, ...condition.values];
    case 'compare':
      return [condition.left, condition.right];
  }
}

/** What must be loaded for some values. */
export function readsOf(values: readonly Value[]): Reads {
  const settings = new Set<string>();
  const metrics = new Map<string, MetricRead>();
  const visit = (value: Value): void => {
    if (value.kind === 'setting') settings.add(value.path);
    else if (value.kind === 'metric') metrics.set(`${value.of} ${value.name}`, { name: value.name, of: value.of });
    else if (value.kind === 'negative') visit(value.of);
    else if (value.kind === 'binary') [value.left, value.right].forEach(visit);
  };
  values.forEach(visit);
  return { settings: [...settings], metrics: [...metrics.values()] };
}
