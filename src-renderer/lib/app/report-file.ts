// A report as one HTML file: what the page shows, with its styles in it and nothing to load.
import { escapedMarkup } from '#shared/base/markup.ts';
import { fileNameOf, saveFile } from '#renderer/lib/app/experiment-files.ts';

/** The part of a page that becomes a file, and what surrounds it. */
export interface Report {
  readonly title: string;
  readonly language: string;
  readonly theme: string;
  /** HTML. */
  readonly body: string;
  /** CSS. */
  readonly styles: string;
}

/** The whole file. A policy keeps a reader's browser from loading or running anything. */
export function reportHtml({ title, language, theme, body, styles }: Report): string {
  return `<!doctype html>
<html lang="${escapedMarkup(language)}" data-theme="${escapedMarkup(theme)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapedMarkup(title)}</title>
<style>
${styles.replaceAll('</', '<\\/')}
html, body { height: auto; overflow: auto; }
body { padding: 24px; }
h1 { margin-bottom: 16px; }
</style>
</head>
<body>
<h1>${escapedMarkup(title)}</h1>
${body}
</body>
</html>
`;
}

/** The rules of all style sheets but the fonts', which are files of their own. */
function stylesOf({ styleSheets }: Document): string {
  return Array.from(styleSheets, ({ cssRules }) => Array.from(cssRules, ({ cssText }) => cssText))
    .flat()
    .filter((rule) => !rule.startsWith('@font-face') && !rule.startsWith('@import'))
    .join('\n');
}

/** Saves an element of the page as a file that can be opened anywhere. */
export function saveReport(element: HTMLElement, title: string): void {
  const { documentElement } = document;
  const { lang: language, dataset } = documentElement;
  const html = reportHtml({
    title,
    language,
    theme: dataset['theme'] ?? 'light',
    body: element.outerHTML,
    styles: stylesOf(document),
  });
  saveFile(fileNameOf(title, '.html'), [html], 'text/html');
}
