// The named versions of one model, as its page lists them, and what is done to them.
import type { VersionId } from '#shared/base/ids.ts';
import type { JsonObject } from '#shared/base/json.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { NamedVersion, VersionSummary } from '#shared/experiment/named-version.ts';
import { Resource } from '#renderer/lib/resource/resource.svelte.ts';
import type { ExperimentSource } from '#renderer/lib/experiments/experiment-source.ts';

/** A version in the list, or the place of one that was deleted here. */
export type VersionEntry =
  | { readonly kind: 'kept'; readonly version: VersionSummary }
  | { readonly kind: 'deleted'; readonly version: NamedVersion };

export class VersionList {
  readonly #api: WorkbenchApi;
  readonly source: ExperimentSource;
  readonly #listed: Resource<readonly VersionSummary[]>;
  /** What was deleted last: it can be restored until something else is deleted, or the page is left. */
  #deleted: NamedVersion | null = $state.raw(null);

  constructor(api: WorkbenchApi, source: ExperimentSource) {
    this.#api = api;
    this.source = source;
    this.#listed = new Resource(() => api.request('versions.list', source));
  }

  /** Newest first; undefined until they are loaded. */
  get versions(): readonly VersionSummary[] | undefined {
    return this.#listed.value;
  }

  get error(): Resource<readonly VersionSummary[]>['error'] {
    return this.#listed.error;
  }

  /** The versions, and among them the one that was deleted last. */
  get entries(): readonly VersionEntry[] {
    const kept = (this.versions ?? []).map((version): VersionEntry => ({ kind: 'kept', version }));
    const deleted = this.#deleted;
    if (deleted === null || this.versions?.some(({ id }) => id === deleted.id) === true) return kept;
    const isNewer = ({ version }: VersionEntry): boolean => version.savedAtMs >= deleted.savedAtMs;
    const entry: VersionEntry = { kind: 'deleted', version: deleted };
    return [...kept.filter(isNewer), entry, ...kept.filter((one) => !isNewer(one))];
  }

  load(): Promise<void> {
    return this.#listed.load();
  }

  handle(event: WorkbenchEvent): void {
    const { from, id } = this.source;
    if (event.type === 'versions' && event.source.from === from && event.source.id === id) void this.load();
  }

  async save(name: string, document: JsonObject): Promise<void> {
    await this.#api.request('versions.save', { source: this.source, name, document });
    await this.load();
  }

  async rename(id: VersionId, name: string): Promise<void> {
    await this.#api.request('versions.rename', { id, name });
    await this.load();
  }

  async delete(id: VersionId): Promise<void> {
    this.#deleted = (await this.#api.request('versions.delete', { id })).version;
    await this.load();
  }

  /** Takes the last deletion back. */
  async restore(): Promise<void> {
    if (this.#deleted === null) return;
    const { id, name, savedAtMs, document } = this.#deleted;
    await this.#api.request('versions.restore', { source: this.source, version: { id, name, savedAtMs, document } });
    this.#deleted = null;
    await this.load();
  }

  async documentOf(id: VersionId): Promise<JsonObject> {
    return (await this.#api.request('versions.get', { id })).document;
  }
}
