// Korean sentences about the comparison of runs.

/** What a run's values say, and what repeats say together. */
export const compareTexts: Readonly<Record<string, string>> = {
  'the most frequent class': '최빈 클래스',
  'as good as {0}': '{0:과} 같은 수준',
  '{0} % worse than {1}': '{1}보다 {0} % 나쁨',
  '{0} % better than {1}': '{1}보다 {0} % 좋음',
  '{0} percentage points worse than {1}': '{1}보다 {0} %p 나쁨',
  '{0} percentage points better than {1}': '{1}보다 {0} %p 좋음',
  'best at its last epoch, {0}': '마지막 에포크인 {0}에서 최적',
  'the {0} epoch after it': '이후 에포크 {0}개',
  'the {0} epochs after it': '이후 에포크 {0}개',
  'best at epoch {0}, not improved in {1}': '에포크 {0}에서 최적, {1} 동안 개선 없음',
  'no {0}; {1}': '{0} 없음; {1}',
  '{0}: {1}, without learning': '{0}: 학습 없이 {1}',
  'The list of runs was not understood: {0}.': '실행 목록을 읽을 수 없습니다: {0}.',
  'A baseline has no seed: it cannot be repeated.': '기준선에는 시드가 없어 반복할 수 없습니다.',
};
