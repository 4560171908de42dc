// Collects texts and labels from any reader and stores them: words ranked by frequency, labels numbered by sorted name.
import { msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { median } from '#shared/base/quantile.ts';
import type { TextDataset } from '#shared/data/dataset.ts';
import type { TextImport } from '#shared/data/dataset-import.ts';
import { createSplitter, firstWordToken, suitingTokens, WordCounter, type TokenKind } from '#shared/data/tokenize.ts';
import type { DatasetDescription, DatasetWriter } from '#main/datasets/dataset-writer.ts';
import { GrowingFloat64, GrowingUint32 } from '#main/datasets/growing-array.ts';
import type { ImportLimits } from '#main/datasets/limits.ts';

/** So many texts tell what texts are split into. */
const textsToChoose = 200;

/** What a row may have beside its text and its label. */
export interface TextExtras {
  readonly weight?: number | undefined;
  /** Null for a text that belongs to no other one. */
  readonly group?: string | null | undefined;
}

interface WaitingText extends TextExtras {
  readonly text: string;
  readonly label: string;
}

/** 0, 1, 2, … 10 for numbers, alphabetical for words. */
function sortLabels(names: readonly string[]): string[] {
  const numeric = names.every((name) => name !== '' && Number.isFinite(Number(name)));
  return [...names].sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1));
}

/** The number of a name, the next one for a new name. */
function numberOf(name: string, numbers: Map<string, number>): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

export class TextCollector {
  readonly #source: string;
  readonly #limits: ImportLimits;
  readonly #counter = new WordCounter();
  readonly #tokens = new GrowingUint32();
  readonly #offsets = new GrowingUint32();
  readonly #labels = new GrowingUint32();
  /** Of every row, or of none. */
  readonly #weights = new GrowingFloat64();
  /** Of every row, or of none: the number of its group, by first appearance. */
  readonly #groups = new GrowingUint32();
  readonly #groupNumbers = new Map<string, number>();
  #groupCount = 0;
  readonly #labelNumbers = new Map<string, number>();
  /** The largest token of rows given as numbers; 0 when all were words. */
  #largestToken = 0;

  #kind: TokenKind | null;
  #split: ((text: string) => string[]) | null = null;
  /** The first texts, until what they are split into is chosen. */
  #waiting: WaitingText[] = [];

  /** @param source the file's name in errors */
  constructor(source: string, limits: ImportLimits, tokens: TextImport['tokens']) {
    this.#source = source;
    this.#limits = limits;
    this.#kind = tokens === 'auto' ? null : tokens;
    this.#offsets.push(0);
  }

  get rows(): number {
    return this.#labels.length + this.#waiting.length;
  }

  addText(text: string, label: string, extras: TextExtras = {}): void {
    // The same letters are one label, however they are encoded.
    const row = { text, label: label.normalize('NFC'), ...extras };
    if (this.#kind !== null) {
      this.#addRow(row, this.#kind);
      return;
    }
    this.#waiting.push(row);
    if (this.#waiting.length >= textsToChoose) this.#choose();
  }

  #choose(): TokenKind {
    const kind = (this.#kind ??= suitingTokens(this.#waiting.map(({ text }) => text)));
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const row of waiting) this.#addRow(row, kind);
    return kind;
  }

  #addRow({ text, label, weight, group }: WaitingText, kind: TokenKind): void {
    if (weight !== undefined) this.#weights.push(weight);
    if (group !== undefined) this.#groups.push(this.#groupNumber(group));
    this.#split ??= createSplitter(kind);
    for (const word of this.#split(text)) this.#tokens.push(this.#counter.add(word));
    this.#endRow(label);
  }

  #groupNumber(name: string | null): number {
    const known = name === null ? undefined : this.#groupNumbers.get(name.normalize('NFC'));
    if (known !== undefined) return known;
    if (name !== null) this.#groupNumbers.set(name.normalize('NFC'), this.#groupCount);
    return this.#groupCount++;
  }

  /** Adds a text given as word ranks; rank 1 becomes token `1 + indexFrom`, as in keras.datasets.imdb. */
  addRanks(ranks: Iterable<number>, indexFrom: number, label: string): void {
    for (const rank of ranks) {
      const token = rank + indexFrom;
      if (token > this.#largestToken) this.#largestToken = token;
      this.#tokens.push(token);
    }
    this.#endRow(label);
  }

  #endRow(label: string): void {
    this.#labels.push(numberOf(label, this.#labelNumbers));
    this.#offsets.push(this.#tokens.length);
    const { tokens, vocabulary, labels } = this.#limits;
    this.#check(
      this.#tokens.length,
      tokens,
      msg`${tokens.toLocaleString('en')} words`,
      msg`Import a part of the rows.`,
    );
    this.#check(
      this.#counter.size,
      vocabulary,
      msg`${vocabulary.toLocaleString('en')} different words`,
      msg`Check that the column holds words.`,
    );
    this.#check(
      this.#labelNumbers.size,
      labels,
      msg`${labels.toLocaleString('en')} different labels`,
      msg`Check that this is the label column.`,
    );
  }

  #check(count: number, most: number, what: Message, hint: Message): void {
    if (count <= most) return;
    throw new AppError('invalid-data', msg`${this.#source} holds more than ${what}.`, {
      hint,
      details: { limit: most, row: this.rows },
    });
  }

  /** Adds all arrays to the writer and describes them. @throws AppError `invalid-data` for a single label */
  store(writer: DatasetWriter, request: TextImport): DatasetDescription {
    const tokens = this.#choose();
    const names = sortLabels([...this.#labelNumbers.keys()]);
    if (names.length < 2)
      throw new AppError('invalid-data', msg`Every row of ${this.#source} has the label "${names[0] ?? ''}".`, {
        hint: msg`A classifier needs at least two labels; check the label column.`,
      });
    const ranked = this.#rankTokens();
    const labels = this.#renumberLabels(names);
    const counts = new Uint32Array(this.rows);
    const offsets = this.#offsets.pieces();
    let row = -1;
    let before = 0;
    let least = Infinity;
    let most = 0;
    let empty = 0;
    for (const piece of offsets)
      for (const offset of piece) {
        if (row >= 0) counts[row] = offset - before;
        if (row >= 0 && offset - before < least) least = offset - before;
        if (row >= 0 && offset === before) empty++;
        if (offset - before > most) most = offset - before;
        before = offset;
        row++;
      }
    writer.add('tokens', 'u32', this.#tokens.pieces());
    writer.add('offsets', 'u32', offsets);
    writer.add('labels', 'u32', this.#labels.pieces());
    const weights = this.#storeWeights(writer, request);
    const { groupColumn } = request;
    const hasGroups = groupColumn !== undefined && this.#groups.length > 0;
    if (hasGroups) writer.add('groups', 'u32', this.#groups.pieces());
    if (ranked.length > 0) writer.add('vocabulary', 'utf8', [Buffer.from(ranked.join('\n'))]);
    return {
      kind: 'text',
      id: request.id,
      title: request.title,
      source: { origin: request.origin, ...(request.licence === undefined ? {} : { licence: request.licence }) },
      rows: this.rows,
      labels,
      tokens,
      vocabulary: ranked.length > 0 ? ranked.length : Math.max(0, this.#largestToken - firstWordToken),
      words: { least, median: median(counts) ?? 0, most, empty },
      ...(weights === null ? {} : { weights }),
      ...(hasGroups ? { groups: { column: groupColumn, count: this.#groupCount } } : {}),
    };
  }

  /** @throws AppError `invalid-data` when no text counts anything */
  #storeWeights(writer: DatasetWriter, { weightColumn: column }: TextImport): TextDataset['weights'] | null {
    if (column === undefined || this.#weights.length === 0) return null;
    const pieces = this.#weights.pieces();
    let least = Infinity;
    let most = 0;
    for (const piece of pieces)
      for (const weight of piece) {
        if (weight < least) least = weight;
        if (weight > most) most = weight;
      }
    if (most === 0)
      throw new AppError('invalid-data', msg`${this.#source}, column "${column}": the weight is 0 in every row.`, {
        hint: msg`A weight says what a sample counts: 0 for nothing, 1 as usual.`,
        details: { column },
      });
    writer.add('weights', 'f64', pieces);
    return { column, least, most };
  }

  /** Turns numbers by first appearance into tokens by rank, in place; returns the words, or none for rows of ranks. */
  #rankTokens(): string[] {
    if (this.#counter.size === 0) return [];
    const { words, tokens } = this.#counter.rank();
    for (const piece of this.#tokens.pieces()) piece.forEach((number, i) => (piece[i] = tokens[number] ?? 0));
    return words;
  }

  /** Numbers the labels by sorted name, in place, and says which rows have each. */
  #renumberLabels(names: readonly string[]): TextDataset['labels'] {
    const labels = names.map((name) => ({ name, rows: 0, firstRow: 0, lastRow: 0 }));
    const sorted = [...this.#labelNumbers.keys()].map((name) => names.indexOf(name));
    let row = 0;
    for (const piece of this.#labels.pieces())
      piece.forEach((number, i) => {
        const label = sorted[number] ?? 0;
        piece[i] = label;
        row++;
        const found = labels[label];
        if (found === undefined) return;
        if (found.rows === 0) found.firstRow = row;
        found.rows++;
        found.lastRow = row;
      });
    return labels;
  }
}
