// What a page says in a language that is not its own: the words of its text, and of what a screen reader reads.
import type { Page } from 'playwright-core';

/** Names that are the same in every language: of models, data sets, columns, machines, formats of files, a person's own words. */
const names = [
  'Large Movie Review',
  'US National Weather Service',
  'temp, dewp, humid, wind_speed, precip, pressure, visib',
  'JSON Lines',
  'Parquet',
  'NumPy',
  'Excel',
  '한국어',
  'English',
];

/** Text that is not the page's own: code, what a person typed, drawings. */
const foreign = 'code, pre, kbd, textarea, svg, script, noscript, style, [lang]:not(html)';
const attributes = ['aria-label', 'title', 'placeholder', 'alt'];

/** All texts of the page, one for each element that has its own, without names. */
async function textsOf(page: Page): Promise<string[]> {
  const texts = await page.evaluate(
    ({ foreign, attributes }) => {
      const found: string[] = [];
      for (const element of document.body.querySelectorAll('*')) {
        if (element.closest(foreign)) continue;
        const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        found.push(own.map((node) => node.textContent).join(' '));
        for (const name of attributes) found.push(element.getAttribute(name) ?? '');
      }
      return found;
    },
    { foreign, attributes },
  );
  // The longest first: one name may stand in another.
  const longestFirst = names.toSorted((a, b) => b.length - a.length);
  const without = texts.map((text) => longestFirst.reduce((rest, name) => rest.replaceAll(name, '·'), text));
  return [...new Set(without.map((text) => text.replaceAll(/\s+/g, ' ').trim()))];
}

/** What stands between quotation marks was written by somebody else; a path or an id is no word. */
function words(text: string): string {
  return text
    .replaceAll(/“[^”]*”/g, '·')
    .replaceAll(/\S*[/\\_=@]\S*/g, '·')
    .replaceAll(/\b[\w-]+\.[a-z]\w*\b/g, '·');
}

/** English on a Korean page: three words in a row. */
export async function englishOn(page: Page): Promise<string[]> {
  const texts = await textsOf(page);
  return texts.filter((text) => {
    const said = words(text);
    return /\b[a-zA-Z’'-]{2,}[,:;)]* [(]?[a-zA-Z’'-]+[,:;)]* [(]?[a-zA-Z’'-]{2,}/.test(said);
  });
}

/** Hangul on an English page. */
export async function koreanOn(page: Page): Promise<string[]> {
  return (await textsOf(page)).filter((text) => /\p{Script=Hangul}/u.test(text));
}
