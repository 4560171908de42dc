// Handlers about versions that are kept under names.
import { AppError } from '#shared/base/app-error.ts';
import { createVersionId, type VersionId } from '#shared/base/ids.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { msg } from '#shared/base/message.ts';
import type { versionRequests } from '#shared/contract/versions.ts';
import { checkDocument } from '#shared/experiment/check-document.ts';
import type { DraftSource } from '#shared/experiment/draft.ts';
import type { NamedVersion } from '#shared/experiment/named-version.ts';
import { hasSource, type SourceParts } from '#main/services/handlers/drafts.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

/** What these handlers need; named so that the tests' host in memory has the same rules. */
type VersionParts = SourceParts & Pick<WorkbenchParts, 'versions' | 'clock' | 'emit'>;

/** Null when the model is not valid. */
function parametersOf(document: JsonObject): number | null {
  return checkDocument(document, () => null).parameters;
}

export function versionHandlers(parts: VersionParts): HandlersOf<typeof versionRequests> {
  const { versions, clock, emit } = parts;

  /** A version of what was deleted could never be found again. */
  function requireSource(source: DraftSource): void {
    if (!hasSource(parts, source))
      throw new AppError('not-found', msg`The model was deleted elsewhere, so no version of it can be kept.`, {
        hint: msg`Save a copy of the model first.`,
      });
  }

  function readOrNull(id: VersionId): NamedVersion | null {
    try {
      const { source: _, ...version } = versions.get(id);
      return version;
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'damaged') return null;
      throw thrown;
    }
  }

  return {
    'versions.list': (source) => versions.list(source),
    'versions.get': ({ id }) => {
      const { source: _, ...version } = versions.get(id);
      return version;
    },
    'versions.save': ({ source, name, document }) => {
      requireSource(source);
      const savedAtMs = Math.round(clock.nowMs());
      const summary = { id: createVersionId(savedAtMs), name, savedAtMs, parameters: parametersOf(document) };
      versions.add({ ...summary, source, document });
      emit({ type: 'versions', source });
      return summary;
    },
    'versions.rename': ({ id, name }) => {
      emit({ type: 'versions', source: versions.rename(id, name) });
      return {};
    },
    'versions.delete': ({ id }) => {
      const version = readOrNull(id);
      emit({ type: 'versions', source: versions.delete(id) });
      return { version };
    },
    'versions.restore': ({ source, version }) => {
      requireSource(source);
      versions.add({ ...version, source, parameters: parametersOf(version.document) });
      emit({ type: 'versions', source });
      return {};
    },
  };
}
