// The entries of the search: available commands, models, data sets, runs.
import { commandIds, type CommandId } from '#shared/contract/commands.ts';
import { canRunCommand, commandName, isOfPage, runCommand } from '#renderer/lib/app/run-command.ts';
import { keyCaps } from '#renderer/lib/app/shortcuts.ts';
import { isMac } from '#renderer/lib/keys/chord.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';
import { getDataset } from '#renderer/lib/app/get-dataset.ts';
import { places, type Route } from '#renderer/lib/routing/route.ts';

export interface PaletteEntry {
  readonly key: string;
  readonly label: string;
  /** What it is, in a word. */
  readonly kind: string;
  /** The caps of its first key. */
  readonly keys: readonly string[];
  readonly go: () => void;
}

const mostShown = 60;

/** The page's commands come first, then pages, then the rest. */
function sortedCommands(): readonly CommandId[] {
  const rank = (id: CommandId): number => (isOfPage(id) && id !== 'filter' ? 0 : id.startsWith('go-') ? 1 : 2);
  return [...commandIds].filter((id) => id !== 'palette').sort((a, b) => rank(a) - rank(b));
}

function commandEntries(app: Workbench): PaletteEntry[] {
  const place = (id: CommandId) => places.find((one) => id === `go-${one}`);
  return sortedCommands()
    .filter((id) => canRunCommand(app, id))
    .map((id) => {
      const to = place(id);
      return {
        key: `command-${id}`,
        label: to === undefined ? (id === 'go-design' ? app.t.design.title : commandName(app, id)) : app.t.nav[to],
        kind: id.startsWith('go-') ? app.t.palette.page : app.t.palette.action,
        keys: keyCaps(id, app.info.value?.host ?? 'browser', isMac(navigator))[0] ?? [],
        go: () => void runCommand(app, id),
      };
    });
}

/** Actions on listed items: get a data set, stop a run. */
function thingEntries(app: Workbench): PaletteEntry[] {
  const { t } = app;
  const action = (key: string, label: string, go: () => void): PaletteEntry => ({
    key,
    label,
    kind: t.palette.action,
    keys: [],
    go,
  });
  return [
    ...app.runs.atWork.map(({ id, name }) =>
      action(`stop-${id}`, t.palette.stopRun(name), () => void app.attempt(() => app.runs.stop(id))),
    ),
    ...(app.datasets.known.value ?? [])
      .filter(({ id, ready }) => !ready && app.datasets.progressOf(id) === null)
      .map((known) =>
        action(`get-${known.id}`, t.data.getNamed(app.say(known.title)), () => void getDataset(app, known)),
      ),
  ];
}

export function paletteEntries(app: Workbench): PaletteEntry[] {
  const { t, router } = app;
  const entry = (key: string, label: string, kind: string, route: Route): PaletteEntry => ({
    key,
    label,
    kind,
    keys: [],
    go: () => router.go(route),
  });
  return [
    ...commandEntries(app),
    ...thingEntries(app),
    ...(app.experiments.saved.value ?? []).map(({ id, name }) =>
      entry(`experiment-${id}`, name, t.palette.experiment, { page: 'model', from: 'experiment', id }),
    ),
    ...(app.experiments.templates.value ?? []).map(({ id, title }) =>
      entry(`template-${id}`, app.say(title), t.palette.template, { page: 'model', from: 'template', id }),
    ),
    ...(app.datasets.here.value ?? []).map((dataset) =>
      entry(`dataset-${dataset.id}`, app.datasetTitle(dataset), t.palette.dataset, { page: 'data', id: dataset.id }),
    ),
    ...app.runs.all.map((run) => entry(`run-${run.id}`, app.runName(run), t.palette.run, { page: 'run', id: run.id })),
  ];
}

/** Every word must be in the label or kind; labels that begin with the text come first. */
export function searchEntries(entries: readonly PaletteEntry[], text: string): PaletteEntry[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/\s+/).filter((word) => word !== '');
  const found = entries.filter((entry) => {
    const row = `${entry.label} ${entry.kind}`.toLowerCase();
    return words.every((word) => row.includes(word));
  });
  const begins = (entry: PaletteEntry): number => (entry.label.toLowerCase().startsWith(wanted) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b)).slice(0, mostShown);
}
