// A vocabulary and runs for the tests of the filter language.
import type { MetricOf, RunValues, Vocabulary } from '#shared/runs/query/ast.ts';
import { parseFilter } from '#shared/runs/query/filter.ts';

export const vocabulary: Vocabulary = {
  settings: [
    'training.optimizer',
    'training.optimizer.learning_rate',
    'training.batch_size',
    'training.callbacks.EarlyStopping 2.patience',
    'data.preparation.lookback',
    'data.inputs.hours.step',
    'data.inputs.days.step',
    'training.shuffle',
  ],
  metrics: ['val_mae', 'mae', 'val_loss', 'val_accuracy', 'val_out-1_mae'],
};

type Given = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/** Columns by name, settings by path, metrics as `val_mae` or `val_mae last`, `val_mae 10`. */
export function runWith(given: Given): RunValues {
  const one = (key: string): string | number | boolean | null => {
    const value = given[key] ?? null;
    return typeof value === 'object' ? null : value;
  };
  return {
    column: (name) => given[name] ?? null,
    setting: one,
    metric: (name, of: MetricOf) => one(of === 'best' ? name : `${name} ${of}`) as number | null,
    text: () => String(given['text'] ?? '').toLowerCase(),
  };
}

/** Whether a run matches; throws the message of a text that is no filter. */
export function matches(text: string, given: Given): boolean {
  const parsed = parseFilter(text, vocabulary);
  if ('error' in parsed) throw new Error(`${text}: ${JSON.stringify(parsed.error)}`);
  return parsed.filter.matches(runWith(given));
}
