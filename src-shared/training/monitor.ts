// Which metric determines a run's best epoch.
import type { CallbackConfig } from '#shared/training/callbacks.ts';
import type { Objectives } from '#shared/training/output-training.ts';

/**
 * What EarlyStopping watches, else the first metric on the validation samples, else the validation loss. Of several outputs only
 * the loss is one number for all.
 */
export function monitoredMetric({
  callbacks,
  metrics,
  outputs = [],
}: Pick<Objectives, 'metrics' | 'outputs'> & { readonly callbacks: readonly CallbackConfig[] }): string {
  const stopping = callbacks.find((callback) => callback.name === 'EarlyStopping');
  if (stopping?.name === 'EarlyStopping') return stopping.monitor;
  const [first] = outputs.length > 1 ? [] : metrics;
  return first === undefined ? 'val_loss' : `val_${first.name}`;
}
