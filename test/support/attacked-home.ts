// A home folder with something to lose, in a folder where everything a program may write to by habit is watched.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { experimentIdSchema } from '#shared/base/ids.ts';
import type { RequestInput, RequestName } from '#shared/contract/workbench.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { folderTree } from './folder-tree.ts';
import { temporaryHome } from './home.ts';
import type { KnownIds } from './well-formed-requests.ts';
import { weatherConv, weatherGru } from './sample-experiments.ts';
import { convRunId, gruRunId, sampleRuns } from './sample-runs.ts';

export interface AttackedHome {
  /** Strata's own, inside the watched folder. */
  readonly home: string;
  readonly known: KnownIds;
  /** HOME, TMPDIR and their like, all inside the watched folder. */
  readonly env: Readonly<Record<string, string>>;
  /** Inside as well: where a relative path would lead. */
  readonly workingFolder: string;
  /** All that lies in the watched folder beside Strata's own. */
  outside(): Readonly<Record<string, string>>;
  /** The files of the runs. */
  runFiles(): Readonly<Record<string, string>>;
  remove(): void;
}

function fill(home: string): KnownIds {
  const stores = createStores(openDatabase({ home }));
  const ids = [convRunId, gruRunId];
  for (const { run, series } of sampleRuns.filter(({ run: { id } }) => ids.includes(id))) {
    stores.runs.create(run);
    const { engine, parameters, best } = run;
    stores.runs.update(run.id, { status: 'running' });
    stores.runs.update(run.id, {
      status: 'completed',
      epochsDone: run.epochsDone,
      ...(engine === null ? {} : { engine }),
      ...(parameters === null ? {} : { parameters }),
      ...(best === null ? {} : { best }),
    });
    stores.runs.addMetrics(
      run.id,
      series.flatMap(({ key, steps, values }) => steps.map((step, at) => ({ key, step, value: values[at] ?? 0 }))),
    );
    mkdirSync(join(home, 'runs', run.id), { recursive: true });
    writeFileSync(join(home, 'runs', run.id, 'weights.bin'), `weights of ${run.id}`);
  }
  const experiments = [weatherConv, weatherGru].map((experiment, index) => {
    const id = experimentIdSchema.parse(`kept${index}`);
    stores.experiments.save({ id, experiment, updatedAtMs: 1 });
    return id;
  });
  stores.close();
  return { runs: ids, experiments };
}

export function attackedHome(): AttackedHome {
  const watched = temporaryHome();
  const inside = (name: string): string => {
    const path = join(watched.path, name);
    mkdirSync(path, { mode: 0o700 });
    return path;
  };
  const home = inside('strata');
  writeFileSync(join(watched.path, 'bait.txt'), 'nobody reads or writes this');
  const known = fill(home);
  const temporary = inside('temporary');
  return {
    home,
    known,
    workingFolder: inside('started-here'),
    env: {
      STRATA_HOME: home,
      HOME: inside('person'),
      USERPROFILE: join(watched.path, 'person'),
      TMPDIR: temporary,
      TEMP: temporary,
      TMP: temporary,
      XDG_CONFIG_HOME: inside('config'),
      XDG_CACHE_HOME: inside('cache'),
      XDG_DATA_HOME: inside('data'),
      XDG_STATE_HOME: inside('state'),
      XDG_RUNTIME_DIR: inside('runtime'),
    },
    outside: () =>
      Object.fromEntries(
        Object.entries(folderTree(watched.path)).filter(([path]) => path !== 'strata' && !path.startsWith('strata/')),
      ),
    runFiles: () => folderTree(join(home, 'runs')),
    remove: () => {
      watched.remove();
    },
  };
}

type Question = { [N in RequestName]: readonly [N, RequestInput<N>] }[RequestName];

/** What is asked before and after: the answers must be the same. */
export function keptQuestions({ runs, experiments }: KnownIds): readonly Question[] {
  return [
    ['settings.get', {}],
    ['templates.list', {}],
    ['templates.get', { id: 'weather-gru' }],
    ['datasets.list', {}],
    ['datasets.known', {}],
    ['runs.list', {}],
    ['runs.progress', {}],
    ['runs.compare', { ids: [...runs] }],
    ...runs.flatMap((id): Question[] => [
      ['runs.get', { id: id }],
      ['runs.metrics', { id: id }],
    ]),
    ...experiments.map((id): Question => ['experiments.get', { id: id }]),
  ];
}
