// What a run was changed in beside another one, in a few words: its name is made of them. Pure.
import type { Settings } from '#shared/runs/run-settings.ts';

/** More than these make a name too long to be read in a table. */
const mostWords = 3;

const shortNames: Readonly<Record<string, string>> = { learning_rate: 'lr', batch_size: 'batch' };

/** What is named by its value alone: `mae`, `Adam`. */
const namedByValue = new Set(['training.loss', 'training.optimizer', 'data.dataset']);

/** Facts of the file's form, and words for a reader: they decide no result. */
const leftOut = /^(training\.metrics|training\.weighted_metrics|data\.preparation\.kind)$/;

function layerOf(path: string): string | null {
  return /^model\.([^.]+)\./.exec(path)?.[1] ?? null;
}

function layersOf(settings: Settings): Set<string> {
  return new Set([...settings.keys()].flatMap((path) => layerOf(path) ?? []));
}

/** `training.optimizer.learning_rate` → `lr`, `model.gru.units` → `gru units`. */
function shortName(path: string): string {
  const parts = path.split('.');
  const last = parts.at(-1) ?? path;
  const layer = layerOf(path);
  return `${layer === null ? '' : `${layer} `}${shortNames[last] ?? last}`;
}

function wordsOf(path: string, value: string | number | boolean | undefined): string {
  if (namedByValue.has(path)) return String(value);
  const name = shortName(path);
  if (value === undefined || value === false) return `no ${name}`;
  return value === true || value === 'on' ? name : `${name} ${String(value)}`;
}

/** Arguments of what was exchanged as a whole differ too; only the learning rate is still told. */
function isWithin(path: string, changed: ReadonlySet<string>): boolean {
  if (path.endsWith('.learning_rate')) return false;
  return [...changed].some((whole) => path.startsWith(`${whole}.`));
}

/**
 * What the settings differ in from the first ones, shortest first to read: `lr 0.01`, `seed 3`, `gru units 64`, `+dropout`, `−dense_2`.
 * Empty when they are the same; `…` after three.
 */
export function differencesFrom(first: Settings, settings: Settings): string[] {
  const paths = [...new Set([...first.keys(), ...settings.keys()])];
  const differing = paths.filter((path) => first.get(path) !== settings.get(path) && !leftOut.test(path));
  const [before, now] = [layersOf(first), layersOf(settings)];
  const exchanged = new Set(
    differing.filter((path) => namedByValue.has(path) || path.startsWith('training.callbacks.')),
  );
  const words: string[] = [];
  for (const layer of now) if (!before.has(layer)) words.push(`+${layer}`);
  for (const layer of before) if (!now.has(layer)) words.push(`−${layer}`);
  const inOneOnly = (layer: string | null): boolean => layer !== null && before.has(layer) !== now.has(layer);
  for (const path of differing)
    if (!inOneOnly(layerOf(path)) && !isWithin(path, exchanged)) words.push(wordsOf(path, settings.get(path)));
  return words.length > mostWords ? [...words.slice(0, mostWords), '…'] : words;
}
