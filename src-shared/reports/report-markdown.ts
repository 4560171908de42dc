// A report as a Markdown file: its texts as they were written, everything else as tables and lists. A chart is the table of its values.
// Names are written as text; what a person wrote in a block of text stays as it is. Pure.
import { markdownTable, markdownText } from '#shared/base/markdown-table.ts';
import { msg } from '#shared/base/message.ts';
import type { BlockContent } from '#shared/reports/report-content.ts';
import type { ReportFile } from '#shared/reports/report-html.ts';
import type { ReportTable } from '#shared/reports/report-table.ts';

function tableText({ heads, rows }: ReportTable): string {
  return markdownTable(
    heads,
    rows.map((cells) => cells.map(({ text }) => text)),
  );
}

function notesText(notes: readonly string[]): string[] {
  return notes.map((note) => `${markdownText(note)}\n`);
}

function blockText(block: BlockContent): string[] {
  switch (block.kind) {
    case 'text':
      return [`${block.source.trimEnd()}\n`];
    case 'chart':
      return [`## ${markdownText(block.table.label)}\n`, ...notesText(block.notes), tableText(block.table)];
    case 'table':
    case 'settings':
    case 'repeats': {
      const heading = block.kind === 'table' ? [] : [`## ${markdownText(block.table.label)}\n`];
      return [...heading, tableText(block.table), ...notesText(block.notes)];
    }
    case 'list': {
      const items = block.items.map(({ name, text }) => `- **${markdownText(name)}**: ${markdownText(text)}\n`);
      return [`## ${markdownText(block.heading)}\n`, items.join(''), ...notesText(block.notes)];
    }
    case 'nothing':
      return [`## ${markdownText(block.heading)}\n`, ...notesText(block.notes)];
  }
}

/** The whole file. */
export function reportMarkdown({ title, madeAt, blocks, say }: ReportFile): string {
  return [
    `# ${markdownText(title)}\n`,
    `${markdownText(say(msg`Values of ${madeAt} · Strata`))}\n`,
    ...blocks.flatMap(blockText),
  ].join('\n');
}
