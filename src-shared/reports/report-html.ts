// A report as one HTML file that stands alone: no script, nothing that is fetched, charts as drawings with their values under them.
// Everything that a person or another program has written is escaped. Pure.
import { escapedMarkup } from '#shared/base/markup.ts';
import { msg, type Sentence } from '#shared/base/message.ts';
import { drawingToSvg } from '#shared/charts/drawing.ts';
import type { MarkdownBlock } from '#shared/reports/markdown.ts';
import type { Inline } from '#shared/reports/markdown-inline.ts';
import type { BlockContent } from '#shared/reports/report-content.ts';
import { reportStyles } from '#shared/reports/report-styles.ts';
import type { ReportCell, ReportHead, ReportTable } from '#shared/reports/report-table.ts';

/** What the file says besides its blocks. */
export interface ReportFile {
  readonly title: string;
  readonly language: string;
  /** When its values were read, as text. */
  readonly madeAt: string;
  readonly blocks: readonly BlockContent[];
  readonly say: (sentence: Sentence) => string;
}

function inlineHtml(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return escapedMarkup(part.text);
    case 'code':
      return `<code>${escapedMarkup(part.text)}</code>`;
    case 'strong':
      return `<strong>${inlinesHtml(part.content)}</strong>`;
    case 'emphasis':
      return `<em>${inlinesHtml(part.content)}</em>`;
    case 'link':
      return `<a href="${escapedMarkup(part.address)}" rel="noreferrer">${inlinesHtml(part.content)}</a>`;
    case 'break':
      return '<br>';
  }
}

function inlinesHtml(parts: readonly Inline[]): string {
  return parts.map(inlineHtml).join('');
}

function cellHtml(tag: 'th' | 'td', parts: readonly Inline[], isRight: boolean): string {
  return `<${tag}${isRight ? ' class="right"' : ''}>${inlinesHtml(parts)}</${tag}>`;
}

function markdownHtml(block: MarkdownBlock): string {
  switch (block.kind) {
    case 'heading':
      // The report's title is the only heading above them.
      return `<h${block.rank + 1}>${inlinesHtml(block.content)}</h${block.rank + 1}>`;
    case 'paragraph':
      return `<p>${inlinesHtml(block.content)}</p>`;
    case 'list': {
      const tag = block.isOrdered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${itemHtml(item)}</li>`).join('')}</${tag}>`;
    }
    case 'quote':
      return `<blockquote>${block.blocks.map(markdownHtml).join('')}</blockquote>`;
    case 'code':
      return `<pre tabindex="0"><code>${escapedMarkup(block.text)}</code></pre>`;
    case 'rule':
      return '<hr>';
    case 'table': {
      const line = (tag: 'th' | 'td', cells: readonly (readonly Inline[])[]): string =>
        `<tr>${cells.map((cell, i) => cellHtml(tag, cell, block.isRight[i] ?? false)).join('')}</tr>`;
      const rows = block.rows.map((cells) => line('td', cells)).join('');
      return `<div class="frame" tabindex="0"><table><thead>${line('th', block.heads)}</thead><tbody>${rows}</tbody></table></div>`;
    }
  }
}

/** An item of one paragraph stands in its line. */
function itemHtml(blocks: readonly MarkdownBlock[]): string {
  return blocks
    .map((block, i) => (i === 0 && block.kind === 'paragraph' ? inlinesHtml(block.content) : markdownHtml(block)))
    .join('');
}

function dot(color: string | undefined): string {
  return color === undefined ? '' : `<i style="background:var(${escapedMarkup(color)})"></i>`;
}

function headHtml({ text, isFigures, color }: ReportHead): string {
  return `<th scope="col"${isFigures ? ' class="right"' : ''}>${dot(color)}${escapedMarkup(text)}</th>`;
}

function bodyCellHtml({ text, tone, color }: ReportCell, head: ReportHead | undefined, i: number): string {
  const looks = [...(head?.isFigures === true ? ['right'] : []), ...(tone === undefined ? [] : [tone])];
  const attributes = looks.length === 0 ? '' : ` class="${looks.join(' ')}"`;
  const words = `${dot(color)}${escapedMarkup(text)}`;
  return i === 0 ? `<th scope="row"${attributes}>${words}</th>` : `<td${attributes}>${words}</td>`;
}

function tableHtml({ label, heads, rows }: ReportTable): string {
  const lines = rows.map((cells) => `<tr>${cells.map((cell, i) => bodyCellHtml(cell, heads[i], i)).join('')}</tr>`);
  return `<div class="frame" tabindex="0" role="group" aria-label="${escapedMarkup(label)}"><table><thead><tr>${heads.map(headHtml).join('')}</tr></thead><tbody>
${lines.join('\n')}
</tbody></table></div>`;
}

function notesHtml(notes: readonly string[]): string {
  return notes.map((note) => `<p class="note">${escapedMarkup(note)}</p>`).join('');
}

function blockHtml(block: BlockContent, index: number, say: ReportFile['say']): string {
  switch (block.kind) {
    case 'text':
      return `<section class="text">${block.blocks.map(markdownHtml).join('\n')}</section>`;
    case 'chart': {
      const svg = drawingToSvg(block.drawing, `plot-${index}`).replace('<svg ', '<svg role="img" ');
      return `<figure>${svg}${notesHtml(block.notes)}<details><summary>${escapedMarkup(say(msg`Values`))}</summary>${tableHtml(block.table)}</details></figure>`;
    }
    case 'table':
    case 'settings':
    case 'repeats': {
      const heading = block.kind === 'table' ? '' : `<h2>${escapedMarkup(block.table.label)}</h2>`;
      return `<section>${heading}${tableHtml(block.table)}${notesHtml(block.notes)}</section>`;
    }
    case 'list': {
      const items = block.items.map(
        ({ name, color, text }) => `<dt>${dot(color)}${escapedMarkup(name)}</dt><dd>${escapedMarkup(text)}</dd>`,
      );
      return `<section><h2>${escapedMarkup(block.heading)}</h2><dl>${items.join('\n')}</dl>${notesHtml(block.notes)}</section>`;
    }
    case 'nothing':
      return `<section><h2>${escapedMarkup(block.heading)}</h2>${notesHtml(block.notes)}</section>`;
  }
}

/** The whole file. A policy keeps a reader's browser from loading or running anything. */
export function reportHtml({ title, language, madeAt, blocks, say }: ReportFile): string {
  const name = escapedMarkup(title);
  return `<!doctype html>
<html lang="${escapedMarkup(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${name}</title>
<style>
${reportStyles}</style>
</head>
<body>
<main>
<h1>${name}</h1>
<p class="note">${escapedMarkup(say(msg`Values of ${madeAt} · Strata`))}</p>
${blocks.map((block, i) => blockHtml(block, i, say)).join('\n')}
</main>
</body>
</html>
`;
}
