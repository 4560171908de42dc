// Which metric determines a run's best epoch.
import { callbacks } from '#shared/training/callbacks.ts';
import { loggedName } from '#shared/training/metrics.ts';
import type { Training } from '#shared/training/training-settings.ts';

/** What EarlyStopping watches, else the first metric on the validation samples, else the validation loss. */
export function monitoredMetric(training: Pick<Training, 'callbacks' | 'metrics'>): string {
  const stopping = training.callbacks.find(({ name }) => callbacks.find(name) === 'EarlyStopping');
  if (stopping !== undefined) {
    const { monitor } = stopping.config;
    return typeof monitor === 'string' ? monitor : 'val_loss';
  }
  const [first] = training.metrics;
  return first === undefined ? 'val_loss' : `val_${loggedName(first)}`;
}
