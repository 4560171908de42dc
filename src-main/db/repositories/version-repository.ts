// Named versions in SQLite.
import { AppError } from '#shared/base/app-error.ts';
import { versionIdSchema, type VersionId } from '#shared/base/ids.ts';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import { msg } from '#shared/base/message.ts';
import { draftSourceSchema, type DraftSource } from '#shared/experiment/draft.ts';
import type { VersionSummary } from '#shared/experiment/named-version.ts';
import type { Connection } from '#main/db/connection.ts';
import type { StoredList } from '#main/ports/damaged.ts';
import type { StoredVersion, VersionStore } from '#main/ports/version-store.ts';
import { sourceKey } from '#main/db/repositories/draft-repository.ts';
import { toJsonColumn } from '#main/db/repositories/json-column.ts';
import { createRowReader } from '#main/db/repositories/row-reader.ts';
import { whole } from '#main/db/repositories/run-row.ts';

interface SummaryRow {
  readonly id: string;
  readonly name: string;
  readonly saved_at_ms: number;
  readonly parameters: number | null;
}
interface VersionRow extends SummaryRow {
  readonly source: string;
  readonly document: string;
}

/** Exported for the test of their query plans. */
export const versionSql = {
  list: `SELECT id, name, saved_at_ms, parameters FROM named_versions WHERE source = ?
    ORDER BY saved_at_ms DESC, rowid DESC`,
  get: 'SELECT id, source, name, saved_at_ms, parameters, document FROM named_versions WHERE id = ?',
  all: 'SELECT id, source, name, saved_at_ms, parameters, document FROM named_versions ORDER BY rowid',
  add: `INSERT INTO named_versions (id, source, name, saved_at_ms, parameters, document) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO NOTHING`,
  rename: 'UPDATE named_versions SET name = ? WHERE id = ? RETURNING source',
  delete: 'DELETE FROM named_versions WHERE id = ? RETURNING source',
  move: 'UPDATE named_versions SET source = ? WHERE source = ?',
  deleteAll: 'DELETE FROM named_versions WHERE source = ?',
};

export function createVersionRepository(connection: Connection): VersionStore {
  const list = connection.prepare<[string], SummaryRow>(versionSql.list);
  const get = connection.prepare<[string], VersionRow>(versionSql.get);
  const add = connection.prepare<[string, string, string, number, number | null, string]>(versionSql.add);
  const rename = connection.prepare<[string, string], string>(versionSql.rename).pluck();
  const remove = connection.prepare<[string], string>(versionSql.delete).pluck();
  const move = connection.prepare<[string, string]>(versionSql.move);
  const removeAll = connection.prepare<[string]>(versionSql.deleteAll);

  return {
    // A row whose id was damaged can be neither read nor deleted, and says nothing about the others.
    list: (source) => list.all(sourceKey(source)).flatMap((row) => summaryOf(row) ?? []),

    get: (id) => readVersion(get.get(id) ?? notFound(id)),

    add({ id, source, name, savedAtMs, parameters, document }) {
      const text = toJsonColumn(jsonObjectSchema, document);
      add.run(id, sourceKey(source), name, whole(savedAtMs), parameters, text);
    },

    rename: (id, name) => readSource(rename.get(name, id) ?? notFound(id)),

    delete: (id) => readSource(remove.get(id) ?? notFound(id)),

    move: (from, to) => void move.run(sourceKey(to), sourceKey(from)),

    deleteAll: (source) => void removeAll.run(sourceKey(source)),
  };
}

function readVersion(row: VersionRow): StoredVersion {
  const summary = summaryOf(row);
  if (summary === null) throw damagedVersion(row.name);
  const source = draftSourceSchema.safeParse(sourceParts(row.source)).data;
  if (source === undefined) throw damagedVersion(row.name);
  return { ...summary, source, document: readDocument(row) };
}

/** Reads every version, those of deleted models too. */
export function checkVersions(connection: Connection): StoredList<StoredVersion> {
  const read = createRowReader(readVersion, () => undefined);
  return read(connection.prepare<[], VersionRow>(versionSql.all).all());
}

function summaryOf({ id, name, saved_at_ms: savedAtMs, parameters }: SummaryRow): VersionSummary | null {
  const read = versionIdSchema.safeParse(id);
  return read.success ? { id: read.data, name, savedAtMs, parameters } : null;
}

/** A version is found by its source, so this is one that was written here. */
function readSource(key: string): DraftSource {
  return draftSourceSchema.parse(sourceParts(key));
}

function sourceParts(key: string): { readonly from: string | undefined; readonly id: string } {
  const [from, ...id] = key.split('/');
  return { from, id: id.join('/') };
}

function readDocument({ document, name }: VersionRow): JsonObject {
  let json: unknown;
  try {
    json = JSON.parse(document);
  } catch (thrown) {
    throw damagedVersion(name, thrown);
  }
  const read = jsonObjectSchema.safeParse(json);
  if (!read.success) throw damagedVersion(name, read.error);
  return read.data;
}

function damagedVersion(name: string, cause?: unknown): AppError {
  return new AppError('damaged', msg`The version "${name}" cannot be read from the database.`, {
    hint: msg`The other versions are whole. It can be deleted.`,
    cause,
  });
}

function notFound(id: VersionId): never {
  throw new AppError('not-found', msg`There is no version ${id}.`, {
    hint: msg`It may have been deleted on another page.`,
    details: { versionId: id },
  });
}
