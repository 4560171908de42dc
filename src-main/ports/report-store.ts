// What the services need of a store for reports.
import type { ReportId } from '#shared/base/ids.ts';
import type { Report } from '#shared/reports/report.ts';
import type { StoredList } from '#main/ports/damaged.ts';

/** Reports. Each call is one transaction. */
export interface ReportStore {
  /** The last changed first. */
  listAll(): StoredList<Report>;
  /** @throws AppError `not-found`, `damaged` */
  get(id: ReportId): Report;
  /** Does nothing when there is one with this id. */
  add(report: Report): void;
  /** Replaces what is stored under its id. @throws AppError `not-found` */
  save(report: Report): void;
  /** Also one that cannot be read. @throws AppError `not-found` */
  delete(id: string): void;
}
