// The state that all pages share, created once per host and passed down through the component tree.
import { createContext } from 'svelte';
import type { Dataset } from '#shared/data/dataset.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { fromCatalogue, textOf, type Sentence } from '#shared/base/message.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { DraftSource } from '#shared/experiment/draft.ts';
import type { EngineStatus } from '#shared/contract/app.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { RequestOutput, WorkbenchApi } from '#shared/contract/workbench.ts';
import { Connection } from '#renderer/lib/connection/connection.svelte.ts';
import { DatasetList } from '#renderer/lib/datasets/dataset-list.svelte.ts';
import type { FileImport } from '#renderer/lib/datasets/file-import.svelte.ts';
import { DraftKeeper } from '#renderer/lib/experiments/draft-keeper.ts';
import { ExperimentList } from '#renderer/lib/experiments/experiment-list.svelte.ts';
import type { Format } from '#renderer/lib/format/format.ts';
import { PageCommands } from '#renderer/lib/app/page-commands.svelte.ts';
import { Locale } from '#renderer/lib/locale/locale.svelte.ts';
import { Resource } from '#renderer/lib/resource/resource.svelte.ts';
import { Router } from '#renderer/lib/routing/router.svelte.ts';
import { RunList } from '#renderer/lib/runs/run-list.svelte.ts';
import { Theme } from '#renderer/lib/theme/theme.svelte.ts';
import { Toasts } from '#renderer/lib/toasts/toasts.svelte.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** A store of an open page that gets events and reloads after a lost connection. */
export interface PageStore {
  load(): Promise<void>;
  handle?(event: WorkbenchEvent): void;
  /** The run whose points it shows. */
  readonly pointsOf?: RunId;
}

export class Workbench {
  readonly api: WorkbenchApi;
  readonly connection: Connection;
  readonly router: Router;
  readonly theme: Theme;
  readonly locale: Locale;
  readonly toasts = new Toasts();
  readonly pageCommands = new PageCommands();
  readonly runs: RunList;
  readonly experiments: ExperimentList;
  readonly datasets: DatasetList;
  readonly info: Resource<RequestOutput<'app.info'>>;
  readonly settings: Resource<Settings>;
  readonly #page: Window;
  readonly #drafts: DraftKeeper;
  readonly #pageStores = new Set<PageStore>();
  /** The open overlay. */
  overlay: 'palette' | 'shortcuts' | 'new-model' | null = $state(null);
  /** The data set that a new model is started from; null: it is chosen. */
  newModelFrom: Dataset | null = $state.raw(null);
  /** The file that the import page shows. */
  fileImport: FileImport | null = $state.raw(null);
  /** A clock that ticks once a second. */
  nowMs = $state(Date.now());

  constructor(api: WorkbenchApi, page: Window) {
    this.api = api;
    this.#page = page;
    this.connection = new Connection(api);
    this.router = new Router(page, () => this.toasts.leavePage());
    // jsdom has no matchMedia.
    const system = typeof page.matchMedia === 'function' ? page.matchMedia('(prefers-color-scheme: dark)') : null;
    this.theme = new Theme(page.localStorage, system);
    this.locale = new Locale(page.localStorage, page.navigator.languages);
    this.runs = new RunList(api);
    this.datasets = new DatasetList(api);
    this.#drafts = new DraftKeeper(api);
    this.experiments = new ExperimentList(api, {
      findDataset: (id) => this.datasets.find(id) ?? null,
      drafts: this.#drafts,
    });
    this.info = new Resource(() => api.request('app.info', {}));
    this.settings = new Resource(() => api.request('settings.get', {}));
  }

  /** The page's texts in the current language. */
  get t(): Messages {
    return this.locale.t;
  }

  /** A message of the host or of `src-shared` in the current language. */
  say(sentence: Sentence): string {
    return this.locale.say(sentence);
  }

  /** A run's name; a baseline's is translated. */
  runName(run: Pick<RunSummary, 'name' | 'kind'>): string {
    return run.kind === 'baseline' ? this.say(fromCatalogue(run.name)) : run.name;
  }

  /** An experiment's name as a title; a template's is translated. */
  experimentTitle(from: DraftSource['from'], name: string): string {
    return from === 'template' ? this.say(fromCatalogue(name)) : name;
  }

  /** A data set's title; a known data set's is translated. */
  datasetTitle({ id, title }: Pick<Dataset, 'id' | 'title'>): string {
    const known = this.datasets.findKnown(id)?.title ?? title;
    return textOf(known) === title ? this.say(known) : title;
  }

  get format(): Format {
    return this.locale.format;
  }

  /** The engine that `auto` takes: the first that works, fastest first. */
  get engine(): EngineStatus | null {
    return this.info.value?.engines.find((engine) => engine.available) ?? null;
  }

  /** Follows host and address, and loads what every page needs, until the returned function is called. */
  start(): () => void {
    const ends = [
      this.router.listen(),
      this.api.subscribe((event) => this.#handle(event)),
      this.connection.listen(() => {
        this.toasts.dismissOfConnection();
        void this.#load();
      }),
    ];
    const clock = setInterval(() => {
      this.nowMs = Date.now();
    }, 1000);
    this.#page.document.addEventListener('visibilitychange', this.#showOrHide);
    this.#sayWhatIsShown();
    return () => {
      this.#page.document.removeEventListener('visibilitychange', this.#showOrHide);
      clearInterval(clock);
      for (const end of ends) end();
    };
  }

  /** Adds and loads an open page's store; the returned function removes it. */
  follow(store: PageStore): () => void {
    this.#pageStores.add(store);
    this.#sayWhatIsShown();
    void store.load();
    return () => {
      this.#pageStores.delete(store);
      this.#sayWhatIsShown();
    };
  }

  #sayWhatIsShown(): void {
    const pointsOf = [...this.#pageStores].flatMap((store) => store.pointsOf ?? []);
    this.api.follow({ isHidden: this.#page.document.hidden, pointsOf });
  }

  /** The host has told a hidden page nothing. */
  readonly #showOrHide = (): void => {
    this.#sayWhatIsShown();
    if (!this.#page.document.hidden && this.connection.state === 'connected') void this.#load();
  };

  /** Opens or closes an overlay. */
  toggle(overlay: 'palette' | 'shortcuts' | 'new-model'): void {
    this.newModelFrom = null;
    this.overlay = this.overlay === overlay ? null : overlay;
  }

  /** Executes a user's action, and reports a failure. True on success. */
  async attempt(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      this.toasts.error(error);
      return false;
    }
  }

  /** Shown immediately; reverted when the host refuses. @returns whether it was changed */
  async changeSettings(change: Partial<Omit<Settings, 'blocks' | 'views'>>): Promise<boolean> {
    this.settings.update((settings) => ({ ...settings, ...change }));
    const done = await this.attempt(async () => {
      await this.api.request('settings.set', change);
    });
    if (!done) await this.settings.load();
    return done;
  }

  #handle(event: WorkbenchEvent): void {
    this.runs.handle(event);
    this.experiments.handle(event);
    this.#drafts.handle(event);
    this.datasets.handle(event);
    for (const store of this.#pageStores) store.handle?.(event);
    if (event.type === 'changed' && event.what === 'engines') void this.info.load();
    if (event.type === 'changed' && event.what === 'settings') void this.settings.load();
  }

  async #load(): Promise<void> {
    void this.#drafts.catchUp();
    await this.attempt(async () => {
      await Promise.all([
        this.runs.load(),
        this.experiments.load(),
        this.datasets.load(),
        this.info.load(),
        this.settings.load(),
        ...[...this.#pageStores].map((store) => store.load()),
      ]);
    });
  }
}

const [getWorkbench, setWorkbench] = createContext<Workbench>();
export { getWorkbench, setWorkbench };
