// Compares the settings of several runs as flat lists: those that differ, and those that are equal.
import type { Comparison } from '#shared/compare/comparison.ts';
import { dataSettings, trainingSettingsOf, type Settings } from '#shared/runs/run-settings.ts';
import { isOwnRun, type Run } from '#shared/runs/run.ts';

/** Path → value as text. */
type Texts = Map<string, string>;

function textsOf(settings: Settings): Texts {
  return new Map([...settings].map(([path, value]) => [path, String(value)]));
}

function settingsOf(run: Run): Texts {
  if (!isOwnRun(run)) return new Map(Object.entries(run.loggedSettings).map(([path, value]) => [path, String(value)]));
  const data = dataSettings(run.experiment);
  if (run.kind === 'baseline') return textsOf(data);
  const settings = textsOf(new Map([...data, ...trainingSettingsOf(run)]));
  if (run.parameters !== null) settings.set('parameters', run.parameters.toLocaleString('en-US'));
  if (run.engine !== null) {
    const { id, device, version, step } = run.engine;
    settings.set('engine', `${id} · ${device} · ${version} · ${step}`);
  }
  if (run.msPerStep !== null) settings.set('ms/step', run.msPerStep.toFixed(run.msPerStep < 10 ? 2 : 1));
  return settings;
}

function valuesOf(settings: readonly Texts[], path: string): (string | null)[] {
  return settings.map((one) => one.get(path) ?? null);
}

/** The hash of the prepared rows says something new only when all that led to them is the same. */
function addHashes(runs: readonly Run[], settings: readonly Texts[]): void {
  const hashes = new Set(runs.map(({ datasetHash }) => datasetHash).filter((hash) => hash !== null));
  const told = new Set(
    runs.filter(isOwnRun).map(({ experiment }) => JSON.stringify([...dataSettings(experiment)].toSorted())),
  );
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
