// Compares the settings of several runs as flat lists: those that differ, and those that are equal.
import type { Comparison } from '#shared/compare/comparison.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { NamedConfig } from '#shared/reading/named-config.ts';
import { readNamed } from '#shared/reading/named-thing.ts';
import { losses } from '#shared/training/losses.ts';
import { resolveTraining } from '#shared/training/resolve-training.ts';
import type { Run } from '#shared/runs/run.ts';

/** Path → value as text. What is null or not there is left out: both mean "not set". */
type Settings = Map<string, string>;

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
    for (const [key, child] of Object.entries(value)) flatten(child, `${path}.${key}`, into);
  } else into.set(path, typeof value === 'string' ? value : JSON.stringify(value));
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

/** Names and defaults in canonical form, so that "mae" and "mean_absolute_error" are no difference. */
function trainingSettings(run: Run, into: Settings): void {
  const {
    loss,
    optimizer,
    metrics,
    weighted_metrics: weighted = [],
    outputs,
    callbacks,
    embedding_gradient: gradient,
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

function dataSettings({ data }: Experiment): Settings {
  const settings: Settings = new Map();
  flatten({ ...data, dataset: data.dataset }, 'data', settings);
  return settings;
}

function settingsOf(run: Run): Settings {
  const settings = dataSettings(run.experiment);
  if (run.kind === 'baseline') return settings;
  trainingSettings(run, settings);
  if (run.parameters !== null) settings.set('parameters', run.parameters.toLocaleString('en-US'));
  if (run.engine !== null) {
    const { id, device, version, step } = run.engine;
    settings.set('engine', `${id} · ${device} · ${version} · ${step}`);
  }
  if (run.msPerStep !== null) settings.set('ms/step', run.msPerStep.toFixed(run.msPerStep < 10 ? 2 : 1));
  return settings;
}

function valuesOf(settings: readonly Settings[], path: string): (string | null)[] {
  return settings.map((one) => one.get(path) ?? null);
}

/** The hash of the prepared rows says something new only when all that led to them is the same. */
function addHashes(runs: readonly Run[], settings: readonly Settings[]): void {
  const hashes = new Set(runs.map(({ datasetHash }) => datasetHash).filter((hash) => hash !== null));
  const told = new Set(runs.map(({ experiment }) => JSON.stringify([...dataSettings(experiment)].toSorted())));
  if (hashes.size < 2 || told.size > 1) return;
  for (const [i, one] of settings.entries()) {
    const hash = runs[i]?.datasetHash;
    if (typeof hash === 'string') one.set('data.hash', hash.slice(0, 12));
  }
}

/**
 * Flattens the settings of runs and parts them. A baseline has data settings only;
 * of the others it is not asked, so that they stay the same beside it.
 */
export function compareSettings(runs: readonly Run[]): Comparison['settings'] {
  const settings = runs.map(settingsOf);
  addHashes(runs, settings);
  const paths = new Set(settings.flatMap((one) => [...one.keys()]));
  const differing: Comparison['settings']['differing'] = [];
  const same: Comparison['settings']['same'] = [];
  for (const path of paths) {
    const values = valuesOf(settings, path);
    const asked = values.filter((_, i) => path.startsWith('data.') || runs[i]?.kind !== 'baseline');
    const [first] = asked;
    if (typeof first === 'string' && asked.every((value) => value === first)) same.push({ path, value: first });
    else differing.push({ path, values });
  }
  return { differing, same };
}
