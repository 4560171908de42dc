// Deleted models, which can be restored until the program ends: each with its unsaved edits, their history and its named
// versions.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { experimentIdSchema, type ExperimentId } from '#shared/base/ids.ts';
import type { DraftSource, KeptDraft } from '#shared/experiment/draft.ts';
import type { DraftStore, ExperimentStore, StoredExperiment } from '#main/ports/run-store.ts';
import type { StoredVersion, VersionStore } from '#main/ports/version-store.ts';

interface Deleted {
  readonly stored: StoredExperiment;
  readonly draft: KeptDraft | null;
  /** Those that can be read. */
  readonly versions: readonly StoredVersion[];
}

interface DeletionStores {
  readonly experiments: ExperimentStore;
  readonly drafts: DraftStore;
  readonly versions: VersionStore;
}

/** So that a program that runs for weeks does not keep all of them in memory. */
const mostKept = 50;

export class DeletedExperiments {
  readonly #experiments: ExperimentStore;
  readonly #drafts: DraftStore;
  readonly #versions: VersionStore;
  /** The one that was deleted last is the last. */
  readonly #deleted = new Map<string, Deleted>();

  constructor({ experiments, drafts, versions }: DeletionStores) {
    this.#experiments = experiments;
    this.#drafts = drafts;
    this.#versions = versions;
  }

  /** Returns whether it can be restored: one that cannot be read cannot. @throws AppError `not-found` */
  delete(id: string): boolean {
    const source = { from: 'experiment', id } as const;
    const stored = this.#readable(id);
    const draft = stored === null ? null : this.#drafts.get(source);
    const versions = stored === null ? [] : this.#readableVersions(source);
    this.#experiments.delete(id);
    this.#drafts.delete(source);
    this.#versions.deleteAll(source);
    if (stored === null) return false;
    this.#deleted.set(id, { stored, draft, versions });
    for (const oldest of [...this.#deleted.keys()].slice(0, -mostKept)) this.#deleted.delete(oldest);
    return true;
  }

  /** At its place in the list, as it was. @throws AppError `not-found` */
  restore(id: ExperimentId): void {
    const deleted = this.#deleted.get(id);
    if (deleted === undefined)
      throw new AppError('not-found', msg`This model cannot be restored any more.`, {
        hint: msg`A deleted model can be restored until Strata is closed.`,
        details: { experimentId: id },
      });
    const { stored, draft, versions } = deleted;
    if (draft !== null) {
      const { history, updatedAtMs, ...rest } = draft;
      const change = { ...rest, staying: 0, steps: [...history.steps], done: history.done };
      this.#drafts.keep({ from: 'experiment', id }, change, updatedAtMs);
    }
    for (const version of versions) this.#versions.add(version);
    // Last, so that a failure before it can be tried again.
    this.#experiments.save(stored);
    this.#deleted.delete(id);
  }

  #readableVersions(source: DraftSource): StoredVersion[] {
    return this.#versions.list(source).flatMap(({ id }) => {
      try {
        return [this.#versions.get(id)];
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'damaged') return [];
        throw thrown;
      }
    });
  }

  #readable(id: string): StoredExperiment | null {
    const valid = experimentIdSchema.safeParse(id).data;
    if (valid === undefined) return null;
    try {
      return this.#experiments.get(valid);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'damaged') return null;
      throw thrown;
    }
  }
}
