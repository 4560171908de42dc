// Text inside HTML and SVG.

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The text as it stands in HTML or XML, also within quotes. XML has no control characters: those but tab and line break become blanks. */
export function escapedMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '').replace(/(?![\n\t])\p{Cc}/gu, ' ');
}
