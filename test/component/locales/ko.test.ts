import { expect, test } from 'vitest';
import { runStatusSchema } from '#shared/runs/run.ts';
import { shellWords } from '#main/app/words.ts';
import { ko } from '#renderer/locales/ko.ts';
import { textsOf } from '../../support/texts-of.ts';

test('particles follow the sound of what they belong to', () => {
  expect(ko.models.savedToast('새 모델')).toBe('“새 모델”을 저장했습니다.');
  expect(ko.models.savedToast('날씨 데이터')).toBe('“날씨 데이터”를 저장했습니다.');
  expect(ko.runs.deleteTitle(['날씨 2'])).toBe('실행 “날씨 2”를 삭제할까요?');
});

test('the system’s notifications name a status as the window does', () => {
  for (const status of runStatusSchema.options)
    expect(shellWords.ko.ended({ name: '날씨', status })).toBe(`“날씨”: ${ko.runs.status[status]}`);
});

test('words are those of Korean machine-learning books', () => {
  const { ended: _, ...shell } = shellWords.ko;
  const texts = [...textsOf(ko), ...textsOf(shell)].join('\n');
  for (const word of [
    '최적화기',
    '빠진 값',
    '최고',
    '표본',
    '시험',
    '을(를)',
    '이(가)',
    '(으)로',
    '에폭',
    '중단',
    '멈추',
    '어두운',
    // A run is 실행, so these would be about it.
    '실행 취소',
    '다시 실행',
  ])
    expect(texts).not.toContain(word);
});

test('what a run is doing, and what trains it, is said by these words', () => {
  const { status } = ko.runs;
  expect([status.stopped, status.interrupted, ko.models.train]).toEqual(['중지함', '비정상 종료', '학습 시작']);
  expect([ko.settingsOf.optimizer, ko.settingsOf.missing, ko.data.missing]).toEqual(['옵티마이저', '결측값', '결측값']);
  const texts = textsOf(ko).join('\n');
  for (const word of ['최적', '테스트', '샘플', '텍스트', '화면']) expect(texts).toContain(word);
});
