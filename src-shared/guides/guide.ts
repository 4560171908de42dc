// A guided experiment: what it asks, the models that answer it, and what their results say. Pure; trains nothing.
import type { Message } from '#shared/base/message.ts';
import type { SampleStatistics } from '#shared/compare/sample-statistics.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';

/** A model of a guide: a template with changes. */
export interface GuideModel {
  /** Its name within the guide. */
  readonly key: string;
  /** What a table calls it; in English, behind the guide's number, it is the name of its runs. */
  readonly title: Message;
  /** What it is, in one sentence. */
  readonly text: Message;
  /** The template that it is made from. */
  readonly template: string;
  readonly change: (template: Experiment) => Experiment;
}

/** Models of one data set and target, whose values can be set against each other. */
export interface GuideTask {
  readonly title: Message;
  readonly dataset: string;
  readonly kind: 'series' | 'text';
  /** `val_mae`, `val_loss` or `val_accuracy`: what the models are judged by. */
  readonly metric: string;
  /** The key of the model whose training step counts as 1. */
  readonly reference: string;
  /** Tasks with other metrics may have the same ones. */
  readonly models: readonly GuideModel[];
}

/** What the runs of one model gave. */
export interface ModelResult {
  readonly key: string;
  readonly title: Message;
  /** The best value of each run, in the task's unit; empty before the first has ended. */
  readonly values: readonly number[];
  /** Null without a value. */
  readonly statistics: SampleStatistics | null;
  /** The median over the runs; null before a run has one. */
  readonly msPerStep: number | null;
  /** `msPerStep` relative to the task's reference; null where one of the two is not known. */
  readonly relativeTime: number | null;
}

/** What the runs of a task gave. */
export interface TaskResult {
  readonly metric: string;
  readonly mode: 'min' | 'max';
  /** The target's own unit, `%` for an accuracy; null where the metric has none. */
  readonly unit: string | null;
  /** The value of the baseline that learns nothing, in that unit; null while it is not known. */
  readonly baseline: number | null;
  readonly models: readonly ModelResult[];
}

/** What the results of a guide say. */
export interface GuideVerdict {
  /** Whether the runs show what the guide is about. */
  readonly isShown: boolean;
  /** A paragraph: all of it follows from the numbers. */
  readonly sentences: readonly Message[];
}

/** A guided experiment. */
export interface Guide {
  readonly id: string;
  /** Its place in the tutorial, from 1. */
  readonly number: number;
  readonly title: Message;
  /** What it is about, for a list. */
  readonly summary: Message;
  /** What it asks and trains, a paragraph each. */
  readonly intro: readonly Message[];
  /** What to expect, and what to look at. */
  readonly expect: Message;
  readonly tasks: readonly GuideTask[];
  /** Why the next guide follows; null for the last. */
  readonly next: Message | null;
  /** Templates of the same lesson on more data. */
  readonly larger: readonly string[];
  /** @param results of every task, each model with a value at least */
  readonly verdict: (results: readonly TaskResult[]) => GuideVerdict;
}
