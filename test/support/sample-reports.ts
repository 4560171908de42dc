// Reports in memory, as the database keeps them: the store of the tests' host.
import { AppError } from '#shared/base/app-error.ts';
import type { Report } from '#shared/reports/report.ts';
import type { Damaged } from '#main/ports/damaged.ts';
import type { ReportStore } from '#main/ports/report-store.ts';

/** @param unreadable those that cannot be read, and how one of them is deleted */
export function sampleReportStore(
  reports: Map<string, Report>,
  unreadable: { readonly list: () => readonly Damaged[]; readonly delete: (id: string) => boolean },
): ReportStore {
  const notFound = (id: string): never => {
    const damaged = unreadable.list().find((one) => one.id === id);
    if (damaged) throw damaged.error;
    throw new AppError('not-found', `There is no report ${id}.`);
  };
  return {
    listAll: () => ({
      items: [...reports.values()].reverse().sort((a, b) => b.updatedAtMs - a.updatedAtMs),
      damaged: unreadable.list(),
    }),
    get: (id) => reports.get(id) ?? notFound(id),
    add(report) {
      if (!reports.has(report.id)) reports.set(report.id, report);
    },
    save(report) {
      if (!reports.has(report.id)) notFound(report.id);
      reports.set(report.id, report);
    },
    delete(id) {
      const isGone = reports.delete(id) || unreadable.delete(id);
      if (!isGone) notFound(id);
    },
  };
}
