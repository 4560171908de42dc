// Reports in SQLite.
import { AppError } from '#shared/base/app-error.ts';
import { reportIdSchema } from '#shared/base/ids.ts';
import { msg, sentences, textOf, type Message } from '#shared/base/message.ts';
import { firstRefusal } from '#shared/reading/describe-issue.ts';
import { reportDocumentSchema, type Report } from '#shared/reports/report.ts';
import type { Connection } from '#main/db/connection.ts';
import type { ReportStore } from '#main/ports/report-store.ts';
import { toJsonColumn } from '#main/db/repositories/json-column.ts';
import { createRowReader, type RepositoryOptions } from '#main/db/repositories/row-reader.ts';
import { whole } from '#main/db/repositories/run-row.ts';

interface ReportRow {
  readonly id: string;
  readonly name: string;
  readonly updated_at_ms: number;
  readonly revision: number;
  readonly document: string;
}

/** Exported for the test of their query plans. */
export const reportSql = {
  list: 'SELECT id, name, updated_at_ms, revision, document FROM reports ORDER BY updated_at_ms DESC, id DESC',
  get: 'SELECT id, name, updated_at_ms, revision, document FROM reports WHERE id = ?',
  add: `INSERT INTO reports (id, name, updated_at_ms, revision, document) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO NOTHING`,
  save: 'UPDATE reports SET name = ?, updated_at_ms = ?, revision = ?, document = ? WHERE id = ?',
  delete: 'DELETE FROM reports WHERE id = ?',
};

export function createReportRepository(connection: Connection, { onDamaged }: RepositoryOptions): ReportStore {
  const list = connection.prepare<[], ReportRow>(reportSql.list);
  const get = connection.prepare<[string], ReportRow>(reportSql.get);
  const add = connection.prepare<[string, string, number, number, string]>(reportSql.add);
  const save = connection.prepare<[string, number, number, string, string]>(reportSql.save);
  const remove = connection.prepare<[string]>(reportSql.delete);
  const readRows = createRowReader(readReport, onDamaged);

  return {
    listAll: () => readRows(list.all()),

    get: (id) => readReport(get.get(id) ?? notFound(id)),

    add({ id, name, updatedAtMs, revision, document }) {
      add.run(id, name, whole(updatedAtMs), revision, toJsonColumn(reportDocumentSchema, document));
    },

    save({ id, name, updatedAtMs, revision, document }) {
      const text = toJsonColumn(reportDocumentSchema, document);
      if (save.run(name, whole(updatedAtMs), revision, text, id).changes === 0) notFound(id);
    },

    delete(id) {
      if (remove.run(id).changes === 0) notFound(id);
    },
  };
}

/** @throws AppError `damaged` */
function readReport({ id, name, updated_at_ms: updatedAtMs, revision, document }: ReportRow): Report {
  const read = reportIdSchema.safeParse(id);
  if (!read.success) throw damagedReport(id, name, firstRefusal(read.error, id));
  let json: unknown;
  try {
    json = JSON.parse(document);
  } catch (thrown) {
    throw damagedReport(id, name, msg`A part of it is not JSON.`, thrown);
  }
  const parsed = reportDocumentSchema.safeParse(json);
  if (!parsed.success) throw damagedReport(id, name, firstRefusal(parsed.error, json));
  return { id: read.data, name, updatedAtMs, revision, document: parsed.data };
}

function damagedReport(id: string, name: string, reason: Message, cause?: unknown): AppError {
  return new AppError('damaged', sentences(msg`The report "${name}" cannot be read from the database.`, reason), {
    hint: msg`The other reports are whole. It can be deleted.`,
    details: { reportId: id, reason: textOf(reason) },
    cause,
  });
}

function notFound(id: string): never {
  throw new AppError('not-found', msg`There is no report ${id}.`, {
    hint: msg`It may have been deleted on another page.`,
    details: { reportId: id },
  });
}
