// What stands within a line of Markdown: emphasis, code, links. Names such as `val_mae` and `a*b` stay as they are. Pure.

/** A part of a line. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly content: readonly Inline[] }
  /** To a web or mail address only. */
  | { readonly kind: 'link'; readonly address: string; readonly content: readonly Inline[] }
  | { readonly kind: 'break' };

type Mark = '**' | '__' | '*' | '_';

interface Frame {
  readonly mark: Mark | null;
  readonly nodes: Inline[];
}

/** Emphasis within emphasis, so many deep. */
const deepest = 8;

const tokens =
  /\\([!-/:-@[-`{-~])|(`+)|(\*\*|__|\*|_)|\[([^[\]\n]{1,300})\]\(([^\s()]{1,1000})\)|(https?:\/\/[^\s<>()[\]"'`|]{1,1000})|( {2,}\n|\\\n)/g;
const safeAddress = /^(?:https?:\/\/|mailto:)/i;
const wordSign = /[\p{L}\p{N}]/u;

class Line {
  readonly #text: string;
  readonly #frames: Frame[] = [{ mark: null, nodes: [] }];
  /** Where runs of so many backticks begin, ascending, and the first of them that is ahead. */
  readonly #ticks = new Map<number, { readonly places: number[]; next: number }>();

  constructor(text: string) {
    this.#text = text;
    for (const { 0: run, index } of text.matchAll(/`+/g)) {
      const known = this.#ticks.get(run.length);
      if (known) known.places.push(index);
      else this.#ticks.set(run.length, { places: [index], next: 0 });
    }
  }

  read(): readonly Inline[] {
    let done = 0;
    tokens.lastIndex = 0;
    const pattern = new RegExp(tokens);
    for (let found = pattern.exec(this.#text); found !== null; found = pattern.exec(this.#text)) {
      const { index } = found;
      this.#say(this.#text.slice(done, index));
      done = this.#token(found, index);
      pattern.lastIndex = done;
    }
    this.#say(this.#text.slice(done));
    while (this.#frames.length > 1) this.#flatten();
    return this.#top.nodes;
  }

  get #top(): Frame {
    return this.#frames.at(-1) ?? { mark: null, nodes: [] };
  }

  /** @returns where the rest begins */
  #token(found: RegExpExecArray, index: number): number {
    const [whole, sign, ticks, mark, label, address, bare] = found;
    const end = index + whole.length;
    if (sign !== undefined) this.#say(sign);
    else if (ticks !== undefined) return this.#code(index, ticks.length);
    else if (mark !== undefined) return this.#mark(mark as Mark, index, end);
    else if (label !== undefined && address !== undefined) {
      if (safeAddress.test(address)) this.#push({ kind: 'link', address, content: [{ kind: 'text', text: label }] });
      else this.#say(whole);
    } else if (bare !== undefined) {
      const url = bare.replace(/[.,:;!?*_~]+$/, '');
      this.#push({ kind: 'link', address: url, content: [{ kind: 'text', text: url }] });
      return index + url.length;
    } else this.#push({ kind: 'break' });
    return end;
  }

  #code(index: number, length: number): number {
    const runs = this.#ticks.get(length) ?? { places: [], next: 0 };
    // What is behind is not needed any more: every run is looked at once.
    while ((runs.places[runs.next] ?? Infinity) <= index) runs.next++;
    const closing = runs.places[runs.next];
    if (closing === undefined) {
      this.#say('`'.repeat(length));
      return index + length;
    }
    const inner = this.#text.slice(index + length, closing).replaceAll('\n', ' ');
    const isPadded = inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== '';
    this.#push({ kind: 'code', text: isPadded ? inner.slice(1, -1) : inner });
    return closing + length;
  }

  #mark(mark: Mark, index: number, end: number): number {
    // Of three marks that close, the first closes what was opened last.
    const single = mark.charAt(0) as Mark;
    if (mark.length === 2 && this.#top.mark === single && this.#text.charAt(end) === single)
      return this.#mark(single, index, end - 1);
    const [before, after] = [this.#text.charAt(index - 1), this.#text.charAt(end)];
    const isWordly = mark.startsWith('_');
    const closes = before.trim() !== '' && !(isWordly && wordSign.test(after));
    const opens = after.trim() !== '' && !(isWordly && wordSign.test(before));
    if (closes && this.#frames.some((frame) => frame.mark === mark)) {
      while (this.#top.mark !== mark) this.#flatten();
      const content = this.#frames.pop()?.nodes ?? [];
      this.#push({ kind: mark.length === 2 ? 'strong' : 'emphasis', content });
    } else if (opens && this.#frames.length <= deepest) this.#frames.push({ mark, nodes: [] });
    else this.#say(mark);
    return end;
  }

  /** A mark that is never closed is text. */
  #flatten(): void {
    const frame = this.#frames.pop();
    if (frame?.mark === null || frame?.mark === undefined) return;
    this.#say(frame.mark);
    for (const node of frame.nodes) this.#push(node);
  }

  #push(node: Inline): void {
    if (node.kind === 'text') this.#say(node.text);
    else this.#top.nodes.push(node);
  }

  #say(text: string): void {
    if (text === '') return;
    const { nodes } = this.#top;
    const last = nodes.at(-1);
    if (last?.kind === 'text') nodes[nodes.length - 1] = { kind: 'text', text: last.text + text };
    else nodes.push({ kind: 'text', text });
  }
}

/** Reads what stands within a paragraph, a heading or a cell. */
export function inlinesOf(text: string): readonly Inline[] {
  return new Line(text).read();
}
