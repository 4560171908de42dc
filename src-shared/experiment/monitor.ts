// Which metric decides over the best epoch of a run.
import type { Training } from '#shared/experiment/experiment-file.ts';

/** What EarlyStopping watches, else the first metric on the validation samples, else the validation loss. */
export function monitoredMetric(training: Pick<Training, 'callbacks' | 'metrics'>): string {
  const watched = training.callbacks.find(({ name }) => name === 'EarlyStopping')?.config['monitor'];
  if (typeof watched === 'string') return watched;
  const [first] = training.metrics;
  return first === undefined ? 'val_loss' : `val_${first.name}`;
}
