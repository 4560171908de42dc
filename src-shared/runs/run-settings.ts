// The settings of a run as a flat list: what it was asked to do, not what came of it. Pure.
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { withoutMuted } from '#shared/model/without-layers.ts';
import type { NamedConfig } from '#shared/reading/named-config.ts';
import { readNamed } from '#shared/reading/named-thing.ts';
import { losses } from '#shared/training/losses.ts';
import { resolveTraining } from '#shared/training/resolve-training.ts';
import type { OwnRun, Run } from '#shared/runs/run.ts';

/** What a setting is set to; a list of words or numbers is one text. */
export type SettingValue = string | number | boolean;

/** Path → value. What is null or not there is left out: both mean "not set". */
export type Settings = Map<string, SettingValue>;

function isPlainList(value: readonly unknown[]): boolean {
  return value.every((item) => typeof item !== 'object' || item === null);
}

function flatten(value: unknown, path: string, into: Settings): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (isPlainList(items)) into.set(path, items.map(String).join(', '));
    else items.forEach((item, i) => flatten(item, `${path}.${i}`, into));
  } else if (typeof value === 'object') {
    for (const [key, child] of Object.entries(value)) flatten(child, path === '' ? key : `${path}.${key}`, into);
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    into.set(path, value);
}

/** A configuration of another program: `{"optimizer": {"lr": 0.1}}` is `optimizer.lr` = 0.1. */
export function flatSettings(value: unknown): Settings {
  const settings: Settings = new Map();
  flatten(value, '', settings);
  settings.delete('');
  return settings;
}

/** `training.optimizer` = RMSprop, `training.optimizer.rho` = 0.9. */
function flattenNamed({ name, ...config }: { readonly name: string }, path: string, into: Settings): void {
  into.set(path, name);
  flatten(config, path, into);
}

/** A second EarlyStopping is `EarlyStopping 2`. */
function flattenCallbacks(callbacks: readonly { readonly name: string }[], into: Settings): void {
  for (const [i, { name, ...config }] of callbacks.entries()) {
    const before = callbacks.slice(0, i).filter((callback) => callback.name === name).length;
    const path = `training.callbacks.${name}${before === 0 ? '' : ` ${before + 1}`}`;
    into.set(path, 'on');
    flatten(config, path, into);
  }
}

function listNames(metrics: readonly NamedConfig[] | undefined, path: string, into: Settings): void {
  if (metrics !== undefined && metrics.length > 0) into.set(path, metrics.map(({ name }) => name).join(', '));
}

const withoutNesting = ({ name, config }: NamedConfig): { readonly name: string } => ({ ...config, name });

/** What of a run says how it was to be trained. */
export type SettingsSource = Pick<OwnRun, 'experiment' | 'epochs' | 'seed'>;

/** Names and defaults in canonical form, so that "mae" and "mean_absolute_error" are no difference. */
function trainingSettings(run: SettingsSource, into: Settings): void {
  const {
    loss,
    optimizer,
    metrics,
    weighted_metrics: weighted = [],
    outputs,
    callbacks,
    embedding_gradient: gradient,
    // It decides no result.
    checkpoint_every: _checkpointEvery,
    ...rest
  } = run.experiment.training;
  const { training: resolved } = resolveTraining(run.experiment.training, null);
  flattenNamed(resolved?.loss ?? withoutNesting(loss), 'training.loss', into);
  flattenNamed(resolved?.optimizer ?? withoutNesting(optimizer), 'training.optimizer', into);
  listNames(metrics, 'training.metrics', into);
  listNames(weighted, 'training.weighted_metrics', into);
  for (const [id, given] of Object.entries(outputs ?? {})) {
    const { loss: own, metrics: asked, weighted_metrics: askedWeighted, ...settings } = given;
    const path = `training.outputs.${id}`;
    if (own !== undefined)
      flattenNamed(readNamed(losses, own, path).value ?? withoutNesting(own), `${path}.loss`, into);
    listNames(asked, `${path}.metrics`, into);
    listNames(askedWeighted, `${path}.weighted_metrics`, into);
    flatten(settings, path, into);
  }
  // What was asked for when the run was started wins over the file.
  flatten({ ...rest, epochs: run.epochs, seed: run.seed }, 'training', into);
  // Left out, it is the same as the default.
  if (gradient === 'rows') into.set('training.embedding_gradient', gradient);
  flattenCallbacks(resolved?.callbacks ?? callbacks.map(withoutNesting), into);
}

/** Data set and preparation: `data.dataset`, `data.preparation.lookback`, … */
export function dataSettings({ data }: Experiment): Settings {
  const settings: Settings = new Map();
  flatten({ ...data, dataset: data.dataset }, 'data', settings);
  return settings;
}

/** Loss, optimizer, metrics, callbacks and the rest: `training.optimizer` = RMSprop, `training.optimizer.rho` = 0.9, … */
export function trainingSettingsOf(run: SettingsSource): Settings {
  const settings: Settings = new Map();
  trainingSettings(run, settings);
  return settings;
}

/** Arguments that the file gives its layers: `model.gru.units` = 32. Muted layers are not there. */
export function modelSettings({ model }: Experiment): Settings {
  const settings: Settings = new Map();
  for (const { id, config } of withoutMuted(model).nodes) flatten(config, `model.${id}`, settings);
  return settings;
}

/** The path of the most batches of an epoch that a run was started with, to try things out. */
export const limitBatchesPath = 'limit_batches';

/** All of a run: data, training and the layers' arguments. A baseline has those of its data only. */
export function runSettings(
  run: SettingsSource & Pick<Run, 'kind'> & { readonly limitBatches?: number | null },
): Settings {
  const { experiment, kind, limitBatches = null } = run;
  if (kind === 'baseline') return dataSettings(experiment);
  const settings = new Map([...dataSettings(experiment), ...trainingSettingsOf(run), ...modelSettings(experiment)]);
  if (limitBatches !== null) settings.set(limitBatchesPath, limitBatches);
  return settings;
}
