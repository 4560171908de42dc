// A data set's layout in the home folder: `<home>/datasets/<id>/dataset.json` and, beside it, typed arrays in files named by
// content.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { datasetSchema } from '#shared/data/dataset.ts';

/** The version of the layout; a newer one is refused. */
export const storedFormat = 1;

/** Numbers are little-endian, as on every machine that Strata runs on. */
export const storedTypes = ['u32', 'f64', 'utf8'] as const;
export type StoredType = (typeof storedTypes)[number];

export const storedFileSchema = z.object({
  /** `tokens`, `offsets`, `labels`, `weights`, `vocabulary`, `column/<name>`, or `time` (milliseconds since 1970 of each row). */
  role: z.string(),
  /** The first 16 digits of the SHA-256, and the type as ending. */
  name: z.string().regex(/^[0-9a-f]{16}\.[a-z0-9]+$/),
  type: z.enum(storedTypes),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type StoredFile = z.infer<typeof storedFileSchema>;

export const storedDatasetSchema = z.object({
  format: z.literal(storedFormat),
  dataset: datasetSchema,
  files: z.array(storedFileSchema),
});
export type StoredDataset = z.infer<typeof storedDatasetSchema>;

/**
 * The data set's own hash: over the checksums of what models are trained on, and the names of a text data set's labels. The times of
 * a series are not among it.
 */
export function contentHash(files: readonly StoredFile[], labels: readonly { readonly name: string }[] | null): string {
  const hash = createHash('sha256');
  for (const { role, type, sha256 } of files) if (role !== 'time') hash.update(`${role}\0${type}\0${sha256}\n`);
  if (labels !== null) hash.update(labels.map(({ name }) => name).join('\0'));
  return hash.digest('hex');
}

export function datasetsFolder(home: string): string {
  return join(home, 'datasets');
}

export function damaged(id: string, what: Message, cause?: unknown): AppError {
  return new AppError('damaged', msg`The stored data set "${id}" is damaged: ${what}.`, {
    hint: msg`Import it or get it again: that replaces it. Runs keep their numbers.`,
    details: { dataset: id },
    cause,
  });
}

/**
 * Reads a data set's descriptor; null when the id does not exist.
 * @throws AppError `damaged`, `newer-version`
 */
export function readStoredDataset(home: string, id: string): StoredDataset | null {
  let text: string;
  try {
    text = readFileSync(join(datasetsFolder(home), id, 'dataset.json'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw damaged(id, msg`its dataset.json cannot be read`, error);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged(id, msg`its dataset.json is not JSON`, error);
  }
  const header = z.object({ format: z.number() }).safeParse(json);
  if (header.success && header.data.format > storedFormat)
    throw new AppError('newer-version', msg`The data set "${id}" was stored by a newer Strata.`, {
      hint: msg`Use that version, or import the data set again.`,
      details: { format: header.data.format },
    });
  const parsed = storedDatasetSchema.safeParse(json);
  if (!parsed.success) throw damaged(id, msg`its dataset.json is not what it should be`, parsed.error);
  if (parsed.data.dataset.id !== id) throw damaged(id, msg`its dataset.json is about "${parsed.data.dataset.id}"`);
  return parsed.data;
}

/** The data set, or null when there is none or a damaged one, which may be replaced. @throws AppError `newer-version` */
export function readUndamaged(home: string, id: string): StoredDataset | null {
  try {
    return readStoredDataset(home, id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'damaged') return null;
    throw error;
  }
}

/** The checksum of the times of a series; undefined where they were not kept. */
export function timesChecksum({ files }: StoredDataset): string | undefined {
  return files.find(({ role }) => role === 'time')?.sha256;
}
