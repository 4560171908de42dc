// The filter language as data: what the parser makes of a text, and what a run must be able to say so that it can be evaluated.
import type { Message } from '#shared/base/message.ts';

/** What a filter can know of a run besides its settings and metrics. docs/filtering-runs.md describes each. */
export type ColumnName =
  | 'name'
  | 'number'
  | 'status'
  | 'kind'
  | 'data'
  | 'model'
  | 'engine'
  | 'device'
  | 'loss_name'
  | 'tag'
  | 'parameters'
  | 'epochs'
  | 'ms_per_step'
  | 'duration'
  | 'started'
  | 'seed'
  | 'starred'
  | 'archived';

/** Which value of a metric is meant; a number is an epoch, from 1. `best` is by the metric's own direction. */
export type MetricOf = 'best' | 'last' | 'min' | 'max' | 'baseline' | number;

/** One value of one metric. */
export interface MetricRead {
  readonly name: string;
  readonly of: MetricOf;
}

/** A name of the language. */
export type Reference =
  | { readonly kind: 'column'; readonly name: ColumnName }
  | { readonly kind: 'setting'; readonly path: string }
  | ({ readonly kind: 'metric' } & MetricRead);

/** A value that stands in the text. A duration is in seconds; a date is a day or a time as ISO 8601 writes it. */
export type Literal =
  | { readonly kind: 'number'; readonly value: number; readonly isDuration: boolean }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly text: string };

/** The operators of arithmetic. */
export type Arithmetic = '+' | '-' | '*' | '/';

/** What can stand on a side of a comparison. */
export type Value =
  | Reference
  | Literal
  | { readonly kind: 'negative'; readonly of: Value }
  | { readonly kind: 'binary'; readonly operator: Arithmetic; readonly left: Value; readonly right: Value };

/** The operators of comparison; `~` is "contains". */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~';

/**
 * A filter. `and` and `or` have two parts or more, none of their own kind; an `and` without parts, of an empty text, is true for
 * every run.
 */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'has'; readonly of: Reference }
  | { readonly kind: 'in'; readonly left: Value; readonly values: readonly Value[] }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Value; readonly right: Value };

/** The names of settings (paths such as `training.optimizer.learning_rate`) and metrics (`val_mae`) that any run has. */
export interface Vocabulary {
  readonly settings: readonly string[];
  readonly metrics: readonly string[];
}

/** What a filter reads: all of it must be loaded before `RunValues` is asked. Each once. */
export interface Reads {
  readonly settings: readonly string[];
  readonly metrics: readonly MetricRead[];
}

/** A run as the evaluation sees it. Null is a value that the run does not have. */
export interface RunValues {
  /** `started` in milliseconds since 1970, `duration` in seconds, `ms_per_step` in milliseconds, `tag` as a list. */
  column(name: ColumnName): string | number | boolean | readonly string[] | null;
  setting(path: string): string | number | boolean | null;
  /** NaN is as good as null. */
  metric(name: string, of: MetricOf): number | null;
  /** The words for the text search, in lower case and Unicode's form NFC: name, data set, model, tags, status, engine, id. */
  text(): string;
}

/** Why a text is no filter, and where: `from` to `to` (exclusive) are in the text; both are its length for what lacks at its end. */
export interface FilterError {
  readonly from: number;
  readonly to: number;
  readonly message: Message;
  /** What to write instead. */
  readonly hint: Message | null;
}
