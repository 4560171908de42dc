// Handlers about reports.
import { AppError } from '#shared/base/app-error.ts';
import { createReportId, reportIdSchema } from '#shared/base/ids.ts';
import { msg } from '#shared/base/message.ts';
import type { reportRequests } from '#shared/contract/reports.ts';
import type { Report } from '#shared/reports/report.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import { requireName } from '#main/services/handlers/require-name.ts';
import { unreadableOf } from '#main/services/handlers/unreadable.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

/** What these handlers need; named so that the tests' host in memory has the same rules. */
type ReportParts = Pick<WorkbenchParts, 'reports' | 'clock' | 'emit'>;

export function reportHandlers({ reports, clock, emit }: ReportParts): HandlersOf<typeof reportRequests> {
  const nowMs = (): number => Math.round(clock.nowMs());
  const tell = (): void => emit({ type: 'changed', what: 'reports' });

  /** Null for one that cannot be read. */
  function readOrNull(text: string): Report | null {
    const id = reportIdSchema.safeParse(text);
    if (!id.success) return null;
    try {
      return reports.get(id.data);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'damaged') return null;
      throw thrown;
    }
  }

  return {
    'reports.list': () => {
      const { items, damaged } = reports.listAll();
      const summaries = items.map(({ id, name, updatedAtMs, document: { blocks, runs } }) => ({
        id,
        name,
        updatedAtMs,
        blocks: blocks.length,
        runs: runs.length,
      }));
      return { items: summaries, unreadable: unreadableOf(damaged) };
    },
    'reports.get': ({ id }) => reports.get(id),
    'reports.add': ({ name, document }) => {
      const updatedAtMs = nowMs();
      const report = { id: createReportId(updatedAtMs), name, updatedAtMs, revision: 1, document };
      reports.add(report);
      tell();
      return report;
    },
    'reports.save': ({ id, revision, document }) => {
      const stored = reports.get(id);
      if (stored.revision !== revision)
        throw new AppError('conflict', msg`"${stored.name}" was changed elsewhere in the meantime.`);
      const saved = { ...stored, revision: revision + 1, updatedAtMs: nowMs(), document };
      reports.save(saved);
      emit({ type: 'report', id, revision: saved.revision });
      return { revision: saved.revision };
    },
    'reports.rename': ({ id, name, from }) => {
      const stored = reports.get(id);
      requireName(stored.name, from, name);
      reports.save({ ...stored, name });
      tell();
      return {};
    },
    'reports.delete': ({ id }) => {
      const report = readOrNull(id);
      reports.delete(id);
      tell();
      return { report };
    },
    'reports.restore': ({ report }) => {
      reports.add(report);
      tell();
      return {};
    },
  };
}
