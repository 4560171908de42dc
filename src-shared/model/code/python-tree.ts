// Reads Python into a syntax tree, with what a reader of single statements needs. Nothing is executed.
import { parser } from '@lezer/python';
import type { SyntaxNode } from '@lezer/common';
import type { Message } from '#shared/base/message.ts';

/** Why a statement, or a part of it, is not understood. */
export class NotUnderstood extends Error {
  readonly reason: Message;
  constructor(reason: Message) {
    super('not understood');
    this.reason = reason;
  }
}

/** The text with its lines, and its statements. */
export class PythonSource {
  readonly #text: string;
  readonly #lineStarts: readonly number[];
  readonly top: SyntaxNode;

  constructor(text: string) {
    this.#text = text;
    this.#lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    this.top = parser.parse(text).topNode;
  }

  textOf({ from, to }: { readonly from: number; readonly to: number }): string {
    return this.#text.slice(from, to);
  }

  /** The line of a place, counted from 1. */
  lineOf({ from }: { readonly from: number }): number {
    let [least, most] = [0, this.#lineStarts.length - 1];
    while (least < most) {
      const middle = Math.ceil((least + most) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= from) least = middle;
      else most = middle - 1;
    }
    return least + 1;
  }
}

/** The children of a node, without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'Comment') children.push(child);
  }
  return children;
}

/** What lies between brackets, divided at the commas. */
export function itemsOf(node: SyntaxNode): SyntaxNode[][] {
  const items: SyntaxNode[][] = [[]];
  for (const child of childrenOf(node)) {
    if (/^[()[\]{}]$/.test(child.name)) continue;
    if (child.name === ',') items.push([]);
    else items.at(-1)?.push(child);
  }
  return items.filter((item) => item.length > 0);
}

/** A Python string's value, without its quotes. Escapes other than quotes and backslashes are left as they are. */
export function stringValue(written: string): string {
  const [, quotes = '', inside = ''] = /^[rRbBuU]*("""|'''|"|')([\s\S]*?)\1$/.exec(written) ?? [];
  return quotes === '' ? written : inside.replace(/\\(["'\\])/g, '$1');
}
