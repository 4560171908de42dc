// What the services need of files that a page sends in pieces.
import type { ReadingChoice } from '#shared/data/file-reading.ts';
import type { ImportPreview } from '#shared/data/import-preview.ts';
import type { TimeReading } from '#shared/data/time-reading.ts';

/** Files that pages have sent, until they are imported or forgotten; those of an earlier program are removed. */
export interface SentFiles {
  /** @throws AppError `usage` for one that is too large, `disk-full` */
  begin(name: string, bytes: number): string;
  /** @throws AppError `not-found`, `usage` for a piece that does not follow the one before, `disk-full` */
  append(fileId: string, offset: number, data: Uint8Array): void;
  forget(fileId: string): void;
  /** The path of a file that was sent to its end, and its own name. @throws AppError `not-found`, `usage` where its end is missing */
  find(fileId: string): { readonly path: string; readonly name: string };
  preview(fileId: string, reading: ReadingChoice, time: TimeReading | null): Promise<ImportPreview>;
}
