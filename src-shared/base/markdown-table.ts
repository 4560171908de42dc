// A table of Markdown. What stands in a cell is text: nothing in it is read as a mark. Pure.

/** A text in one line, and not read as a mark of Markdown. */
export function markdownText(text: string): string {
  return text.replace(/[\\|`*<[\]]/g, '\\$&').replace(/\s*[\n\r]+\s*/g, ' ');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

/** @param heads with whether figures stand in the column, at the right */
export function markdownTable(
  heads: readonly { readonly text: string; readonly isFigures: boolean }[],
  rows: readonly (readonly string[])[],
): string {
  return [
    line(heads.map(({ text }) => markdownText(text))),
    line(heads.map(({ isFigures }) => (isFigures ? '---:' : '---'))),
    ...rows.map((cells) => line(cells.map(markdownText))),
  ].join('');
}
