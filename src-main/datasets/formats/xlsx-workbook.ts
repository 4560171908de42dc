// A workbook of Excel: its sheets, and what all of them share: texts and styles.
import { basename, posix } from 'node:path';
import type { Entry } from 'yauzl';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { systemReason } from '#shared/base/system-error.ts';
import { explainReadError } from '#main/datasets/file-errors.ts';
import { openDataArchive } from '#main/datasets/formats/data-archive.ts';
import { numberStyle, withControls, type NumberStyle } from '#main/datasets/formats/xlsx-cells.ts';
import { readXml, type XmlEvents } from '#main/datasets/formats/xml-events.ts';
import type { ZipArchive } from '#main/files/zip-archive.ts';

/** No sheet unpacks to more: a million rows of some fifty columns. */
const mostBytes = 4 * 1024 ** 3;
/** Texts and styles are in memory. */
const mostSharedBytes = 1024 ** 3;
/** What is small may be all of one letter. */
const unsuspiciousBytes = 1 << 25;
const mostRatio = 150;

export interface Workbook {
  readonly file: string;
  readonly zip: ZipArchive;
  readonly sheets: readonly { readonly name: string; readonly entry: Entry }[];
  readonly strings: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly is1904: boolean;
}

/** What is thrown while a workbook is read is about the file, unless the system says why. */
export function damagedWorkbook(file: string, thrown: unknown): unknown {
  if (thrown instanceof AppError || (thrown instanceof Error && thrown.name === 'AbortError')) return thrown;
  if (systemReason(thrown) !== null) return explainReadError(thrown, file);
  return new AppError('invalid-data', msg`${file} is a damaged workbook.`, {
    hint: msg`Open it in a spreadsheet, and save it again as .xlsx or as CSV.`,
    cause: thrown,
  });
}

class Parts {
  readonly #file: string;
  readonly #zip: ZipArchive;
  readonly #byName: ReadonlyMap<string, Entry>;

  constructor(file: string, zip: ZipArchive) {
    this.#file = file;
    this.#zip = zip;
    this.#byName = new Map(zip.entries.map((entry) => [entry.fileName.toLowerCase(), entry]));
  }

  /** @throws AppError `invalid-data` for what is small in the archive and huge beside it */
  find(path: string): Entry | null {
    const entry = this.#byName.get(path.replace(/^\//, '').toLowerCase());
    if (entry === undefined) return null;
    const { uncompressedSize: bytes, compressedSize } = entry;
    if (bytes > mostBytes || (bytes > unsuspiciousBytes && bytes > mostRatio * compressedSize))
      throw new AppError('invalid-data', msg`${this.#file} unpacks to ${Math.ceil(bytes / 1e6)} MB, and is not read.`, {
        hint: msg`Save the sheet as CSV.`,
      });
    return entry;
  }

  async read(path: string | null, events: XmlEvents): Promise<void> {
    const entry = path === null ? null : this.find(path);
    if (entry === null) return;
    if (entry.uncompressedSize > mostSharedBytes)
      throw new AppError('invalid-data', msg`${this.#file} has too many texts.`, { hint: msg`Save the sheet as CSV.` });
    await readXml(await this.#zip.stream(entry), events);
  }

  /** The parts that one refers to, by id: their path and the last word of their type. @param path empty for the workbook itself */
  async relations(path: string): Promise<ReadonlyMap<string, { readonly path: string; readonly type: string }>> {
    const folder = path === '' ? '/' : posix.dirname(path);
    const found = new Map<string, { path: string; type: string }>();
    await this.read(posix.join(folder, '_rels', `${posix.basename(path)}.rels`), {
      open: (name, { Id: id = '', Type: type = '', Target: target = '' }) => {
        if (name === 'Relationship')
          found.set(id, { path: posix.resolve('/', folder, target), type: posix.basename(type) });
      },
    });
    return found;
  }
}

async function readStrings(parts: Parts, path: string | null): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  // How Japanese is pronounced stands beside it.
  let isSpoken = false;
  await parts.read(path, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') isSpoken = true;
      else if (name === 't') isText = !isSpoken;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      if (name === 't') isText = false;
      else if (name === 'rPh') isSpoken = false;
      else if (name === 'si') strings.push(withControls(text));
    },
  });
  return strings;
}

async function readStyles(parts: Parts, path: string | null): Promise<NumberStyle[]> {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let isOfCells = false;
  await parts.read(path, {
    open: (name, attributes) => {
      const id = Number(attributes['numFmtId'] ?? '0');
      if (name === 'numFmt') codes.set(id, attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') isOfCells = true;
      else if (name === 'xf' && isOfCells) styles.push(numberStyle(id, codes.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') isOfCells = false;
    },
  });
  return styles;
}

/** @throws AppError `invalid-data`, `not-found` */
export async function openWorkbook(path: string): Promise<Workbook> {
  const file = basename(path);
  let zip: ZipArchive | null = null;
  try {
    zip = await openDataArchive(path);
    const parts = new Parts(file, zip);
    const top = await parts.relations('');
    const book = [...top.values()].find(({ type }) => type === 'officeDocument')?.path ?? '/xl/workbook.xml';
    const relations = await parts.relations(book);
    const ofType = (type: string): string | null =>
      [...relations.values()].find((relation) => relation.type === type)?.path ?? null;
    const sheets: { name: string; entry: Entry }[] = [];
    let is1904 = false;
    await parts.read(book, {
      open: (name, attributes) => {
        if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
        if (name !== 'sheet') return;
        const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1] ?? '';
        const relation = relations.get(id);
        const entry = relation?.type === 'worksheet' ? parts.find(relation.path) : null;
        if (entry !== null) sheets.push({ name: attributes['name'] ?? '', entry });
      },
    });
    if (sheets.length === 0) throw new AppError('invalid-data', msg`${file} has no sheet with cells.`);
    const strings = await readStrings(parts, ofType('sharedStrings'));
    const styles = await readStyles(parts, ofType('styles'));
    return { file, zip, sheets, strings, styles, is1904 };
  } catch (thrown) {
    zip?.close();
    throw damagedWorkbook(file, thrown);
  }
}
