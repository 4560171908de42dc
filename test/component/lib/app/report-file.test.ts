// A report as one file: nothing in it is loaded or run, and a model's name cannot end its tags.
import { expect, test } from 'vitest';
import { fileNameOf } from '#renderer/lib/app/experiment-files.ts';
import { reportHtml } from '#renderer/lib/app/report-file.ts';

const report = {
  title: 'Analysis of <script>alert("1 & 2")</script>',
  language: 'ko',
  theme: 'dark',
  body: '<article>41 words</article>',
  styles: '.a { content: "</style><script>alert(1)</script>" }',
};

test('has title, language, theme, styles and what the page shows', () => {
  const parsed = new DOMParser().parseFromString(reportHtml(report), 'text/html');
  expect(parsed.title).toBe(report.title);
  expect(parsed.documentElement.lang).toBe('ko');
  expect(parsed.documentElement.dataset['theme']).toBe('dark');
  expect(parsed.querySelector('article')?.textContent).toBe('41 words');
  expect(parsed.querySelector('h1')?.textContent).toBe(report.title);
  expect(parsed.querySelectorAll('script, link, img')).toHaveLength(0);
  expect(parsed.querySelector('meta[http-equiv]')?.getAttribute('content')).toMatch(/^default-src 'none'/);
});

test('its file’s name is the title’s, without characters that file systems refuse', () => {
  expect(fileNameOf('Analysis of a/b: c', '.html')).toBe('Analysis of a-b- c.html');
});
