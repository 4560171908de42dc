// Markdown as a tree: paragraphs, headings, lists, quotes, code, tables, emphasis, links. What is none of it stays text, HTML too. It
// takes time in proportion to the text's length. Pure.
import { inlinesOf, type Inline } from '#shared/reports/markdown-inline.ts';

/** A part of a text that stands below the one before it. */
export type MarkdownBlock =
  | {
      readonly kind: 'heading';
      /** How large it is written. */
      readonly level: 1 | 2 | 3;
      /** Its depth below the text's own heading: without a step that is left out, for those who are read to. */
      readonly rank: 1 | 2 | 3;
      readonly content: readonly Inline[];
    }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly MarkdownBlock[])[] }
  | { readonly kind: 'quote'; readonly blocks: readonly MarkdownBlock[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' }
  | {
      readonly kind: 'table';
      readonly heads: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
      /** Of each column, whether its cells end at the right. */
      readonly isRight: readonly boolean[];
    };

/** Lists and quotes within others, so many deep; what is deeper is text. */
const deepest = 6;

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})\s+(\S.*)$/;
const rule = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const bullet = /^( {0,3})(?:[-*+]|(\d{1,9})[.)])( {1,4}|$)/;
const quoted = /^ {0,3}> ?/;
const tableMarks = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** Splits at bars that are not escaped. */
function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

class Reader {
  /** Of the heading before. */
  #rank = 0;
  readonly #lines: readonly string[];
  readonly #depth: number;
  #at = 0;

  constructor(lines: readonly string[], depth: number) {
    this.#lines = lines;
    this.#depth = depth;
  }

  read(): MarkdownBlock[] {
    const blocks: MarkdownBlock[] = [];
    while (this.#at < this.#lines.length) {
      if (isBlank(this.#line)) this.#at++;
      else blocks.push(this.#block());
    }
    return blocks;
  }

  get #line(): string {
    return this.#lines[this.#at] ?? '';
  }

  #block(): MarkdownBlock {
    const line = this.#line;
    const fenced = fence.exec(line)?.[1];
    if (fenced !== undefined) return this.#code(fenced);
    const [, marks, title] = heading.exec(line) ?? [];
    if (marks !== undefined && title !== undefined) {
      this.#at++;
      const level = Math.min(3, marks.length) as 1 | 2 | 3;
      this.#rank = Math.min(level, this.#rank + 1);
      const rank = this.#rank as 1 | 2 | 3;
      return { kind: 'heading', level, rank, content: inlinesOf(title.replace(/\s#+\s*$/, '').trim()) };
    }
    if (rule.test(line)) {
      this.#at++;
      return { kind: 'rule' };
    }
    if (this.#depth < deepest) {
      if (quoted.test(line)) return this.#quote();
      if (bullet.test(line)) return this.#list();
    }
    return this.#isTable() ? this.#table() : this.#paragraph();
  }

  #code(fenced: string): MarkdownBlock {
    const closing = new RegExp(`^ {0,3}${fenced.charAt(0)}{${fenced.length},}[ \\t]*$`);
    const lines: string[] = [];
    for (this.#at++; this.#at < this.#lines.length; this.#at++) {
      if (closing.test(this.#line)) {
        this.#at++;
        break;
      }
      lines.push(this.#line);
    }
    return { kind: 'code', text: lines.join('\n') };
  }

  #quote(): MarkdownBlock {
    const lines: string[] = [];
    while (quoted.test(this.#line)) {
      lines.push(this.#line.replace(quoted, ''));
      this.#at++;
    }
    return { kind: 'quote', blocks: new Reader(lines, this.#depth + 1).read() };
  }

  #list(): MarkdownBlock {
    const isOrdered = bullet.exec(this.#line)?.[2] !== undefined;
    const items: MarkdownBlock[][] = [];
    for (;;) {
      const found = rule.test(this.#line) ? null : bullet.exec(this.#line);
      if (found === null || (found[2] !== undefined) !== isOrdered) break;
      items.push(this.#item(found[0].length));
    }
    return { kind: 'list', isOrdered, items };
  }

  /** An item's first line, and those after it that are indented at least as far as its text, or go on with it. */
  #item(indent: number): MarkdownBlock[] {
    const lines = [this.#line.slice(indent)];
    const inner = ' '.repeat(Math.min(indent, 2));
    for (this.#at++; this.#at < this.#lines.length; this.#at++) {
      const line = this.#line;
      if (isBlank(line)) {
        const next = this.#lines[this.#at + 1];
        if (isBlank(next) || next?.startsWith(inner) !== true) break;
        lines.push('');
      } else if (line.startsWith(inner)) {
        const blanks = line.length - line.trimStart().length;
        lines.push(line.slice(Math.min(blanks, indent)));
      } else if (isBlank(lines.at(-1)) || this.#startsBlock()) break;
      else lines.push(line);
    }
    // Items may be apart by one blank line.
    if (isBlank(this.#line) && bullet.test(this.#lines[this.#at + 1] ?? '')) this.#at++;
    return new Reader(lines, this.#depth + 1).read();
  }

  #isTable(): boolean {
    const marks = this.#lines[this.#at + 1] ?? '';
    return this.#line.includes('|') && tableMarks.test(marks) && cellsOf(marks).length === cellsOf(this.#line).length;
  }

  #table(): MarkdownBlock {
    const heads = cellsOf(this.#line).map(inlinesOf);
    this.#at++;
    const isRight = cellsOf(this.#line).map((mark) => mark.endsWith(':') && !mark.startsWith(':'));
    const rows: (readonly Inline[])[][] = [];
    for (this.#at++; !isBlank(this.#line) && this.#line.includes('|'); this.#at++) {
      const cells = cellsOf(this.#line);
      rows.push(heads.map((_, i) => inlinesOf(cells[i] ?? '')));
    }
    return { kind: 'table', heads, rows, isRight };
  }

  #startsBlock(): boolean {
    const line = this.#line;
    return fence.test(line) || heading.test(line) || rule.test(line) || quoted.test(line) || bullet.test(line);
  }

  #paragraph(): MarkdownBlock {
    const lines = [this.#line];
    for (this.#at++; !isBlank(this.#line) && !this.#startsBlock() && !this.#isTable(); this.#at++)
      lines.push(this.#line);
    return { kind: 'paragraph', content: inlinesOf(lines.map((line) => line.trimStart()).join('\n')) };
  }
}

/** Reads a text as Markdown. */
export function readMarkdown(text: string): MarkdownBlock[] {
  return new Reader(text.replaceAll('\t', '    ').split(/\r\n|\r|\n/), 0).read();
}
