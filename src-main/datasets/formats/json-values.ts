// Cuts a text into its JSON values, one a line or the elements of one list, without reading more than one of them at a time.
import { msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { TextPiece } from '#main/datasets/text-file.ts';

/** No sensible row is longer. */
const mostCharacters = 1 << 24;
const mostDepth = 1000;

export interface JsonText {
  readonly text: string;
  /** The line on which it begins. */
  readonly line: number;
}

interface JsonTexts {
  readonly texts: readonly JsonText[];
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

function endless(file: string, line: number): AppError {
  return new AppError(
    'invalid-data',
    msg`${file}, line ${line}: an object has no end, or is longer than ${mostCharacters} characters.`,
    { hint: msg`Each row is an object of its own, on one line or in a list.`, details: { line } },
  );
}

/** A value on each line; blank lines count, but hold none. */
export async function* jsonLines(pieces: AsyncIterable<TextPiece>, file: string): AsyncGenerator<JsonTexts, void> {
  let rest = '';
  let line = 1;
  let place = { bytesRead: 0, bytesTotal: 0 };
  for await (const { text, ...of } of pieces) {
    place = of;
    const all = rest + text;
    const texts: JsonText[] = [];
    let at = 0;
    for (let end = all.indexOf('\n', rest.length); end >= 0; end = all.indexOf('\n', at)) {
      const one = all.slice(at, end).trim();
      if (one !== '') texts.push({ text: one, line });
      line++;
      at = end + 1;
    }
    rest = all.slice(at);
    if (rest.length > mostCharacters) throw endless(file, line);
    yield { texts, ...place };
  }
  const last = rest.trim();
  if (last !== '') yield { texts: [{ text: last, line }], ...place };
}

const [quote, backslash, comma, lineEnd] = [34, 92, 44, 10];
const opening = new Set([91, 123]);
const closing = new Set([93, 125]);

/** Where a list is cut: at the commas that stand in no element and no text. */
class ListCutter {
  readonly #file: string;
  #rest = '';
  /** Characters of `#rest` that have been looked at. */
  #seen = 0;
  #depth = 0;
  #isText = false;
  #isEscaped = false;
  #line = 1;
  #startLine = 1;
  isOver = false;

  constructor(file: string) {
    this.#file = file;
  }

  get line(): number {
    return this.#line;
  }

  take(piece: string): JsonText[] {
    const all = this.#rest + piece;
    const texts: JsonText[] = [];
    let start = 0;
    const end = (at: number, isLast: boolean): void => {
      const text = all.slice(start, at).trim();
      // `[]`, and what JSON itself does not allow: a comma before the end.
      if (text !== '' || !isLast) texts.push({ text, line: this.#startLine });
      start = at + 1;
      this.#startLine = this.#line;
    };
    for (let at = this.#seen; at < all.length; at++) {
      const code = all.charCodeAt(at);
      if (code === lineEnd) {
        this.#line++;
        if (this.#depth === 1 && all.slice(start, at).trim() === '') this.#startLine = this.#line;
      }
      if (this.#isText) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === backslash) this.#isEscaped = true;
        else if (code === quote) this.#isText = false;
      } else if (this.isOver) {
        if (!/\s/.test(all.charAt(at))) throw this.#odd(msg`there is something behind the list.`);
      } else if (code === quote) this.#isText = true;
      else if (opening.has(code)) {
        if (this.#depth === 0) start = at + 1;
        if (++this.#depth > mostDepth) throw this.#odd(msg`lists or objects are nested too deeply.`);
      } else if (closing.has(code)) {
        if (--this.#depth > 0) continue;
        end(at, true);
        this.isOver = true;
      } else if (code === comma && this.#depth === 1) end(at, false);
    }
    this.#rest = this.isOver ? '' : all.slice(start);
    this.#seen = this.#rest.length;
    if (this.#rest.length > mostCharacters) throw endless(this.#file, this.#startLine);
    return texts;
  }

  #odd(what: Message): AppError {
    return new AppError('invalid-data', msg`${this.#file}, line ${this.#line}: ${what}`, {
      details: { line: this.#line },
    });
  }
}

/** The elements of one list. @throws AppError `invalid-data` for one that is cut off */
export async function* jsonElements(pieces: AsyncIterable<TextPiece>, file: string): AsyncGenerator<JsonTexts, void> {
  const cutter = new ListCutter(file);
  for await (const { text, ...place } of pieces) yield { texts: cutter.take(text), ...place };
  if (!cutter.isOver)
    throw new AppError('invalid-data', msg`${file}, line ${cutter.line}: the list has no end.`, {
      hint: msg`Check that the file was written to its end.`,
      details: { line: cutter.line },
    });
}

/** Python writes NaN and Infinity, which JSON does not have: outside of texts, they are null and a number beyond all. */
function withoutNaN(text: string): string {
  let plain = '';
  for (let at = 0; at < text.length;) {
    const found = text.indexOf('"', at);
    const textAt = found < 0 ? text.length : found;
    plain += text.slice(at, textAt).replaceAll('Infinity', '1e999').replaceAll('NaN', 'null');
    let end = textAt + 1;
    while (end < text.length && text.charCodeAt(end) !== quote) end += text.charCodeAt(end) === backslash ? 2 : 1;
    plain += text.slice(textAt, end + 1);
    at = end + 1;
  }
  return plain;
}

/** @throws AppError `invalid-data`, naming the line */
export function parseJson({ text, line }: JsonText, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (/NaN|Infinity/.test(text))
      try {
        return JSON.parse(withoutNaN(text));
      } catch {
        // The place of the fault is that in the text as it stands.
      }
    throw broken(text, line, file, thrown);
  }
}

function broken(text: string, line: number, file: string, thrown: unknown): AppError {
  const said = thrown instanceof Error ? thrown.message : '';
  const at = Number(/at position (\d+)/.exec(said)?.[1] ?? NaN);
  const isCut = said.includes('end of JSON') || at >= text.length;
  const shown = text.slice(Number.isNaN(at) ? 0 : at, (Number.isNaN(at) ? 0 : at) + 30);
  return new AppError(
    'invalid-data',
    isCut ? msg`${file}, line ${line}: the JSON breaks off.` : msg`${file}, line ${line}: "${shown}" is no JSON.`,
    {
      hint: /^\{\s*'/.test(text)
        ? msg`In JSON, names and texts stand in double quotation marks.`
        : msg`Each row is an object of its own, on one line or in a list.`,
      details: { line },
    },
  );
}
