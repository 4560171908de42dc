// The names of a run's series, in one place: `epoch/<metric>` with one point an epoch, `batch/<metric>` with one a training step.

/** The prefix of every series with one point per epoch. */
export const epochPrefix = 'epoch/';
/** The prefix of every series with one point per training step. */
export const batchPrefix = 'batch/';
/** When each epoch ended, in milliseconds since 1970: only this tells of pauses. It is no series of epochs, which has figures. */
export const epochTimeKey = 'time/epoch';
/** The loss of every batch. */
export const batchLossKey = `${batchPrefix}loss`;

/** Series of epochs that are not losses or metrics: `epoch/msPerStep`, `epoch/seconds`, `epoch/learning_rate`. */
const facts: ReadonlySet<string> = new Set(['msPerStep', 'seconds', 'learning_rate']);

/** `val_mae` → `epoch/val_mae`. */
export function epochKey(name: string): string {
  return epochPrefix + name;
}

/** `epoch/val_mae` → `val_mae`; null for a series that is not of epochs. */
export function epochName(key: string): string | null {
  return key.startsWith(epochPrefix) ? key.slice(epochPrefix.length) : null;
}

/** The name of a loss or metric, from its series' key; null for every other series. */
export function metricName(key: string): string | null {
  const name = epochName(key);
  return name === null || facts.has(name) ? null : name;
}
