import { describe, expect, it } from 'vitest';
import { verbatim } from '#shared/base/message.ts';
import { findDelimiter } from '#main/datasets/csv.ts';
import { ProgressReporter } from '#main/datasets/progress-reporter.ts';

describe('findDelimiter', () => {
  it.each([
    ['a,b;c,d\n', ','],
    ['a;b\n1,5;2,5;3,5\n', ';'],
    ['a\tb\n', '\t'],
    ['"a;b;c","d"\n', ','],
    ['\n\na;b\n1,2,3\n', ';'],
    ['only\n1,2\n', ','],
  ] as const)('finds it in %j', (text, delimiter) => {
    expect(findDelimiter(text)).toBe(delimiter);
  });
});

describe('ProgressReporter', () => {
  it('reports the end always, and the middle not too often', () => {
    const done: number[] = [];
    const reporter = new ProgressReporter((progress) => done.push(progress.done), 'rows');
    for (let i = 1; i <= 1000; i++) reporter.report(verbatim('Reading'), i, 1000);
    expect(done.at(-1)).toBe(1000);
    expect(done.length).toBeLessThan(500);
  });
});
