// What the one search finds: pages, models, runs, data sets, and a few actions.
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';
import { places, type Route } from '#renderer/lib/routing/route.ts';

export interface PaletteEntry {
  readonly key: string;
  readonly label: string;
  /** What it is, in a word. */
  readonly kind: string;
  readonly go: () => void;
}

const mostShown = 40;

export function paletteEntries(app: Workbench): PaletteEntry[] {
  const { t, router } = app;
  const entry = (key: string, label: string, kind: string, route: Route): PaletteEntry => ({
    key,
    label,
    kind,
    go: () => router.go(route),
  });
  const other = app.theme.shown === 'dark' ? 'light' : 'dark';
  return [
    ...places.map((place) => {
      const route: Route =
        place === 'compare'
          ? { page: 'compare', ids: router.compared }
          : place === 'data'
            ? { page: 'data', id: null }
            : { page: place };
      return entry(`page-${place}`, t.nav[place], t.palette.page, route);
    }),
    ...(app.experiments.saved.value ?? []).map(({ id, name }) =>
      entry(`experiment-${id}`, name, t.palette.experiment, { page: 'model', from: 'experiment', id }),
    ),
    ...(app.experiments.templates.value ?? []).map(({ id, title }) =>
      entry(`template-${id}`, title, t.palette.template, { page: 'model', from: 'template', id }),
    ),
    ...(app.datasets.here.value ?? []).map(({ id, title }) =>
      entry(`dataset-${id}`, title, t.palette.dataset, { page: 'data', id }),
    ),
    ...app.runs.all.map(({ id, name }) => entry(`run-${id}`, name, t.palette.run, { page: 'run', id })),
    {
      key: 'theme',
      label: other === 'dark' ? t.palette.useDark : t.palette.useLight,
      kind: t.palette.action,
      go: () => app.theme.choose(other),
    },
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
