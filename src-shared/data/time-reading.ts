// How the times of a series are read, and what is done where they are out of order, stand twice or are missing.
import { z } from 'zod';
import { timeFormats } from '#shared/data/time-format.ts';

/** Where the times stand, and how they are written. */
export const timeReadingSchema = z.object({
  /** The column with the times; or those with the date and the time of day, or with year, month, day, …; none where rows have no time. */
  columns: z.array(z.string()).max(6),
  format: z.enum(timeFormats),
  /** An IANA time zone (`Asia/Seoul`) whose clocks wrote them; null where they are taken as they stand. */
  zone: z.string().max(100).nullable(),
});
export type TimeReading = z.infer<typeof timeReadingSchema>;

/** Parts that a person chose; the others are found in the file. */
export const timeChoiceSchema = timeReadingSchema.partial();
export type TimeChoice = z.infer<typeof timeChoiceSchema>;

/** What is done about irregular times; `keep` leaves the rows as they are, and says so. */
export const timeRepairSchema = z.object({
  /** Rows that are out of order. */
  order: z.enum(['sort', 'keep', 'refuse']).default('sort'),
  /** Rows with the time of another row: the first stays, the last stays, or their mean. */
  duplicates: z.enum(['keep', 'first', 'last', 'mean', 'refuse']).default('keep'),
  /** Steps without a row get one without numbers, or with numbers on the line between their neighbours. */
  gaps: z.enum(['keep', 'missing', 'line', 'refuse']).default('keep'),
});
export type TimeRepair = z.infer<typeof timeRepairSchema>;

/** What was found in the times of a series. */
export const timeFactsSchema = z.object({
  /** Milliseconds since 1970 of the first and the last row as they are stored. */
  firstMs: z.number(),
  lastMs: z.number(),
  /** The usual distance of two rows in milliseconds: the median; null for a single row. */
  stepMs: z.number().nullable(),
  /** Rows that were earlier than the row above them, in the file. */
  unordered: z.number().int(),
  /** Whether every row was earlier than the one above it. */
  isReversed: z.boolean(),
  /** Rows with a time that an earlier row has. */
  duplicates: z.number().int(),
  /** The first such time as it is written in the file; null for none. */
  firstDuplicate: z.string().nullable(),
  /** Steps without a row between the first and the last. */
  missing: z.number().int(),
  /** The time of the row before the first such gap, as it is written; null for none. */
  firstGap: z.string().nullable(),
  /** What was done about them. */
  repair: timeRepairSchema,
  /** Rows that were added for missing steps. */
  added: z.number().int(),
  /** What stands in the place of the time in rows below the table, which were left out. */
  below: z.array(z.string()).optional(),
});
export type TimeFacts = z.infer<typeof timeFactsSchema>;
