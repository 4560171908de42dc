// Why a text that is edited is no experiment's JSON.
import { describe, expect, it } from 'vitest';
import { jsonProblem, readJsonObject } from '#renderer/lib/experiments/json-problem.ts';
import { en } from '#renderer/locales/en.ts';
import { ko } from '#renderer/locales/ko.ts';

describe('a text of the JSON editor', () => {
  it.each([
    ['{"a": 1', 'This is not valid JSON: look at line 1, column 8.', '올바른 JSON이 아닙니다. 1행 8열을 확인하세요.'],
    ['[1]', 'An experiment is one JSON object, in braces.', '실험은 중괄호로 감싼 JSON 객체 하나여야 합니다.'],
    [
      '{"a": 1,\n "a": 2}',
      'The key "a" stands twice in one object: look at line 2, column 2.',
      '한 객체에 키 “a”가 두 번 있습니다. 2행 2열을 확인하세요.',
    ],
    [
      '{"__proto__": 1}',
      'An experiment cannot have the key "__proto__": look at line 1, column 2.',
      '실험에는 키 “__proto__”를 쓸 수 없습니다. 1행 2열을 확인하세요.',
    ],
  ])('%s', (text, english, korean) => {
    const read = readJsonObject(text);
    if (!('problem' in read)) throw new Error('It was read.');
    expect(jsonProblem(read.problem, en.models)).toBe(english);
    expect(jsonProblem(read.problem, ko.models)).toBe(korean);
  });
});
